import { caller } from './01-08-caller';
import { organization } from './09-12-organization';
import { bucketPolicies } from './13-19-bucket';
import { ways } from './20-24-conditions';
import { headers } from './25-29-conditions';
import { others } from './30-33-conditions';
import { endpoints } from './34-38-endpoints';
import { accessPoints } from './39-42-access-points';
import { otherDoors } from './43-46-other-doors';
import { publicAccess } from './47-52-public-access';
import { ownership } from './53-56-ownership';
import { keys } from './57-61-keys';
import { keysInPart } from './63-69-keys';
import { encryption } from './65-68-encryption';
import { states } from './70-76-state';
import { requests } from './77-84-request';
import { credentials } from './85-92-credentials';
import { services } from './93-97-services';
import { moreAccounts } from './more-accounts';
import { moreKeys } from './more-keys';
import { moreSessions } from './more-sessions';
import { moreRecords } from './more-records';
import { ownAccessPoints } from './own-access-points';
import { organizationReaders } from './organization-readers';
import type { Fixture } from './fixture';

/** All of them, in the order of docs/causes.md. */
export const fixtures: readonly Fixture[] = [
  ...caller,
  ...organization,
  ...bucketPolicies,
  ...ways,
  ...headers,
  ...others,
  ...endpoints,
  ...accessPoints,
  ...otherDoors,
  ...publicAccess,
  ...ownership,
  ...keys,
  ...keysInPart,
  ...encryption,
  ...states,
  ...requests,
  ...credentials,
  ...services,
  ...moreAccounts,
  ...moreKeys,
  ...moreSessions,
  ...moreRecords,
  ...ownAccessPoints,
  ...organizationReaders,
];
