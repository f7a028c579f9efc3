/** Wildcards of the policy language: `*` any text, `?` one character. Linear in pattern length times text length. */

export const ANY_TEXT = 0;
export const ANY_CHARACTER = 1;
/** A literal run of text, or a wildcard. */
export type Token = string | typeof ANY_TEXT | typeof ANY_CHARACTER;

export function tokenize(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const part of pattern.split(/([*?])/)) {
    if (part === '*') {
      if (tokens.at(-1) !== ANY_TEXT) tokens.push(ANY_TEXT);
    } else if (part === '?') tokens.push(ANY_CHARACTER);
    else if (part !== '') tokens.push(part);
  }
  return tokens;
}

/** Does the whole text match? The last `*` alone is retried: an earlier one never needs to take more than it did. */
export function matchTokens(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let at = 0;
  let starToken = -1;
  let starAt = 0;
  for (;;) {
    if (token === tokens.length) {
      if (at === text.length) return true;
    } else {
      const wanted = tokens[token] as Token;
      if (wanted === ANY_TEXT) {
        token += 1;
        if (token === tokens.length) return true;
        starToken = token;
        starAt = at;
        continue;
      }
      if (wanted === ANY_CHARACTER) {
        if (at < text.length) {
          at += characterWidth(text, at);
          token += 1;
          continue;
        }
      } else if (text.startsWith(wanted, at)) {
        at += wanted.length;
        token += 1;
        continue;
      }
    }
    if (starToken < 0 || starAt >= text.length) return false;
    starAt = nextStart(tokens, starToken, text, starAt + characterWidth(text, starAt));
    if (starAt < 0) return false;
    token = starToken;
    at = starAt;
  }
}

/** Where the text after a `*` can go on: at the next place of a literal, else at the next character. */
function nextStart(tokens: readonly Token[], token: number, text: string, from: number): number {
  const wanted = tokens[token] as Token;
  if (typeof wanted !== 'string') return from;
  // The literal that ends the pattern can only be the text's end.
  if (token === tokens.length - 1)
    return text.endsWith(wanted) && text.length - wanted.length >= from ? text.length - wanted.length : -1;
  return text.indexOf(wanted, from);
}

/** A character outside the basic plane is two code units and one character. */
function characterWidth(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}
