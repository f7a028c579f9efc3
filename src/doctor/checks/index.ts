/** Every check, in the order of the way of a denial: seen, taken in, explained, heard of. */
import type { Check } from '../check';
import { organization } from './accounts/organization';
import { readerRights } from './accounts/reader-rights';
import { readerRoles } from './accounts/reader-roles';
import { channels } from './people/channels';
import { subscription } from './people/subscription';
import { deadLetters } from './pipeline/dead-letters';
import { intake } from './pipeline/intake';
import { queueAge } from './pipeline/queue-age';
import { rules } from './pipeline/rules';
import { bucketRegion } from './trail/bucket-region';
import { dataEvents } from './trail/data-events';
import { kmsEvents } from './trail/kms-events';
import { logging } from './trail/logging';
import { managementEvents } from './trail/management-events';
import { region } from './trail/region';

export const checks: readonly Check[] = [
  region,
  bucketRegion,
  logging,
  managementEvents,
  kmsEvents,
  dataEvents,
  rules,
  intake,
  queueAge,
  deadLetters,
  readerRoles,
  readerRights,
  organization,
  subscription,
  channels,
];
