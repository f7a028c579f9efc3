/** An error text of any tool → the denials in it, as far as they stand there. https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
import { defined } from '../../defined';
import { objectInArn } from '../../names/bucket';
import { deniedBy } from '../error-codes';
import { isoTime } from '../iso-time';
import { notDenied, clip } from '../record/parse';
import { namedIn, parseSaid, type Named } from '../said/parse';
import { sentencesIn, type Sentence } from '../said/find';
import type { NotDenied } from '../parsed-record';
import { operationNamed } from './calls';
import type { PartialDenial } from './partial-denial';
import { factIn, type Fact } from './places';
import { preflightInText } from './preflight';
import { unfolded } from './unfolded';

/** Each denial once, however often a stack trace repeats it. Empty: the text speaks of none. */
export function denialsInText(text: string): readonly (PartialDenial | NotDenied)[] {
  const plain = unfolded(text);
  const sentences = sentencesIn(plain);
  if (sentences.length === 0) return unique(bareDenial(plain));
  const contexts = sentences.map((one) => around(one, plain, sentences));
  const isOne = isAboutOne(sentences, contexts);
  return unique(sentences.map((one, at) => denialOf(one, [contexts[at] ?? '', ...(isOne ? [plain] : [])])));
}

/** A stack trace repeats its words, with the id of one request at most. */
function isAboutOne(sentences: readonly Sentence[], contexts: readonly string[]): boolean {
  if (new Set(sentences.map(({ message }) => message)).size > 1) return false;
  return new Set(contexts.flatMap((context) => factIn(context, 'requestId') ?? [])).size <= 1;
}

/** From its line to that of the next. */
function around({ at, end }: Sentence, text: string, all: readonly Sentence[]): string {
  const lineOf = (place: number): number => text.lastIndexOf('\n', place) + 1;
  const before = Math.max(lineOf(at), ...all.filter((one) => one.end <= at).map((one) => one.end));
  const next = Math.min(text.length, ...all.filter((one) => one.at >= end).map((one) => one.at));
  return text.slice(before, Math.max(end, next === text.length ? next : lineOf(next)));
}

/** `contexts`: where its facts are looked for, the nearest first. */
function denialOf({ message }: Sentence, contexts: readonly string[]): PartialDenial {
  const said = parseSaid('AccessDenied', message);
  const words: Named = said.is === 'reason' || said.is === 'statement' ? said : namedIn(message);
  const outside = contexts.map((context) => context.replace(message, ' '));
  const code = factInAny(outside, 'errorCode');
  const named = words.resource === undefined ? undefined : objectInArn(words.resource);
  return partial(outside, {
    errorCode: code !== undefined && deniedBy(code) !== undefined ? code : 'AccessDenied',
    message,
    ...defined({
      principal: words.user,
      action: words.action ?? actionIn(message),
      resource: words.resource,
      bucket: named?.bucket,
      key: named?.key,
    }),
  });
}

/** A sentence whose reason cannot be read still names what was asked. */
const actionIn = (message: string): string | undefined =>
  /not authorized to perform:\s+([\w-]+:[A-Za-z*]+)/.exec(message)?.[1];

function bareDenial(text: string): readonly (PartialDenial | NotDenied)[] {
  const code = factIn(text, 'errorCode');
  const preflight = preflightInText(text, code);
  if (preflight !== undefined) {
    const message = messageIn(text);
    const about = { errorCode: 'AccessForbidden', principal: 'anonymous', preflight, ...defined({ message }) };
    return [{ ...partial([text], about), operation: 'PreflightRequest' }];
  }
  const operation = factIn(text, 'operation') ?? operationNamed(text);
  const forbidden = /\b(?:403\b|Forbidden\b|Access[ _]?Denied\b|EPERM\b|Permission denied on S3 path\b)/i.test(text);
  if (code !== undefined && code !== 'Forbidden' && deniedBy(code) === undefined && !forbidden)
    return operation === undefined && !/amazonaws|\bS3\b|\baws\b/i.test(text)
      ? []
      : [notDenied('error-is-not-a-denial', { operation: clip(operation ?? 'call'), errorCode: clip(code) })];
  if (!forbidden && code === undefined) return [];
  const errorCode = code !== undefined && deniedBy(code) !== undefined ? code : 'AccessDenied';
  const message = messageIn(text);
  return [partial([text], { errorCode, ...defined({ message }) })];
}

/** AWS's words where they are not about policies: `Access Denied`, `Request has expired` … */
function messageIn(text: string): string | undefined {
  const found = [
    /<Message>\s*([^<]{1,1000}?)\s*<\/Message>/i,
    /when calling the \w+ operation(?: \([^)]*\))?: ([^\n]{1,1000})/,
    /api error \w+: ([^\n,]{1,1000})/,
  ].flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  return found[0]?.trim() ?? (/\bAccess Denied\b/i.test(text) ? 'Access Denied' : undefined);
}

function factInAny(contexts: readonly string[], fact: Fact): string | undefined {
  for (const context of contexts) {
    const found = factIn(context, fact);
    if (found !== undefined) return found;
  }
  return undefined;
}

function partial(
  contexts: readonly string[],
  known: Omit<PartialDenial, 'is' | 'requestId' | 'hostId' | 'time' | 'region' | 'operation'>,
): PartialDenial {
  const fact = (name: Fact): string | undefined => factInAny(contexts, name);
  const bucket = known.bucket ?? fact('bucket');
  // A key of another bucket would be a key of another object.
  const key = known.bucket === undefined && known.resource === undefined ? keyIn(fact) : known.key;
  return {
    is: 'partial',
    ...known,
    ...defined({
      operation: fact('operation') ?? contexts.map(operationNamed).find((one) => one !== undefined),
      bucket,
      key,
      requestId: fact('requestId'),
      hostId: fact('hostId'),
      time: timeOf(fact('time')),
      region: fact('region') ?? factIn(known.message ?? '', 'region'),
    }),
  };
}

function keyIn(fact: (name: Fact) => string | undefined): string | undefined {
  const inUrl = fact('keyInUrl');
  return fact('key') ?? (inUrl === undefined ? undefined : decoded(inUrl));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

function timeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  return (
    isoTime(text.replace(/,(?= )/, '').replace(',', '.')) ??
    (Number.isNaN(time) ? undefined : new Date(time).toISOString().replace('.000Z', 'Z'))
  );
}

function unique(found: readonly (PartialDenial | NotDenied)[]): readonly (PartialDenial | NotDenied)[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
