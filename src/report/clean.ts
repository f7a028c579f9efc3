/**
 * Every string of an event is hostile. Sentences quote values in backticks; a value can hold neither a backtick nor
 * anything that moves the cursor, hides or reorders text, so that a renderer can split a sentence into words and values.
 */

/** The longest value that is shown in a sentence; the JSON report holds it in full. */
const longest = 256;

// C0, DEL, C1, soft hyphen, joiners and fillers, zero-width, line and paragraph separators, bidirectional controls, blanks
// other than the space, variation selectors, byte order mark, notation of music without a shape, and tags.
const invisible =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|\ud834[\udd73-\udd7a]|\udb40[\udc00-\udfff]/g;

const escapeOf = (found: string): string =>
  [...Array(found.length).keys()].map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

/** One visible line of at most `max` characters. */
export function clean(value: string, max = longest): string {
  const visible = value.slice(0, max * 4).replace(invisible, escapeOf);
  return wellFormed(visible.length <= max ? visible : `${visible.slice(0, max - 1)}…`);
}

/** A value inside a sentence. Between quotes an empty one would be no more than two marks, or nothing at all. */
export function quote(value: string, max = longest): string {
  if (value === '') return 'an empty value';
  return `\`${clean(value, max).replaceAll('`', "'")}\``;
}

/** Several values, bounded: `a`, `b` and 3 more. */
export function quoteAll(values: readonly string[], most = 4): string {
  if (values.length === 0) return 'no value';
  const shown = values.slice(0, most).map((value) => quote(value));
  const rest = values.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** JSON for people: invisible characters as escapes, at most `maxLines` lines of at most 400 characters. */
export function jsonLines(value: unknown, maxLines = 60): readonly string[] {
  const lines = (JSON.stringify(value, null, 2) ?? 'null').split('\n').map(visibleLine);
  return lines.length <= maxLines
    ? lines
    : [...lines.slice(0, maxLines - 1), `… ${lines.length - maxLines + 1} more lines`];
}

function visibleLine(line: string): string {
  const escaped = withoutInvisible(line);
  return escaped.length <= 400 ? escaped : wellFormed(`${escaped.slice(0, 399)}…`);
}

/** JSON text that means the same, with invisible characters as escapes; it may have several lines. */
export const withoutInvisible = (json: string): string =>
  json.replace(invisible, (found) => (found === '\n' ? found : escapeOf(found)));

/** Half of a surrogate pair is no character: it breaks UTF-8 consumers. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** A sentence taken apart: our words, and the values that it quotes. */
export interface Part {
  readonly is: 'words' | 'value';
  readonly text: string;
}
export function partsOf(sentence: string): readonly Part[] {
  return sentence
    .split('`')
    .map((text, index): Part => ({ is: index % 2 === 0 ? 'words' : 'value', text }))
    .filter(({ text }) => text !== '');
}
