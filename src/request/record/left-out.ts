/** What the form in which a record came does not show at all, so that its absence from the record means nothing. */
import type { RecordFields } from './fields';

export type Part =
  /** Headers, but those that stand there. */
  | 'headers'
  /** Query parameters, but those that stand there. */
  | 'query'
  /** Whether a VPC endpoint was crossed. */
  | 'endpoint'
  /** What the session of a role was given besides its name. */
  | 'session'
  /** Whether a service called for the caller. */
  | 'forwarding';

/** No field of CloudTrail's: records that were made from something else have it. Whoever forges it makes us know less. */
const name = 'leftOut';

export const leavingOut = (record: RecordFields, parts: readonly Part[]): RecordFields =>
  parts.length === 0 ? record : { ...record, [name]: parts.join(' ') };

export function leavesOut(record: RecordFields, part: Part): boolean {
  const parts = record[name];
  return typeof parts === 'string' && parts.split(' ').includes(part);
}
