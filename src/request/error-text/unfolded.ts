/** An error text as it was before a terminal, a log driver, an editor or a chat laid hands on it. */

export function unfolded(text: string): string {
  return [withoutLogPrefixes, withoutHardBreaks, withoutEscapes, withPlainQuotes, withoutBreaks].reduce(
    (now, undo) => undo(now),
    text.slice(0, longest).replaceAll('\r\n', '\n'),
  );
}

const longest = 512 * 1024;

/** What stands before every line alike, and lines that the container runtime cut (`P`) in the middle. */
function withoutLogPrefixes(text: string): string {
  // https://kubernetes.io/docs/concepts/cluster-administration/logging/, the format of CRI
  let whole = text;
  for (let cuts = 0; cuts < mostCuts && cutLine.test(whole); cuts += 1) whole = whole.replace(cutLine, '$1$3 $2');
  const lines = whole.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => linePrefix.test(line)) ? whole.replaceAll(linePrefixes, '') : whole;
}

const mostCuts = 100;
const cutLine = /^(\S{20,40} (?:stdout|stderr) )P (.*)\n\S{20,40} (?:stdout|stderr) ([PF]) /m;
/** docker compose, kubectl --prefix, and quotes of mails and chats. */
const linePrefix = /^(?:[\w.-]+ +\| |\[[\w./-]+\] |> )/;
const linePrefixes = new RegExp(linePrefix.source, 'gm');

/**
 * Cut at the width of a terminal, within words: all lines but the last are as long. Lines that begin alike are messages of
 * one program that happen to be as long.
 */
function withoutHardBreaks(text: string): string {
  const lines = text.trimEnd().split('\n');
  const [first = '', ...others] = lines;
  const width = first.length;
  const isCut =
    others.length > 1 &&
    width >= narrowest &&
    lines.slice(0, -1).every(({ length }) => length === width) &&
    lines.every(({ length }) => length <= width) &&
    !others.some((line) => line.startsWith(first.slice(0, alike)));
  return isCut ? lines.join('') : text;
}

const narrowest = 40;
const alike = 8;

const withoutEscapes = (text: string): string =>
  text
    .replaceAll('\\"', '"')
    .replaceAll(/\\n/g, '\n')
    .replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Editors and chats replace the quotes around the ARN, and blanks; an object's key may have such characters of its own. */
function withPlainQuotes(text: string): string {
  const spaced = /not\u00A0authorized|Access\u00A0Denied/.test(text) ? text.replaceAll('\u00A0', ' ') : text;
  return spaced.replaceAll(/[“”„«]\s?(arn:[^“”„«»"\n]+?)\s?[“”»]/g, '"$1"');
}

/** Terraform's box, indented XML, and sentences over several lines. */
const withoutBreaks = (text: string): string =>
  text
    .replaceAll(/[\t ]*\n[\t ]*[│|╷╵]?[\t ]*/g, '\n')
    .replaceAll(/(?<=[\w,:"])\n(?!An error occurred \(|fatal error:|Caused by:)(?=[\w"(])/g, ' ');
