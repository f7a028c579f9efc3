/** Where the reader role of one name is assumed, if the stack lists no accounts: never in one that only an event names. */
import { membersIn } from '../../src/incident/members';
import type { Store } from '../../src/incident/store';
import type { BoundRequest } from '../../src/request/types';
import { optional } from '../runtime/environment';

/** Accounts of the own organization, as the doctor has learned of them. */
export const readableMembers = async (store: Store): Promise<readonly string[]> =>
  optional('CULPRIT_ACCOUNT_ROLE_NAME') === undefined || optional('CULPRIT_ACCOUNTS') !== undefined
    ? []
    : membersIn(store);

/** An organization has thousands of accounts, and a request names a few. */
export function namedOf(members: readonly string[], request: BoundRequest): readonly string[] {
  if (members.length === 0) return [];
  const named = new Set(JSON.stringify(request).match(/(?<!\d)\d{12}(?!\d)/g));
  return members.filter((account) => named.has(account));
}
