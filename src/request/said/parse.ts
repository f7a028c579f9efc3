/** AWS's own words about a denial, parsed. https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
import { defined } from '../../defined';
import type { AwsSaid } from './aws-said';
import { withoutDetailsTail } from './details-tail';

/** CloudTrail cuts texts at 1 KB, and nothing longer is looked at. */
const cutAt = 1_000;
const longest = 4_096;

/** Not yet held against the record: see `weigh`. */
export function parseSaid(errorCode: string, errorMessage: string | undefined): AwsSaid {
  if (errorCode === 'VpceAccessDenied') return deniedByEndpoint(errorMessage);
  if (errorMessage === undefined || errorMessage.trim() === '') return { is: 'absent' };
  const whole = withoutPreamble(errorMessage.slice(0, longest)).trim();
  const { text, ...details } = withoutDetailsTail(whole);
  if (generic.test(text)) return { is: 'generic' };
  const head = header.exec(text)?.groups;
  if (head !== undefined) {
    const said = withHeader(text, whole, head);
    return said.is === 'reason' || said.is === 'statement' ? { ...said, ...details } : said;
  }
  for (const [code, pattern] of statements) if (pattern.test(text)) return { is: 'statement', code, clause: text };
  const denial = /^Access ?Denied(Exception)?$/.test(errorCode);
  // Every other code has one fixed text, which says no more than the code.
  if (!denial) return { is: 'statement', code: errorCode, clause: text };
  if (isLong(whole)) return { is: 'truncated', text: whole };
  return { is: 'odd', text: whole, why: 'unknown-wording' };
}

export interface Named {
  readonly user?: string;
  readonly action?: string;
  readonly resource?: string;
}

/** Whom and what AWS's sentence names, whatever it gives as the reason. */
export function namedIn(errorMessage: string): Named {
  const { user, action, quoted, plain } = header.exec(errorMessage.slice(0, longest).trim())?.groups ?? {};
  const resource = quoted ?? (plain?.startsWith('arn:') === true ? plain : undefined);
  return defined({ user, action: action?.includes('*') === true ? undefined : action, resource });
}

/** Which policy type, explicitly denying or not allowing. */
export const policyTypes =
  'service control policy|resource control policy|identity-based policy|session policy|permissions boundary|resource-based policy|VPC endpoint policy|role trust policy';
const generic = /^Access Denied\.?$/i;
/**
 * Who, what, on what. Keys hold anything, so the quoted resource is taken as long as it goes (to the last quote that a
 * reason follows) and is compared with the record afterwards.
 */
const header =
  /^(?:User:\s+(?<user>\S+)\s+is|You are)\s+not authorized to perform:\s+(?<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+)(?:\s+on\s+(?:resource:\s+(?:"(?<quoted>[\s\S]*)"(?=\s+(?:because|with)\b|\s*$)|(?<plain>[^\s"]\S*))|(?<vague>the resource associated with this ciphertext|this resource)))?(?:\s+(?<reason>[\s\S]*))?$/;
const explicit = new RegExp(
  `^with an explicit deny(?: in (?:an?|the) (?<type>${policyTypes}))?(?: ?[:,] ?(?:with policy ARN: ?)?(?<arn>arn:[^\\s"]+?))?[. ]*$`,
  'i',
);
const implicit = new RegExp(
  `^because no (?<type>${policyTypes}) allows the (?<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+) action`,
  'i',
);

/** Clauses after the header that name no policy: code, wording, the setting if it names one. */
const clauses: readonly (readonly [code: string, pattern: RegExp])[] = [
  [
    'public-access-block',
    /^because public (?:ACLs|policies) are prevented by the (?<setting>BlockPublicAcls|BlockPublicPolicy|IgnorePublicAcls|RestrictPublicBuckets) setting in S3 Block Public Access/i,
  ],
  [
    'customer-provided-keys-blocked',
    /^because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys/i,
  ],
  [
    'key-missing-or-not-allowed',
    /^because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access/i,
  ],
];

/** Whole texts without a header. */
const statements: readonly (readonly [code: string, pattern: RegExp])[] = [
  ['request-expired', /^Request has expired/i],
  ['protected-by-object-lock', /^Access Denied because object protected by object lock/i],
  // https://repost.aws/knowledge-center/s3-bucket-mfa-delete
  ['mfa-code-missing', /^Mfa Authentication must be used for this request/i],
  ['key-missing-or-not-allowed', /^The ciphertext refers to a customer master key that does not exist/i],
  ['no-access-grant', /^You do not have \S+ permissions to the requested S3 Prefix/i],
  ['key-state', /^arn:[^:\s]+:kms:\S+ is (?:disabled|pending \w+|unavailable)/i],
];

/** The code alone says it, whatever the text is; it is spelled as in other texts: the policy type. */
function deniedByEndpoint(errorMessage = ''): AwsSaid {
  const clause = errorMessage.slice(0, cutAt).trim();
  return { is: 'statement', code: 'VPC endpoint policy', clause: clause === '' ? 'VpceAccessDenied' : clause };
}

/** `whole`: with the tail that `text` lacks. */
function withHeader(text: string, whole: string, head: Readonly<Record<string, string | undefined>>): AwsSaid {
  const { user, action = '' } = head;
  const resource = head['quoted'] ?? head['plain'];
  const about = {
    ...defined({ user }),
    action,
    ...defined({ resource }),
  };
  const reason = (head['reason'] ?? '').replaceAll(/\s+/g, ' ').trim();
  const denied = explicit.exec(reason)?.groups;
  if (denied !== undefined) {
    const { type, arn } = denied;
    return {
      is: 'reason',
      deny: 'explicit',
      ...defined({ policyType: type?.toLowerCase().replace('vpc', 'VPC'), policyArn: arn }),
      ...about,
      clause: reason,
    };
  }
  const lacking = implicit.exec(reason)?.groups;
  if (lacking !== undefined) {
    if (lacking['action']?.toLowerCase() !== action.toLowerCase())
      return { is: 'odd', text: whole, why: 'contradicts-itself' };
    const policyType = (lacking['type'] ?? '').toLowerCase().replace('vpc', 'VPC');
    return { is: 'reason', deny: 'implicit', policyType, ...about, clause: reason };
  }
  for (const [code, pattern] of clauses) {
    const match = pattern.exec(reason);
    if (match === null) continue;
    const setting = match.groups?.['setting'];
    return { is: 'statement', code, ...defined({ setting }), ...about, clause: reason };
  }
  if (isLong(whole)) return { is: 'truncated', text: whole };
  // The oldest texts gave no reason at all.
  if (reason === '') return { is: 'statement', code: 'no-reason-given', ...about, clause: text };
  return { is: 'odd', text: whole, why: 'unknown-wording' };
}

/** `AccessDenied: …`, `An error occurred (AccessDenied) when calling the GetObject operation: …` */
function withoutPreamble(text: string): string {
  return text.replace(
    /^(?:An error occurred \(\w+\) when calling the \w+ operation(?: \([^)]*\))?: |AccessDenied(?:Exception)?: )/,
    '',
  );
}

const isLong = (text: string): boolean => new TextEncoder().encode(text).length >= cutAt;
