import type { Reading } from '../../evidence/define';
import type { BucketLogging } from '../../evidence/values';
import type { RequestFacts } from '../../request/types';
import type { Answer, Subject } from '../../judging/types';
import { isQuestion, saidText } from '../../judging/request/denial';
import { forbids, notApplicable, passes } from '../../judging/state/answers';
import type { Note } from '../../judging/types';
import { loggingNotes } from './logging';
import { refusals } from './refusals';
import { words } from './words';

export interface Evidence {
  readonly logging: Reading<BucketLogging>;
}

/** Were the credentials and the signature good? No read shows it: only the error code does, or the signed URL itself. */
export function checkCredentials({ request }: Subject, { logging }: Evidence): Answer {
  const refusal = refusals.get(request.errorCode);
  if (refusal !== undefined) return forbids(request.errorCode, [words.note(refusal, { errorCode: request.errorCode })]);
  const expired = expiredUrl(request);
  if (expired !== undefined) return forbids('X-Amz-Expires', [expired]);
  if (isQuestion(request)) return notApplicable(words.note('credentials-assumed-good'));
  const how = request.principal.type === 'anonymous' ? 'request-not-signed' : 'request-was-authenticated';
  return passes(words.note(how), ...loggingNotes(request, logging));
}

/** A presigned URL carries its own end: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
function expiredUrl(request: RequestFacts): Note | undefined {
  const { 'x-amz-date': signed, 'x-amz-expires': seconds } = request.parameters;
  const start = signed === undefined ? undefined : startOf(signed);
  const end = start === undefined || seconds === undefined ? Number.NaN : start + Number(seconds) * 1000;
  if (Date.parse(request.time) > end) {
    return words.note('presigned-url-expired', { signedAt: signed ?? '', expiredAt: new Date(end).toISOString() });
  }
  return /^Request has expired/i.test(saidText(request)) ? words.note('presigned-url-expired') : undefined;
}

/** `20261120T081300Z` */
function startOf(date: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
