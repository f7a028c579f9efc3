import type { Answer, Subject } from '../../judging/types';
import { namesPolicyType } from '../../judging/request/denial';
import { cannotKnow, notApplicable, passes } from '../../judging/state/answers';
import { sharedWords } from '../../judging/words';
import { words } from './words';

/**
 * A directory bucket authorizes CreateSession only; what a session may do afterwards is its mode, which no record shows.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html
 */
export function checkSession({ request }: Subject): Answer {
  const { bucket = '' } = request;
  if (request.operation === 'CreateSession') return passes(words.note('session-asked-for', { bucket }));
  if (namesPolicyType(request)) return notApplicable(sharedWords.note('refused-by-a-policy'));
  if (!changesData(request.operation)) return passes(words.note('any-session-may-read', { bucket }));
  return cannotKnow([words.unknown('session-mode-unknown', { bucket, operation: request.operation })]);
}

const changesData = (operation: string): boolean => !/^(Get|Head|List)/.test(operation);
