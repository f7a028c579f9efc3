/** Words of a command line that a POSIX shell takes as they are, whatever they hold. */

/**
 * The text as one word of the shell; `undefined` where it cannot be pasted safely.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function shellWord(text: string): string | undefined {
  // A terminal acts on control characters before the shell has seen a quote, and others change what a reader sees.
  if (unpasteable.test(text)) return undefined;
  if (plain.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A leading `-` would be an option, a leading `~` a home folder; `file://` and `fileb://` are read by the AWS CLI. */
const plain = /^[A-Za-z0-9_./:@%+][A-Za-z0-9_./:@%+=,-]*$/;

/** Control characters, and those that are invisible or turn the direction of writing. */
const unpasteable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** JSON as one word: everything that could not be pasted is written as `\uXXXX`, which means the same. */
export function jsonWord(json: unknown, indent = 2): string {
  const lines = JSON.stringify(json, null, indent).split('\n').map(escaped);
  return `'${lines.join('\n').replaceAll("'", String.raw`\u0027`)}'`;
}

const escaped = (line: string): string =>
  line.replaceAll(new RegExp(unpasteable, 'gu'), (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
