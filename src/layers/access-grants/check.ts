import { accessGrants as reader } from '../../evidence/readers/access-grants';
import type { Reading } from '../../evidence/define';
import type { AccessGrant } from '../../evidence/values';
import type { RequestFacts } from '../../request/types';
import type { Answer, Subject } from '../../judging/types';
import { namesPolicyType, saidText } from '../../judging/request/denial';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly grants: Reading<readonly AccessGrant[]>;
}

const setting = 'AccessGrants';

/**
 * Does a grant of S3 Access Grants cover the data that GetDataAccess asked for? AWS's text shows best.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function checkAccessGrants(subject: Subject, { grants }: Evidence): Answer {
  const { request } = subject;
  const { target = 'what was asked for', permission = 'access' } = request.parameters;
  if (request.errorCode === 'StsNotAuthorizedError') {
    return forbids('StsNotAuthorizedError', [words.note('location-role-not-assumable')]);
  }
  if (/^You do not have \S+ permissions to the requested S3 Prefix/i.test(saidText(request))) {
    return forbids(setting, [words.note('no-grant-for-prefix', { target, permission })]);
  }
  if (namesPolicyType(request)) return passes(sharedWords.note('refused-by-a-policy'));
  if (grants.status === 'unreadable') return cannotKnow([unreadable(reader, subject, grants)]);
  const mine = grants.status === 'found' ? grants.value.filter((grant) => mayBeFor(grant, request)) : [];
  if (mine.length === 0) return forbids(setting, [words.note('no-grant-for-caller')]);
  // Whether a scope covers the target, and whether a directory's user stands behind the caller, no record shows surely.
  return cannotKnow([words.unknown('grant-may-not-cover', { grants: mine.map(({ id }) => id).join(', '), target })]);
}

/** Grants to users and groups of a directory may be the caller's: a record names only the role that carries them. */
function mayBeFor({ grantee }: AccessGrant, { principal }: RequestFacts): boolean {
  if (grantee.type !== 'IAM') return true;
  const arns =
    principal.type === 'assumed-role' ? [principal.arn, principal.roleArn] : 'arn' in principal ? [principal.arn] : [];
  const unsure =
    principal.type === 'unidentified' || (principal.type === 'assumed-role' && principal.roleArn === undefined);
  return unsure || arns.includes(grantee.id);
}
