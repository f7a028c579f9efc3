/** Headers that decide what is asked: an ACL, tags, a lock, the source of a copy. */
import { rowOf } from '../../request/authorizations/table';
import type { RequestFacts } from '../../request/types';

/** May AWS have asked for more than was judged, because the record shows no headers? */
export function mayHaveAskedMore({ headersNotRecorded, operation }: RequestFacts): boolean {
  const { companions = [], copies } = rowOf(operation);
  return headersNotRecorded === true && (copies !== undefined || companions.some(({ headers }) => headers.length > 0));
}
