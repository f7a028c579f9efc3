/**
 * Every string of an event is hostile. Sentences quote values in backticks; a value can hold neither a backtick nor
 * anything that moves the cursor, hides or reorders text, so that a renderer can split a sentence into words and values.
 */

/** The longest value that is shown in a sentence; the JSON report holds it in full. */
const longest = 256;

// C0, DEL, C1, soft hyphen, zero-width, line and paragraph separators, bidirectional controls, byte order mark, and tags.
const invisible =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

/** One visible line of at most `max` characters. */
export function clean(value: string, max = longest): string {
  const visible = value.slice(0, max * 4).replace(invisible, '\ufffd');
  return wellFormed(visible.length <= max ? visible : `${visible.slice(0, max - 1)}…`);
}

/** A value inside a sentence. */
export function quote(value: string, max = longest): string {
  return `\`${clean(value, max).replaceAll('`', "'")}\``;
}

/** Several values, bounded: `a`, `b` and 3 more. */
export function quoteAll(values: readonly string[], most = 4): string {
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
  json.replace(invisible, (found) =>
    found === '\n'
      ? found
      : [...Array(found.length).keys()]
          .map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join(''),
  );

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
