/** Headers that would have let a request pass, and that records are not known to hold. */
import type { RequestFacts, Unknown } from '../request/types';
import { isQuestion } from './denial';

/** That a header is not in the record: whether it was sent all the same. A question tells all that it would send. */
export function unseenHeader(request: RequestFacts, header: string): Unknown | undefined {
  if (isQuestion(request)) return undefined;
  const code = request.headersUntold === true ? 'header-not-logged' : 'header-may-be-unrecorded';
  return { code, facts: { header } };
}
