import type { Answer, Subject } from '../../judging/types';
import { namesPolicyType } from '../../judging/denial';
import { cannotKnow, note, notApplicable, passes } from '../../judging/state/answers';

/**
 * A directory bucket authorizes CreateSession only; what a session may do afterwards is its mode, which no record tells.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html
 */
export function checkSession({ request }: Subject): Answer {
  const { bucket = '' } = request;
  if (request.operation === 'CreateSession') return passes(note('session-asked-for', { bucket }));
  if (namesPolicyType(request)) return notApplicable(note('refused-by-a-policy'));
  if (!changesData(request.operation)) return passes(note('any-session-may-read', { bucket }));
  return cannotKnow([{ code: 'session-mode-unknown', facts: { bucket, operation: request.operation } }]);
}

const changesData = (operation: string): boolean => !/^(Get|Head|List)/.test(operation);
