/** Opens what the registry knows, however often it is wrapped, down to the records. */
import { isFields, type RecordFields } from '../record/fields';
import { badInput, parseRecord } from '../record/parse';
import { denialsInText } from '../error-text/error-text';
import type { ParsedRecord } from '../parsed-record';
import type { Found } from './form';
import { forms, textForms } from './forms';
import { framer } from './framing/frames';

/** A message in a notification in a queue in a log is four. */
const deepest = 8;
const mostItems = 100_000;

/** `before`: what stood before it on the line. */
export function foundInJson(text: string, before = ''): readonly Found[] {
  const json = asJson(text);
  if (json === undefined) {
    const said = denialsInText(before + text);
    return said.length > 0 ? said : [badInput('not-json', 'a part of the input looks like JSON and is not')];
  }
  return foundIn(json.value, deepest);
}

export const foundInRow = (row: Readonly<Record<string, string>>): readonly Found[] => foundIn(row, deepest);

/** Empty: the text is of no form. */
export function foundInText(text: string): readonly Found[] {
  for (const form of textForms) {
    const found = form.read(text);
    if (found.length > 0) return found;
  }
  return [];
}

function foundIn(value: unknown, depth: number): readonly Found[] {
  if (typeof value === 'string') return foundInWrappedText(value, depth);
  if (depth <= 0) return [parseRecord(value)];
  const opened = openedBy(value);
  if (opened === undefined) return foundSomewhere(value, depth);
  if ('record' in opened) return [parseRecord(opened.record)];
  if ('denial' in opened) return [opened.denial];
  const found = opened.wraps.slice(0, mostItems).flatMap((one) => foundIn(one, depth - 1));
  return found.length > 0 && found.every(({ is }) => is === 'bad-input') ? orError(value, found) : found;
}

/** What a program logs as JSON may look like a form of ours, and say more than its message. */
function orError(value: unknown, found: readonly Found[]): readonly Found[] {
  const said = isFields(value) ? denialsInText(asText(value)) : [];
  return said.length > 0 ? said : found;
}

function openedBy(value: unknown) {
  for (const form of forms) {
    const opened = form.open(value);
    if (opened !== undefined) return opened;
  }
  return undefined;
}

/** No form of ours: a list, what `--query` renamed, or an error as JSON. */
function foundSomewhere(value: unknown, depth: number): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [parseRecord(value)];
  if (Array.isArray(value)) return value.flatMap((one) => foundIn(one, depth - 1));
  const inside = Object.values(value)
    .filter(mayHold)
    .flatMap((one) => foundIn(one, depth - 1))
    .filter(({ is }) => is !== 'bad-input');
  // The parts of an error as JSON say less than the whole.
  if (inside.some(({ is }) => is !== 'partial')) return inside;
  return orError(value, [parseRecord(value)]);
}

/** Only what could be a record: most of what an object holds is not worth a look. */
function mayHold(value: unknown): boolean {
  if (typeof value === 'string') return /"?event(?:Name|Source)"?\W/i.test(value.slice(0, 64 * 1024));
  return typeof value === 'object' && value !== null;
}

/** An error as JSON reads like one as text: `message: …`, and what is below it. */
function asText(value: RecordFields): string {
  const lines: string[] = [];
  const walk = (within: object, depth: number): void => {
    for (const [name, one] of Object.entries(within) as [string, unknown][]) {
      if (lines.length > mostLines) return;
      if (typeof one === 'string' || typeof one === 'number') lines.push(`${name}: ${one};`);
      else if (typeof one === 'object' && one !== null && depth > 0) walk(one, depth - 1);
    }
  };
  walk(value, deepest);
  return lines.join('\n');
}

const mostLines = 1_000;

/** A text within a value is an input of its own. */
function foundInWrappedText(text: string, depth: number): readonly Found[] {
  const json = asJson(text);
  if (json !== undefined && typeof json.value !== 'string') return foundIn(json.value, depth - 1);
  if (depth <= 0) return [notRead()];
  const frames = framer();
  const found = [...frames.push(json === undefined ? text : String(json.value)), ...frames.end()].flatMap((frame) => {
    if (frame.is === 'json') return foundInFrame(frame.text, depth);
    if (frame.is === 'row') return foundIn(frame.row, depth - 1);
    return frame.is === 'text' ? foundInText(frame.text) : [notRead()];
  });
  return found.length > 0 ? found : [notRead()];
}

function foundInFrame(text: string, depth: number): readonly Found[] {
  const json = asJson(text);
  return json === undefined ? [notRead()] : foundIn(json.value, depth - 1);
}

const notRead = (): ParsedRecord =>
  badInput('not-a-record', 'a message of the input holds neither a record nor an error text of S3');

function asJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined; // RangeError: nested too deep
    throw error;
  }
}
