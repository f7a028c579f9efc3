/** Cuts a text into JSON values, lines of other text, and rows of a table, by what stands there. */
import { longestValue, type Frame, type Framer } from './frame';
import { lineEndsOf, scanValue, type LineEndFrom, type ValueScan } from './json-value';
import { lineBlocks } from './line-blocks';
import { isTable, tableFramer } from './table';
import { valueStart } from './value-start';
import { isYaml, yamlFramer } from './yaml';

/** The first line decides whether the input is a table or YAML; everything else may be mixed. */
export function framer(): Framer {
  let first = '';
  let chosen: Framer | undefined;
  const choose = (): readonly Frame[] => {
    chosen = framerOf(first);
    const frames = chosen.push(first.replace(/^\uFEFF/, ''));
    first = '';
    return frames;
  };
  return {
    push: (piece) => {
      if (chosen !== undefined) return chosen.push(piece);
      first += piece;
      return first.trimStart().includes('\n') || first.length > longestHeader ? choose() : [];
    },
    end: () => [...(chosen === undefined ? choose() : []), ...(chosen?.end() ?? [])],
  };
}

function framerOf(start: string): Framer {
  if (isTable(start)) return tableFramer();
  return isYaml(start) ? yamlFramer() : mixedFramer();
}

const longestHeader = 64 * 1024;

/** What the text is in the middle of. */
type Within = { readonly scan: ValueScan; readonly inList: boolean } | 'list' | 'nothing';

function mixedFramer(): Framer {
  const lines = lineBlocks();
  const outer = scanValue(true);
  const item = scanValue(false);
  const inOuter = { scan: outer, inList: false } as const;
  const inItem = { scan: item, inList: true } as const;
  let text = '';
  /** Where what is not read yet begins; a value in the middle of which the text ends is scanned up to `at`. */
  let start = 0;
  let at = 0;
  let line = 1;
  let lineEndFrom: LineEndFrom = lineEndsOf('');
  let lineEndsRead: LineEndFrom = lineEndFrom;
  let within: Within = 'nothing';
  /** The value around the list that is being taken apart. */
  let around: ValueScan | undefined;
  let before: string | undefined;
  let isLast = false;

  function push(piece: string): readonly Frame[] {
    text = start === text.length ? piece : text.slice(start) + piece;
    if (typeof within === 'object') within.scan.moved(start);
    around?.moved(start);
    at -= start;
    start = 0;
    lineEndFrom = lineEndsOf(text);
    lineEndsRead = lineEndsOf(text);
    const frames: Frame[] = [];
    while (step(frames));
    return frames;
  }

  function end(): readonly Frame[] {
    isLast = true;
    const frames = [...push('')];
    frames.push(...lines.end());
    if (within !== 'nothing') frames.push({ is: 'cut', line });
    text = '';
    start = 0;
    at = 0;
    within = 'nothing';
    return frames;
  }

  /** `false`: more text is needed. */
  function step(frames: Frame[]): boolean {
    if (within === 'nothing') return begin(frames);
    if (within === 'list') return nextOfList();
    return goOn(within, frames);
  }

  function goOn({ scan, inList }: Exclude<Within, string>, frames: Frame[]): boolean {
    const found = scan.scan(text, at, lineEndFrom);
    at = found.at;
    switch (found.is) {
      case 'more':
        if (text.length - start <= longestValue) return false;
        frames.push({ is: 'too-long', line });
        leave('nothing');
        return true;
      case 'broken':
        frames.push({ is: 'cut', line });
        leave('nothing');
        return true;
      case 'list':
        around = scan;
        read(at);
        within = 'list';
        return true;
      case 'end':
        if (!scan.opened()) {
          const value = text.slice(start, at);
          frames.push({ is: 'json', text: value, line, ...(before === undefined ? {} : { before }) });
        }
        leave(inList ? 'list' : 'nothing');
        return true;
    }
  }

  function leave(next: Exclude<Within, object>): void {
    read(Math.min(at, text.length));
    before = undefined;
    if (next === 'nothing') around = undefined;
    within = next;
  }

  function nextOfList(): boolean {
    read(skip(text, start, LIST_SEPARATORS));
    if (start >= text.length) return false;
    const character = text[start];
    if (character === ']') return endList();
    if (character === '{' || character === '[' || character === '"') {
      item.reset();
      within = inItem;
      return true;
    }
    // A number, a word, or no JSON: nothing that could hold a record.
    const end = Math.max(start + 1, skip(text, start, PLAIN));
    if (end === text.length && !isLast) return false;
    read(end);
    return true;
  }

  function endList(): boolean {
    at = start + 1;
    if (around === undefined) leave('nothing');
    else {
      within = inOuter;
      around = undefined;
    }
    return true;
  }

  function begin(frames: Frame[]): boolean {
    read(skip(text, start, lines.isEmpty() ? SEPARATORS : BLANKS));
    if (start >= text.length) return false;
    const lineEnd = text.indexOf('\n', start);
    const whole = lineEnd >= 0 || isLast;
    const length = Math.min((lineEnd < 0 ? text.length : lineEnd) - start, longestLine);
    const offset = valueStart(text.slice(start, start + 4_096), isLast);
    if (typeof offset === 'number') return beginValue(offset, frames);
    if ((offset === 'more' || !whole) && length < longestLine) return false;
    frames.push(...lines.add(text.slice(start, start + length), line));
    read(Math.min(start + length + (start + length === lineEnd ? 1 : 0), text.length));
    return true;
  }

  function beginValue(offset: number, frames: Frame[]): boolean {
    frames.push(...lines.end());
    if (offset > 0) before = text.slice(start, start + offset);
    read(start + offset);
    if (text[start] === '[') {
      read(start + 1);
      within = 'list';
    } else {
      outer.reset();
      within = inOuter;
    }
    return true;
  }

  /** Goes on at `next`. */
  function read(next: number): void {
    for (let end = lineEndsRead(start); end < next; end = lineEndsRead(end + 1)) line += 1;
    start = next;
    at = next;
  }

  return { push, end };
}

const longestLine = 256 * 1024;

/** Also RFC 7464's record separator. */
const SEPARATORS = /[\s,\p{Cc}\uFEFF]*/uy;
const BLANKS = /[\u0020\t\r]*/y;
const LIST_SEPARATORS = /[\s,]*/y;
const PLAIN = /[^\s,\]{["]*/y;

function skip(text: string, at: number, what: RegExp): number {
  what.lastIndex = at;
  what.exec(text);
  return what.lastIndex;
}
