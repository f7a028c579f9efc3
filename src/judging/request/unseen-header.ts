/** Headers that would have let a request pass, and that records are not known to hold. */
import type { RequestFacts } from '../../request/types';
import type { Unknown } from '../types';
import { isQuestion } from './denial';
import { sharedWords } from '../words';

/** That a header is not in the record: whether it was sent all the same. A question tells all that it would send. */
export function unseenHeader(request: RequestFacts, header: string): Unknown | undefined {
  if (isQuestion(request)) return undefined;
  return sharedWords.unknown(request.headersUntold === true ? 'header-not-logged' : 'header-may-be-unrecorded', {
    header,
  });
}
