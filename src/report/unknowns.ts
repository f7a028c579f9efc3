/** What could not be known, in sentences: what, why, and what would settle it. */
import type { UnreadableReason } from '../evidence/define';
import type { Unknown } from '../request/types';
import type { ReportUnknown } from '../verdict/types';
import { quote } from './clean';

export type Sentences = Omit<ReportUnknown, 'layer'>;
type Facts = Readonly<Record<string, string>>;

export function unknownSentence({ code, facts }: Unknown): Sentences {
  return (speakers[code] ?? anything(code))(facts);
}

/** The codes that have a sentence of their own; a test compares them with those that the code uses. */
export const spokenUnknowns = (): readonly string[] => Object.keys(speakers);

const fact = (facts: Facts, name: string, otherwise = '?') => quote(facts[name] ?? otherwise, 400);

const speakers: Readonly<Record<string, (facts: Facts) => Sentences>> = {
  unreadable: (facts) => unreadable(facts),
  'not-examined': () => ({
    what: 'this gate applies to the request',
    why: 'Culprit does not check it yet',
    remedy: 'Check it by hand: the documentation of the layer is linked from `culprit layers`.',
  }),
  'context-key-unknown': (facts) => ({
    what: `the value of condition key ${fact(facts, 'key')}`,
    why: keyReason(facts),
    remedy: `If you know what ${fact(facts, 'key')} was, ask \`culprit explain\` with \`--context\`.`,
  }),
  'resource-unknown': (facts) => ({
    what: facts['action'] === undefined ? 'on which resource it was asked' : `the resource of ${fact(facts, 'action')}`,
    why: facts['why'] === undefined ? 'neither the record nor anything readable tells it' : quote(facts['why'], 400),
    remedy: 'For the KMS key of an object, `--head-object` asks S3 for it (needs s3:GetObject).',
  }),
  'malformed-policy': (facts) => ({
    what: `the policy ${fact(facts, 'policy')}`,
    why: `it cannot be parsed: ${fact(facts, 'why', 'not a valid policy document')}`,
    remedy: 'Read the policy in the console; if AWS accepts it, please report it with a recording.',
  }),
};

function anything(code: string): (facts: Facts) => Sentences {
  return (facts) => ({
    what: quote(code),
    why: Object.entries(facts)
      .slice(0, 6)
      .map(([name, value]) => `${name} ${quote(value)}`)
      .join(', '),
    remedy: 'The JSON report has all facts.',
  });
}

function keyReason(facts: Facts): string {
  return facts['why'] === undefined ? 'CloudTrail does not record it' : fact(facts, 'why');
}

function unreadable(facts: Facts): Sentences {
  const target = facts['target'] === undefined ? '' : ` of ${fact(facts, 'target')}`;
  const account = facts['account'] === undefined ? '' : ` in account ${fact(facts, 'account')}`;
  const error = facts['error'] === undefined ? '' : ` (${fact(facts, 'error')})`;
  return {
    what: `${(facts['read'] ?? 'what it reads').replaceAll('-', ' ')}${target}${account}`,
    why: `${reasonWords[facts['why'] as UnreadableReason] ?? fact(facts, 'why', 'could not be read')}${error}`,
    remedy: remedyOf(facts),
  };
}

const reasonWords: Readonly<Record<UnreadableReason, string>> = {
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
  crashed: 'the check itself failed',
  stated: 'the scenario says so',
};

function remedyOf(facts: Facts): string {
  const permission = facts['permission'] === undefined ? undefined : fact(facts, 'permission');
  const account = facts['account'] === undefined ? '' : ` in account ${fact(facts, 'account')}`;
  switch (facts['why'] as UnreadableReason) {
    case 'access-denied':
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
      return 'Settle the unknown that it depends on.';
    case 'not-found':
      return 'Check that the name in the record is right.';
    case 'malformed-answer':
    case 'crashed':
      return 'Please report it with a recording (`--save`).';
    default:
      return permission === undefined ? 'State it in the scenario.' : `Grant ${permission}${account}.`;
  }
}
