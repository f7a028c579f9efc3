/** The words that several sentences share. */
import { CLOUDFRONT, serviceOfAccount } from '../../names/aws-accounts';
import type { Principal } from '../../names/principal';
import type { Answer } from '../../judging/types';
import { deniedBy } from '../../request/error-codes';
import type { RequestFacts } from '../../request/types';
import type { CausePolicy, CauseStatement } from '../../verdict/types';
import type { DecisionValue } from '../../decision/types';
import { quote } from '../clean';

/** A time as CloudTrail writes it, without fractions of seconds. */
export const seconds = (time: string): string => time.replace(/\.\d+Z$/, 'Z');

/** The principal as a person would say it; the full ARN stands in the report's request. */
function principalWords(principal: Principal): string {
  switch (principal.type) {
    case 'assumed-role':
      return `role ${quote(principal.roleName)} (session ${quote(principal.sessionName)}) of account ${quote(principal.accountId)}`;
    case 'role':
      return `role ${quote(principal.roleName)} of account ${quote(principal.accountId)}`;
    case 'user':
      if (principal.accountId === CLOUDFRONT) return `the ${quote(principal.userName)}`;
      return `user ${quote(principal.userName)} of account ${quote(principal.accountId)}`;
    case 'federated-user':
      return `federated user ${quote(principal.name)} of account ${quote(principal.accountId)}`;
    case 'root':
      return `the root user of account ${quote(principal.accountId)}`;
    case 'service':
      return `the service ${quote(principal.service)}`;
    case 'anonymous':
      return 'an anonymous caller';
    case 'unidentified':
      return unidentifiedWords(principal);
  }
}

function unidentifiedWords(principal: Extract<Principal, { type: 'unidentified' }>): string {
  const { accountId, principalId, isBucketOwner } = principal;
  if (accountId === CLOUDFRONT) return `an origin access identity of CloudFront (${quote(principalId)})`;
  if (accountId === undefined)
    return isBucketOwner === true
      ? 'the root user of the account that owns the bucket'
      : `a caller of another account (its canonical id is ${quote(principalId)})`;
  const service = serviceOfAccount(accountId);
  if (service !== undefined) return `${service} (AWS's own account ${quote(accountId)})`;
  return `a caller of account ${quote(accountId)} (${quote(principalId)}; the record does not tell its ARN)`;
}

/** Who asked; whose credentials S3 refused may be anybody. */
export function callerWords({ principal, errorCode }: Pick<RequestFacts, 'principal' | 'errorCode'>): string {
  const isUnknown = principal.type === 'anonymous' && deniedBy(errorCode)?.class === 'authentication';
  return isUnknown ? 'a caller that S3 did not recognize' : principalWords(principal);
}

/** `policy `DataPerimeter` (`p-1234`)` */
export function policyWords(policy: CausePolicy): string {
  const name = policy.name ?? policy.arn?.split('/').at(-1);
  const id = policy.arn?.split('/').at(-1);
  const shown = name === undefined ? 'its policy' : `policy ${quote(name)}`;
  return id === undefined || id === name ? shown : `${shown} (${quote(id)})`;
}

/** `statement `DenyUntagged` (#2)` */
export function statementWords(statement: Pick<CauseStatement, 'sid' | 'index'>): string {
  return statement.sid === undefined
    ? `statement #${statement.index}`
    : `statement ${quote(statement.sid)} (#${statement.index})`;
}

export const outcomeWords: Readonly<Record<Answer['outcome'], string>> = {
  allows: 'allows',
  denies: 'denies',
  'does-not-allow': 'does not allow',
  'not-applicable': 'not applicable',
  unknown: 'unknown',
};

export const decisionWords: Readonly<Record<DecisionValue, string>> = {
  allowed: 'allowed',
  'implicit-deny': 'denied (nothing allows it)',
  'explicit-deny': 'denied (explicitly)',
  denied: 'denied',
  unknown: 'not known',
};
