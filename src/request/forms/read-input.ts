/** A text with records in any of the forms in which people have them → what each was. */
import { isAccessLogLine, parseAccessLogLine } from '../access-log/parse-line';
import { isFields } from '../record/fields';
import { joinDenials } from '../denials/merge';
import { badInput, parseRecord } from '../record/parse';
import type { ParsedRecord } from '../types';

/**
 * One record, an EventBridge event, `{"Records": […]}`, an array, JSON lines, or lines of a server access log. Records of
 * one denial become one. Never throws.
 */
export function parseInput(text: string): readonly ParsedRecord[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') return [badInput('empty', 'the input is empty: give a CloudTrail record as JSON')];
  const whole = asJson(plain);
  if (whole !== undefined) return joined(recordsIn(whole.value).map(parseRecord));
  return joined(parseLines(plain));
}

function asJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined; // RangeError: nested too deep
    throw error;
  }
}

/** A trail's log file, the answer of LookupEvents, an array, or one record. */
function recordsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [value];
  const { Records: records, Events: events, CloudTrailEvent: lookedUp } = value;
  if (Array.isArray(records)) return records;
  if (Array.isArray(events))
    return events.map((event: unknown) => (isFields(event) ? lookedUpRecord(event['CloudTrailEvent']) : event));
  return [lookedUp === undefined ? value : lookedUpRecord(lookedUp)];
}

const lookedUpRecord = (text: unknown): unknown => (typeof text === 'string' ? asJson(text)?.value : text);

function parseLines(text: string): readonly ParsedRecord[] {
  const lines = text.split(/\r\n|\n|\r/);
  const parsed: ParsedRecord[] = [];
  let good = 0;
  lines.forEach((line, index) => {
    const record = line.trim() === '' ? undefined : parseLine(line);
    if (record === 'bad') parsed.push(badLine(line, index + 1));
    else if (record !== undefined) {
      good += 1;
      parsed.push(...record);
    }
  });
  // Lines that are no records at all are no JSON lines: one sentence about the whole is clearer than one for each.
  return good > 0 ? parsed : [notJson(text, lines.length)];
}

/** Indented lines are pieces of one record that is cut short, not records. */
function parseLine(line: string): readonly ParsedRecord[] | 'bad' {
  if (isAccessLogLine(line)) return [parseAccessLogLine(line)];
  const value = line.startsWith('{') ? asJson(line)?.value : undefined;
  if (!isFields(value) || Object.keys(value).length === 0) return 'bad';
  return recordsIn(value).map(parseRecord);
}

function badLine(line: string, number: number): ParsedRecord {
  const why = isCutShort(line) ? 'ends in the middle of the JSON' : 'is neither JSON nor a line of an access log';
  return badInput('not-json', `line ${number} ${why}: each line must hold one whole record`);
}

function notJson(text: string, lines: number): ParsedRecord {
  const size = `${text.length} characters, ${lines} ${lines === 1 ? 'line' : 'lines'}`;
  if (isCutShort(text))
    return badInput('truncated', `the JSON ends in the middle (${size}): it was cut off, fetch the record again`);
  return badInput(
    'not-json',
    `not JSON (${size}): give a CloudTrail record, an EventBridge event, {"Records": […]}, JSON lines or lines of an S3 server access log`,
  );
}

/** It begins like JSON, and at its end a bracket or a text is still open. */
function isCutShort(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  let open = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') open += 1;
    else if (character === '}' || character === ']') open -= 1;
    if (open < 0) return false;
  }
  return open > 0 || inText;
}

/** Every denial once, in the order of their first records, after what is none. */
function joined(records: readonly ParsedRecord[]): readonly ParsedRecord[] {
  if (records.length === 0) return [badInput('no-records', 'the input holds no record: its list is empty')];
  const requests = records.flatMap((record) => (record.is === 'denied' ? [record.request] : []));
  const kept = joinDenials(requests);
  if (kept.length === requests.length) return records;
  return [
    ...records.filter(({ is }) => is !== 'denied'),
    ...kept.map((request) => ({ is: 'denied', request }) as const),
  ];
}
