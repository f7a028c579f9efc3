/** A failed read, in sentences: what could not be read, why, and what would make it readable. */
import type { UnreadableReason } from '../evidence/define';
import { quote } from './clean';

type Facts = Readonly<Record<string, string>>;

export function unreadableSentences(facts: Facts): {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
} {
  const policy = facts['policy'] === undefined ? 'what it reads' : `policy ${fact(facts, 'policy')}`;
  const what = facts['read']?.replaceAll('-', ' ') ?? policy;
  const target = facts['target'] === undefined ? '' : ` of ${fact(facts, 'target')}`;
  const account = facts['account'] === undefined ? '' : ` in account ${fact(facts, 'account')}`;
  const error = facts['error'] === undefined ? '' : ` (${fact(facts, 'error')})`;
  return {
    what: `${what}${target}${account}`,
    // Of what only CloudTrail could tell, the error is the whole reason.
    why:
      facts['why'] === 'no-record' && facts['error'] !== undefined
        ? fact(facts, 'error')
        : `${reasonWords[facts['why'] as UnreadableReason] ?? fact(facts, 'why', 'could not be read')}${error}`,
    remedy: remedyOf(facts),
  };
}

/** Why AWS did not tell. */
export const reasonWords: Readonly<Record<UnreadableReason, string>> = {
  'access-denied': 'AWS refused the read',
  throttled: 'AWS throttled the read',
  timeout: 'AWS did not answer in time',
  'connection-failed': 'no connection to AWS',
  'server-error': 'AWS answered with an error of its own',
  'malformed-answer': 'the answer could not be understood',
  'account-not-configured': 'no role is configured for that account',
  'target-unknown': 'what to read is itself unknown',
  'not-recorded': 'the recording does not hold this read',
  'not-found': 'it does not exist',
  'other-region': 'it is in another Region, and S3 did not say in which',
  'other-organization': 'the account is not in the organization that was asked',
  'no-record': 'CloudTrail shows no record of it',
  crashed: 'the check itself failed',
  'not-asked': 'it was not asked for, as reading objects is off by default',
  stated: 'the scenario says so',
};

/** What would settle it is told by what it depends on. */
export const derivedRemedy = 'Settle what tells which one to read.';

/** Is this the reason of what was not read because something else is unknown? */
export const isDerived = (why: string): boolean => why === reasonWords['target-unknown'];

/** What would make it readable. */
export function remedyOf(facts: Facts): string {
  const permission = permissionsIn(facts);
  const account = facts['account'] === undefined ? '' : ` in account ${fact(facts, 'account')}`;
  switch (facts['why'] as UnreadableReason) {
    case 'access-denied':
      if (notKnown.test(facts['error'] ?? ''))
        return `Check the credentials, and that the Region is enabled${account} (an opt-in Region knows no others).`;
      return `Grant ${permission ?? 'the read'}${account} to the role that Culprit reads with.`;
    case 'account-not-configured':
      return `Configure a reader role${account}${permission === undefined ? '' : ` that may call ${permission}`}.`;
    case 'throttled':
    case 'timeout':
    case 'server-error':
      return 'Try again later.';
    case 'connection-failed':
      return 'Check the network, the Region and `AWS_ENDPOINT_URL`, and try again.';
    case 'not-recorded':
      return `Record it again with \`--save\`${permission === undefined ? '' : ` and ${permission}`}.`;
    case 'target-unknown':
      return derivedRemedy;
    case 'no-record':
      return 'CloudTrail keeps 90 days, a Region each, and shows an event some minutes late: look for it in other Regions.';
    case 'not-found':
      // An upload makes the object that is asked about.
      return facts['read']?.startsWith('object-') === true
        ? 'Expected where the request was to create the object; otherwise check that the name in the record is right.'
        : 'Check that the name in the record is right.';
    case 'other-region':
      return `Grant \`s3:GetBucketLocation\`${account}, which tells the Region.`;
    case 'other-organization':
      return 'If the account is in another organization, only that one can tell: ask its administrators.';
    case 'not-asked':
      return `Switch it on with \`--head-object\`, or \`headObject\` of a deployment${permission === undefined ? '' : `: it takes ${permission}`}.`;
    case 'malformed-answer':
    case 'crashed':
      return 'Please report it with a recording (`--save`).';
    default:
      return permission === undefined ? 'State it in the scenario.' : `Grant ${permission}${account}.`;
  }
}

/** Nobody refused: the credentials are not known there. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const notKnown =
  /^(OptInRequired|AuthFailure|InvalidAccessKeyId|InvalidClientTokenId|InvalidToken|UnrecognizedClientException)\b/;

/** What is missing: the one that AWS refused, or all that it takes. */
function permissionsIn({ permissions, permission }: Facts): string | undefined {
  const all = (permissions ?? permission)?.split(', ').map((one) => quote(one, 400)) ?? [];
  return all.length < 2 ? all[0] : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const fact = (facts: Facts, name: string, otherwise = '?') => quote(facts[name] ?? otherwise, 400);
