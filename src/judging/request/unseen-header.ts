/** Headers that would have let a request pass, and that records are not known to hold. */
import type { RequestFacts } from '../../request/types';
import type { Unknown } from '../types';
import { isQuestion } from './denial';
import { sharedWords } from '../words';

/** A header that the record lacks may have been sent all the same. A question names all that it would send. */
export function unseenHeader(request: RequestFacts, header: string): Unknown | undefined {
  if (isQuestion(request)) return undefined;
  return sharedWords.unknown(request.headersNotRecorded === true ? 'header-not-logged' : 'header-may-be-unrecorded', {
    header,
  });
}
