import { caller } from './01-08-caller';
import { beyond } from './09-19-beyond';
import { ways } from './20-24-conditions';
import { headers } from './25-29-conditions';
import { others } from './30-33-conditions';
import { endpoints } from './34-38-endpoints';
import { accessPoints } from './39-46-access-points';
import { publicAccess } from './47-56-public-access';
import { keys } from './57-64-keys';
import { encryption } from './65-68-encryption';
import { states } from './70-76-state';
import { requests } from './77-84-request';
import { credentials } from './85-92-credentials';
import { services } from './93-97-services';
import { more } from './more';
import { moreCallers } from './more-callers';
import type { Fixture } from './fixture';

/** All of them, in the order of docs/causes.md. */
export const fixtures: readonly Fixture[] = [
  ...caller,
  ...beyond,
  ...ways,
  ...headers,
  ...others,
  ...endpoints,
  ...accessPoints,
  ...publicAccess,
  ...keys,
  ...encryption,
  ...states,
  ...requests,
  ...credentials,
  ...services,
  ...more,
  ...moreCallers,
];
