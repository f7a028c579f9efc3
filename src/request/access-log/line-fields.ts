/**
 * The fields of a line of an access log. Three of them are quoted, or `-` alone, and may hold quotes themselves; new ones are
 * appended at the end. https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */

export interface LineHead {
  /** Canonical id of the account that owns the bucket. */
  readonly owner: string;
  readonly bucket: string;
  readonly time: string;
  readonly ip: string;
  readonly requester: string;
  readonly requestId: string;
  readonly operation: string;
  readonly key: string;
}

export interface LineFields extends LineHead {
  /** With its method: `GET /key?query HTTP/1.1`. */
  readonly requestUri: string;
  readonly status: string;
  readonly code: string;
  readonly referer: string;
  readonly agent: string;
  readonly versionId: string;
  readonly signature: string;
  readonly cipher: string;
  readonly authentication: string;
  readonly host: string;
  readonly tls: string;
  readonly accessPoint: string;
}

/** The requester's name is the only one that may hold blanks. */
const REQUESTER = String.raw`(?<requester>arn:aws[\w-]*:iam::cloudfront:user\/CloudFront Origin Access Identity \S+|\S+)`;
const HEAD = new RegExp(
  String.raw`^(?<owner>\S{1,128}) (?<bucket>\S{3,255}) \[(?<time>\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] ` +
    String.raw`(?<ip>\S+) ${REQUESTER} (?<requestId>\S+) (?<operation>[A-Z][A-Z0-9]*\.\S+) (?<key>\S+)(?: |$)`,
);

/** What stands before the first field that may hold quotes; `undefined`: no line of an access log. */
export function headOf(line: string): (LineHead & { readonly rest: string }) | undefined {
  const found = HEAD.exec(line);
  const head = found?.groups as Readonly<Record<keyof LineHead, string>> | undefined;
  return found === null || head === undefined ? undefined : { ...head, rest: line.slice(found[0].length) };
}

/** Absent fields are `-`. `undefined`: cut, or the numbers between the quoted fields could stand in two places. */
export function fieldsOf(line: string): LineFields | undefined {
  const head = headOf(line);
  if (head === undefined) return undefined;
  const { rest, ...before } = head;
  const [numbers, ...more] = [...rest.matchAll(NUMBERS)];
  if (numbers === undefined || more.length > 0) return undefined;
  const { status = ABSENT, code = ABSENT } = numbers.groups ?? {};
  const quoted = refererAndAgent(rest.slice(numbers.index + numbers[0].length));
  if (quoted === undefined) return undefined;
  const { after, ...texts } = quoted;
  const requestUri = rest.startsWith(`${ABSENT} `) ? ABSENT : rest.slice(1, numbers.index);
  return { ...before, ...texts, ...lastFields(after), requestUri, status, code };
}

const ABSENT = '-';
/** Status, code, bytes, size, time, turn-around time, after the end of the request URI and before the referer. */
const NUMBERS = /(?:"|^-) (?<status>\d{3}|-) (?<code>[\w.]+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?=["-])/g;

interface Quoted {
  readonly referer: string;
  readonly agent: string;
  readonly after: string;
}

/** Without a pattern over the whole: a line of quotes would make it try every pair of them. */
function refererAndAgent(text: string): Quoted | undefined {
  if (text.startsWith('- - ')) return { referer: ABSENT, agent: ABSENT, after: text.slice(4) };
  const end = lastQuoteOf(text);
  if (end < 1) return undefined;
  const [quoted, after] = [text.slice(0, end), text.slice(end + 2)];
  if (quoted.startsWith('- "')) return { referer: ABSENT, agent: quoted.slice(3), after };
  const between = quoted.indexOf('" "', 1);
  if (between > 0) return { referer: quoted.slice(1, between), agent: quoted.slice(between + 3), after };
  return after.startsWith('- ') ? { referer: quoted.slice(1), agent: ABSENT, after: after.slice(2) } : undefined;
}

/** What follows the agent is known by its form; in the oldest lines, which lack most of it, the last quote ends the agent. */
function lastQuoteOf(text: string): number {
  const found = [...text.matchAll(FIELDS_OF_AWS)].at(-1);
  return found === undefined ? text.lastIndexOf('"') : found.index;
}

/** Version, host id, signature, cipher and authentication, perhaps behind an agent without quotes. */
const FIELDS_OF_AWS = /" (?:- )?\S+ \S+ (?:SigV\w+|-) [\w-]+ (?:AuthHeader|QueryString|-)(?= |$)/g;

type LastFields = Omit<LineFields, keyof LineHead | 'requestUri' | 'status' | 'code' | 'referer' | 'agent'>;

/** The oldest lines end after the version; what is not of a field's form is not that field. */
function lastFields(text: string): LastFields {
  const [versionId, , signature, cipher, authentication, host, tls, accessPoint] = text.split(' ');
  return {
    versionId: versionId || ABSENT,
    signature: formed(signature, /^SigV\w+$/),
    cipher: formed(cipher, /^[\w-]+$/),
    authentication: formed(authentication, /^(AuthHeader|QueryString)$/),
    host: formed(host, /^[\w.:-]+$/),
    tls: formed(tls, /^TLS\S+$/),
    accessPoint: formed(accessPoint, /^arn:\S+$/),
  };
}

const formed = (value: string | undefined, form: RegExp): string =>
  value !== undefined && form.test(value) ? value : ABSENT;
