/**
 * Signatures, tokens, keys and passwords that a text may carry: in a query, a header, JSON, XML or a form, quoted or
 * encoded once more. They are never kept. Every text is read once, from its beginning to its end.
 */

const removed = 'removed';

/** The text without secrets, and with access key ids shortened to their first and last four characters. */
export function hideSecrets(text: string): string {
  if (!suspicious.test(text)) return text;
  const kept = unnamed.reduce((rest, [pattern, shown]) => rest.replace(pattern, shown), withoutNamed(text));
  return kept.replace(accessKeyId, (id) => (id === kept ? id : `${id.slice(0, 4)}…${id.slice(-4)}`));
}

/** Free text that people write about themselves, such as a user agent: without e-mail addresses as well. */
export const hideAddresses = (text: string): string => text.replace(emailAddress, removed);

/** Most texts hold none of the words that secrets go by. */
const suspicious =
  /signature|secret|token|credential|customer|passw|authorization|bearer|slack|xox|eyJ|IQoJ|FwoG|A[KS]IA|externalid|accesskey|assertion|\//i;

/** An identifier, and so kept whole where it is a value of its own: session policies are looked up by it. */
const accessKeyId = /(?<![A-Za-z0-9])A[KS]IA[A-Z0-9]{16,}(?![A-Za-z0-9])/g;

// A hyphen, a quote and what stands between a name and its value may be encoded several times.
const hyphen = '(?:[-_]|%(?:25){0,4}2D)';
const quote = `(?:\\\\{0,32}["']|%(?:25){0,4}22|&quot;|&#34;)`;
const between = `${quote}?\\s{0,4}(?:=>?|:|>|%(?:25){0,4}3[AD]|&#61;)\\s{0,4}`;
const names = [
  `x${hyphen}amz${hyphen}(?:signature|credential|security${hyphen}token|s3session${hyphen}token)`,
  `x${hyphen}amz${hyphen}(?:copy${hyphen}source${hyphen})?server${hyphen}side${hyphen}encryption${hyphen}customer${hyphen}key(?:${hyphen}md5)?`,
  '(?:copySource)?sse-?customerKey(?:MD5)?',
  '(?:aws_?)?(?:secret_?access_?key|session_?token|security_?token)',
  'AWSAccessKeyId|signature|password|passwd|secretString|client_?secret|webIdentityToken|samlAssertion',
  '(?:access|refresh|id)_token|(?<!sts:)externalId',
];
const named = new RegExp(`(?<![a-z0-9])(?:${names.join('|')})${between}`, 'gi');

/** What ends a value that no quotes surround. */
const valueEnd = /[&\s"'<>]|$/g;

function withoutNamed(text: string): string {
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(named)) {
    const start = match.index + match[0].length;
    if (start <= at) continue;
    const [from, to] = valueIn(text, start);
    if (from === to) continue;
    kept += text.slice(at, from) + removed;
    at = to;
  }
  return kept + text.slice(at);
}

/** Where the value that begins here lies: between its quotes, or up to what ends it. */
function valueIn(text: string, start: number): readonly [number, number] {
  let from = start;
  while (text[from] === '\\') from += 1;
  const mark = text[from];
  if (mark === '"' || mark === "'") return [from + 1, closing(text, from + 1, mark, from - start)];
  valueEnd.lastIndex = start;
  const end = valueEnd.exec(text)?.index ?? text.length;
  return [start, text[end] === '"' ? withoutEscapes(text, start, end) : end];
}

/** Where a quoted value ends: before a quote that stands in as many texts of JSON, one within the other, or in fewer. */
export function closing(text: string, from: number, mark: string, escapes: number): number {
  const deepest = depthOf(escapes);
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at + 1)) {
    const depth = depthOf(at - withoutEscapes(text, from, at));
    if (depth <= deepest) return at - (2 ** depth - 1);
  }
  return text.length;
}

/** JSON within JSON doubles each backslash before a quote and adds one: of an even number none escapes the quote. */
export function depthOf(backslashes: number): number {
  let depth = 0;
  for (let left = backslashes; left % 2 === 1; left = (left - 1) / 2) depth += 1;
  return depth;
}

function withoutEscapes(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && text[end - 1] === '\\') end -= 1;
  return end;
}

const slash = '(?:/|\\\\/|%(?:25){0,4}2F)';

/** What is a secret without a name. A pattern that begins with a run of characters begins nowhere within it. */
const unnamed: readonly (readonly [RegExp, string])[] = [
  // All that follows on the line: schemes have parameters of their own.
  [new RegExp(`((?<![a-z0-9])(?:proxy-)?authorization${between})[^\\r\\n]+`, 'gi'), `$1${removed}`],
  [/(?<![a-z0-9])(bearer(?:\s|\+|%(?:25){0,4}20){1,4})[^\s"'<>&]{8,}/gi, `$1${removed}`],
  [
    new RegExp(`(hooks\\.slack(?:-gov)?\\.com${slash}(?:services|workflows|triggers))${slash}[\\w%/.\\\\-]+`, 'gi'),
    `$1/${removed}`,
  ],
  [/(?<![a-z0-9])xox[a-z]-[\w-]{8,}/gi, removed],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, removed],
  // How session tokens of STS begin.
  [/(?<![\w/+-])(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[\w/+=%-]{16,}/g, removed],
  [/(\/)[^\s/@:"'<>]{1,128}:[^\s/@"'<>]{1,256}@/g, `$1${removed}@`],
];

const emailAddress = /(?<![\w.+-])[\w.+-]+(?:@|%(?:25){0,4}40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
