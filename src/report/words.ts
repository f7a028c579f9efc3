/** The words that several sentences share. Layers are called by their id: it is made of AWS's own words. */
import type { Principal } from '../names/principal';
import type { Answer } from '../judging/types';
import { deniedBy } from '../request/error-codes';
import type { RequestFacts } from '../request/types';
import type { Certainty, ReportPolicy, ReportStatement } from '../verdict/types';
import type { DecisionValue } from '../decision/types';
import { clean, quote } from './clean';

const acronyms: Readonly<Record<string, string>> = {
  abac: 'ABAC',
  aws: 'AWS',
  kms: 'KMS',
  mfa: 'MFA',
  s3: 'S3',
  vpc: 'VPC',
};

/** AWS writes the names of its features with capitals. */
const features =
  /\b(?:s3 express|block public access|object lock|requester pays|access grants|object lambda|multi region access point)\b/g;

/** An id in words: `VPC endpoint policy` */
export function layerTitle(id: string): string {
  const words = clean(id, 80)
    .replaceAll('-', ' ')
    .replace(features, (name) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()));
  return words
    .split(' ')
    .map((word) => acronyms[word.toLowerCase()] ?? word)
    .join(' ')
    .replace('Multi Region', 'Multi-Region');
}

/** In a sentence: `the bucket policies`, but `Block Public Access`. */
export function theLayer(id: string): string {
  const title = layerTitle(id);
  return /^(?:Block|Object Lock|Requester|Access Grants|S3)\b/.test(title) ? title : `the ${title}`;
}

/** What holds its statements: `the bucket policy`, but `the policy of the KMS key`. */
export function thePolicy(id: string): string {
  const layer = theLayer(id);
  return /(?:KMS key|access point)$/i.test(layer) ? `the policy of ${layer}` : layer;
}

/** An id in words that begin a sentence: `Service control policies` */
export function layerHeading(id: string): string {
  const title = layerTitle(id);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

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
      return `a caller of account ${quote(principal.accountId)} (${quote(principal.principalId)}; the record does not tell its ARN)`;
  }
}

/** Who asked; whose credentials S3 refused may be anybody. */
export function callerWords({ principal, errorCode }: Pick<RequestFacts, 'principal' | 'errorCode'>): string {
  const isUnknown = principal.type === 'anonymous' && deniedBy(errorCode)?.class === 'authentication';
  return isUnknown ? 'a caller that S3 did not recognize' : principalWords(principal);
}

/** `policy `DataPerimeter` (`p-1234`)` */
export function policyWords(policy: ReportPolicy): string {
  const name = policy.name ?? policy.arn?.split('/').at(-1);
  const id = policy.arn?.split('/').at(-1);
  const shown = name === undefined ? 'its policy' : `policy ${quote(name)}`;
  return id === undefined || id === name ? shown : `${shown} (${quote(id)})`;
}

/** `statement `DenyUntagged` (#2)` */
export function statementWords(statement: Pick<ReportStatement, 'sid' | 'index'>): string {
  return statement.sid === undefined
    ? `statement #${statement.index}`
    : `statement ${quote(statement.sid)} (#${statement.index})`;
}

export function certaintyWords(certainty: Certainty): string {
  switch (certainty) {
    case 'proven':
      return 'proven: AWS names this policy type, and the evaluation finds the same';
    case 'established':
      return 'established by evaluating every policy; nothing unknown could change it';
    case 'by-elimination':
      return 'by elimination: nothing else can have denied it, though this could not be read in full';
    case 'possible':
      return 'possible: it rests on something that is unknown or only assumed';
  }
}

export function outcomeWords(outcome: Answer['outcome']): string {
  switch (outcome) {
    case 'allows':
      return 'allows';
    case 'denies':
      return 'denies';
    case 'does-not-allow':
      return 'does not allow';
    case 'not-applicable':
      return 'not applicable';
    case 'unknown':
      return 'unknown';
  }
}

export function decisionWords(decision: DecisionValue): string {
  switch (decision) {
    case 'allowed':
      return 'allowed';
    case 'implicit-deny':
      return 'denied (nothing allows it)';
    case 'explicit-deny':
      return 'denied (explicitly)';
    case 'denied':
      return 'denied';
    case 'unknown':
      return 'not known';
  }
}
