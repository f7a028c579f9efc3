/** Where a JSON value ends: brackets and texts are followed, what is between them is left to `JSON.parse`. */
import { wrappers } from './lists';

/** `broken`: the value cannot go on like this, and something else begins at `at`. `list`: one that is taken apart begins there. */
export interface Step {
  readonly is: 'more' | 'end' | 'broken' | 'list';
  readonly at: number;
}

/** Where the next line end is in the text that is scanned; `Infinity`: there is none. */
export type LineEndFrom = (at: number) => number;

export interface ValueScan {
  /** Goes on from `from`, where the last step ended. */
  readonly scan: (text: string, from: number, lineEndFrom: LineEndFrom) => Step;
  /** So many characters before were taken away from the text. */
  readonly moved: (by: number) => void;
  /** Another value begins. */
  readonly reset: () => void;
  /** Was a list of it taken apart? Then the value itself holds nothing more. */
  readonly opened: () => boolean;
}

/** `mayOpen`: lists of records in it are not passed over, see `wrappers`. */
export function scanValue(mayOpen: boolean): ValueScan {
  const inArray: boolean[] = [];
  const path: string[] = [];
  let inText = false;
  let textFrom = 0;
  let textTo = 0;
  let hasOpened = false;

  function scan(text: string, from: number, lineEndFrom: LineEndFrom): Step {
    const { length } = text;
    let at = from;
    while (at < length) {
      if (inText) {
        at = textEnd(text, at, lineEndFrom);
        // Past the end by one where an escape was cut in two.
        if (at >= length) return { is: 'more', at };
        if (text.charCodeAt(at) === LINE_FEED) return { is: 'broken', at };
        inText = false;
        textTo = at;
        at += 1;
        if (inArray.length === 0) return { is: 'end', at };
        continue;
      }
      const character = text.charCodeAt(at);
      if (character === QUOTE) {
        inText = true;
        textFrom = at + 1;
      } else if (character === OPEN_OBJECT || character === OPEN_ARRAY) {
        const isArray = character === OPEN_ARRAY;
        if (mayOpen && inArray.length <= mostKeys) {
          if (isArray && isList(text, at)) {
            hasOpened = true;
            return { is: 'list', at: at + 1 };
          }
          path[inArray.length - 1] = text.slice(textFrom, textTo);
        }
        inArray.push(isArray);
      } else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) {
        inArray.pop();
        if (inArray.length === 0) return { is: 'end', at: at + 1 };
      } else if (character === LINE_FEED && beginsAnew(text, at)) return { is: 'broken', at };
      at += 1;
    }
    return { is: 'more', at };
  }

  function isList(text: string, at: number): boolean {
    const depth = inArray.length;
    if (depth === 0 || inArray[depth - 1] === true) return false;
    const key = text.slice(textFrom, textTo);
    return wrappers.has([...path.slice(0, depth - 1), key].join('.')) && isValueOf(text, at);
  }

  /** Between the key and the bracket stands nothing but the colon. */
  const isValueOf = (text: string, at: number): boolean => /^"\s*:\s*$/.test(text.slice(textTo, at));

  /** In an object a new line never begins with an object, unless as the value of a name: a line was cut before. */
  function beginsAnew(text: string, at: number): boolean {
    if (inArray[inArray.length - 1] !== false || text.charCodeAt(at + 1) !== OPEN_OBJECT) return false;
    return !text
      .slice(Math.max(0, at - 100), at)
      .trimEnd()
      .endsWith(':');
  }

  return {
    scan,
    moved: (by) => {
      textFrom -= by;
      textTo -= by;
    },
    reset: () => {
      inArray.length = 0;
      path.length = 0;
      inText = false;
      hasOpened = false;
    },
    opened: () => hasOpened,
  };
}

/**
 * The quote that ends it, or a line end, which no text has; beyond the text: there is neither yet. `indexOf` passes over a
 * text three times as fast as a loop does.
 */
function textEnd(text: string, from: number, lineEndFrom: LineEndFrom): number {
  let quote = text.indexOf('"', from);
  while (quote >= 0 && isEscaped(text, from, quote)) quote = text.indexOf('"', quote + 1);
  const end = quote < 0 ? text.length : quote;
  const lineEnd = lineEndFrom(from);
  if (lineEnd < end) return lineEnd;
  return quote < 0 && isEscaped(text, from, end) ? end + 1 : end;
}

/** After an odd number of backslashes. */
function isEscaped(text: string, from: number, at: number): boolean {
  let before = at - 1;
  while (before >= from && text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

/** Names above a list in `wrappers`. */
const mostKeys = 2;
const QUOTE = 34;
const BACKSLASH = 92;
const LINE_FEED = 10;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;

/** Searches no part of the text twice, as long as it is asked from left to right. */
export function lineEndsOf(text: string): LineEndFrom {
  let known = -1;
  return (at) => {
    if (known < at) {
      const found = text.indexOf('\n', at);
      known = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return known;
  };
}
