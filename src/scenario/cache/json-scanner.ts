/** The place after the object or list that begins there; the start where it has no end. */
export function endOfValue(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const character = line.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfText(line, at);
      if (at < 0) return start;
    } else if (character === OPEN || character === OPEN_LIST) depth += 1;
    else if (character === CLOSE || character === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return start;
}

const OPEN = 123;
const OPEN_LIST = 91;
const CLOSE = 125;
const CLOSE_LIST = 93;
const QUOTE = 34;
const BACKSLASH = 92;

/** The place of the closing quote; -1: there is none. */
function endOfText(line: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = line.indexOf('"', at);
    if (at < 0) return at;
    let escapes = 0;
    while (line.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
}
