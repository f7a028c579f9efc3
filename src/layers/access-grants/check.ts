import type { Answer, Subject } from '../define';
import { namesPolicyType, saidText } from '../denial';
import { cannotKnow, forbids, note, passes } from '../state-answers';

/**
 * Does a grant of S3 Access Grants cover the data that GetDataAccess asked for? No reader lists the grants: the error tells.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function checkAccessGrants({ request }: Subject): Answer {
  const { target = '', permission = '' } = request.parameters;
  if (request.errorCode === 'StsNotAuthorizedError') {
    return forbids('StsNotAuthorizedError', [note('location-role-not-assumable')]);
  }
  if (/^You do not have \S+ permissions to the requested S3 Prefix/i.test(saidText(request))) {
    return forbids('AccessGrants', [note('no-grant-for-prefix', { target, permission })]);
  }
  if (namesPolicyType(request)) return passes(note('refused-by-a-policy'));
  return cannotKnow([{ code: 'access-grants-not-read', facts: { target, permission } }]);
}
