import { hashOf } from '../../src/incident/counting/hash';
import type { Arrived } from '../../src/incident/flow/batch/arrived';
import { selfTestIn } from '../../src/incident/self-test';
import { recognizer, type IsStranger, type RecognizedEvent } from '../../src/request/denials/recognize';
import { isFields, type RecordFields } from '../../src/request/record/fields';
import { parseRecord } from '../../src/request/record/parse';
import { trimmed } from '../../src/request/record/trim';
import { redact } from '../../src/request/redact';
import type { DeniedRequest } from '../../src/request/types';
import { environment, optional } from '../runtime/environment';
import { callerOfCopies, isOwnRequest, isStranger, isTaken } from './accounts';
import { errorName } from '../../src/error-name';
import { members } from './members';
import { jsonIn, type Message } from './queue';
import type { SelfTestMessage } from './self-tests';
import { isWatched } from './watched';

/** What a batch holds. */
export interface BatchContents {
  readonly denials: readonly Arrived[];
  /** Why → how many. */
  readonly ignored: ReadonlyMap<string, number>;
  readonly odd: readonly Odd[];
  readonly selfTests: readonly SelfTestMessage[];
  /** Accounts whose events are taken. */
  readonly senders: ReadonlySet<string>;
}

/** A message that was not understood. */
export interface Odd {
  readonly messageId: string;
  readonly why: string;
  /** Redacted. */
  readonly record: unknown;
}

/** Every message by itself: one that cannot be read takes no other along. */
export function lookAt(messages: readonly Message[]): BatchContents {
  const recognize = recognizing();
  const denials: Arrived[] = [];
  const ignored = new Map<string, number>();
  const odd: Odd[] = [];
  const selfTests: SelfTestMessage[] = [];
  const senders = new Set<string>();
  const ignore = (why: string) => ignored.set(why, (ignored.get(why) ?? 0) + 1);
  for (const message of messages) {
    const { messageId } = message;
    let event: unknown;
    try {
      event = jsonIn(message);
      const test = selfTestIn(event, environment('CULPRIT_ACCOUNT'));
      if (test !== undefined) {
        if (test.is === 'self-test') selfTests.push({ messageId, id: test.id });
        else ignore('not-from-a-rule');
        continue;
      }
      const recognized = recognize(event);
      const { shape } = recognized;
      if (shape.is === 'denied') {
        denials.push(arrivedOf(messageId, event, recognized, shape));
        if (isFields(event) && typeof event['account'] === 'string') senders.add(event['account']);
      } else if (shape.is === 'ignored') ignore(shape.why);
      else odd.push({ messageId, why: shape.why, record: redacted(event) });
    } catch (error) {
      odd.push({ messageId, why: errorName(error), record: redacted(event) });
    }
  }
  return { denials, ignored, odd, selfTests, senders };
}

function arrivedOf(
  message: string,
  event: unknown,
  { id, time }: RecognizedEvent,
  { symptom, parts, service }: Extract<RecognizedEvent['shape'], { readonly is: 'denied' }>,
): Arrived {
  const hash = hashOf(id === '' ? JSON.stringify(event) : `${service} ${id}`);
  const denial = () => {
    const small = isFields(event) ? trimmed(event) : event;
    const parsed = parseRecord(small);
    if (parsed.is !== 'denied') throw new Error('it was a denial a moment ago');
    return { request: parsed.request, record: redact(small) };
  };
  return { message, id: hash, symptom, parts, service, time, denial };
}

/** What redaction cannot read is left out. */
function redacted(event: unknown): unknown {
  try {
    return redact(isFields(event) ? trimmed(event) : event);
  } catch (error) {
    return { notRedacted: errorName(error) };
  }
}

let kept:
  | {
      readonly settings: string;
      readonly members: ReadonlySet<string>;
      readonly recognize: ReturnType<typeof recognizer>;
    }
  | undefined;

/** What it has seen lasts as long as the process, and the settings by which it leaves denials aside. */
function recognizing(): ReturnType<typeof recognizer> {
  const names = ['CULPRIT_ACCOUNT', 'CULPRIT_OWN_ROLES', 'CULPRIT_BUCKETS', 'CULPRIT_SPOKES', 'CULPRIT_KNOWN_ACCOUNTS'];
  const settings = JSON.stringify(names.map(optional));
  if (kept?.settings !== settings || kept.members !== members()) {
    const isForeign: IsStranger = (request, { account }) => isStranger(request, account);
    kept = { settings, members: members(), recognize: recognizer(reasonToIgnore, isForeign, callerOfCopies) };
  }
  return kept.recognize;
}

/** The second fence behind the rules' patterns: our own reads, strangers' accounts, buckets nobody asked about. */
function reasonToIgnore(request: DeniedRequest, { account, source }: RecordFields): string | undefined {
  // Rules pass on events of AWS's own sources: whoever sends to the queue otherwise is a stranger.
  if (typeof source !== 'string' || !source.startsWith('aws.')) return 'not-from-a-rule';
  if (typeof account !== 'string') return 'not-from-a-rule';
  // A trail puts its events on the bus of the account whose copy they are.
  if ((request.recipientAccountId ?? account) !== account || !isTaken(account)) return 'other-account';
  if (isOwnRequest(request, account)) return 'own-request';
  return isWatched(request) ? undefined : 'other-bucket';
}
