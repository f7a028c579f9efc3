/**
 * The policies of an account come again in line after line. Slots whose text was seen before are cut out of a line before
 * it is parsed; what is left for `JSON.parse` is the request.
 */
import { endOfValue } from './json-scanner';
import { copied, KnownTexts, SHORTEST, type FoundText, type Known } from './known-texts';
import { SeenTexts } from './seen-texts';
import { Payoff } from './payoff';
import { looksMarked, mark } from './placeholders';
import { cutPolicies } from './cut-policies';
import { readSlot, slotKeys, type CutSlot, type SlotKey } from '../slots';
import { ScenarioError } from '../fields';

export interface CutLine {
  /** The line with a mark in the place of each slot. */
  readonly text: string;
  readonly slots: readonly CutSlot[];
}

export function cutSlots(line: string): CutLine {
  const slots: CutSlot[] = [];
  if (!payoff.isWorthALook() || looksMarked(line)) return { text: line, slots };
  let text = '';
  let from = 0;
  let known = 0;
  for (let found = nextSlot(line, from); found !== undefined; found = nextSlot(line, from)) {
    const { known: slot, start } = found;
    text += line.slice(from, start) + mark(slots.length);
    slots.push(slot.value);
    from = start + slot.text.length;
    known += slot.text.length;
  }
  payoff.note(known, line.length);
  return { text: text + line.slice(from), slots };
}

/** The first slot from there on whose text is known. */
const nextSlot = (line: string, from: number): FoundText<CutSlot> | undefined =>
  texts.following(line, from) ?? seekSlot(line, from);

function seekSlot(line: string, from: number): FoundText<CutSlot> | undefined {
  SLOT.lastIndex = from;
  for (let match = SLOT.exec(line); match !== null; match = SLOT.exec(line)) {
    // A quote within a text has a backslash before it.
    if (line.charCodeAt(match.index - 1) === BACKSLASH) continue;
    const key = match[1] as SlotKey;
    const start = SLOT.lastIndex;
    const known = texts.find(line, start, slotKeys.indexOf(key), from) ?? learnAgain(line, start, key);
    if (known !== undefined) return { known, start };
  }
  return undefined;
}

const payoff = new Payoff();
/** An empty list is too short to be known, and many slots are. */
const SLOT = new RegExp(`"(${slotKeys.join('|')})": *(?=\\[[^\\]]|\\{)`, 'g');
const BACKSLASH = 92;

const texts = new KnownTexts<CutSlot>(4_000_000);
const longest = 400_000;
const beginnings = new SeenTexts(20_000);
const wholes = new SeenTexts(20_000);

/** So much of a slot is seldom shared by two of them: where it is new, the end need not be sought. */
const BEGINNING = 256;

/**
 * To learn a text costs more than to parse it with its line: only what comes again, whole, is learned. `undefined`: it is
 * left in the line, to be read (or refused) there.
 */
function learnAgain(line: string, start: number, key: SlotKey): Known<CutSlot> | undefined {
  if (!beginnings.cameBefore(line, start, Math.min(line.length, start + BEGINNING))) return undefined;
  const end = endOfValue(line, start);
  if (end - start < SHORTEST || end - start > longest) return undefined;
  return wholes.cameBefore(line, start, end) ? learn(line, start, end, key) : undefined;
}

function learn(line: string, start: number, end: number, key: SlotKey): Known<CutSlot> | undefined {
  const text = copied(line.slice(start, end));
  // Text that does not survive the copy (half a surrogate pair) is not that of the line.
  if (!line.startsWith(text, start)) return undefined;
  const { text: rest, policies } = cutPolicies(text);
  const cut = { all: policies, used: 0 };
  try {
    const reading = readSlot(key, JSON.parse(rest), cut);
    // Something that looked like a policy stands where none belongs.
    if (cut.used !== policies.length) return undefined;
    return texts.remember(text, slotKeys.indexOf(key), { key, reading });
  } catch (error) {
    if (error instanceof ScenarioError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
