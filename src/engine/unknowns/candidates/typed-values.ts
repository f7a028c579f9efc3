/** Values of keys that are no texts, on both sides of every border that the conditions draw. */
import { bordersOf, parseRange } from '../../values/address';
import type { Condition } from '../../condition';
import { parseMoment, parseNumber } from '../../values/numbers-and-dates';
import type { Family } from '../../operators';

/** `undefined`: a condition on text. */
export function typedValues({ operator, wanted }: Condition): readonly string[] | undefined {
  return readers[operator.family]?.(wanted);
}

const readers: Partial<Record<Family, (wanted: readonly string[]) => readonly string[]>> = {
  bool: () => ['true', 'false'],
  binary: (wanted) => [...wanted, 'AA=='],
  numeric: (wanted) => around(numbers(wanted, parseNumber), 1).map(String),
  date: (wanted) => around(numbers(wanted, parseMoment), 1000).flatMap(asDate),
  address: (wanted) => [...ranges(wanted).flatMap(bordersOf), '192.0.2.77', '2001:db8:77::1'],
};

const ranges = (wanted: readonly string[]) => wanted.flatMap((text) => parseRange(text) ?? []);

/** The same number or point in time, written in another way; other values as they are. */
export function spelledOtherwise(value: string): string {
  if (parseNumber(value) !== undefined) return /e/i.test(value) ? value : `${value}e0`;
  return parseMoment(value) === undefined ? value : value.replace(/Z$/, '+00:00');
}

/** Every number that is wanted, one between each two, and one beyond each end. Call it with all that a key is compared with. */
export function between(values: readonly string[]): readonly string[] {
  const dates = values.every((value) => parseNumber(value) === undefined && parseMoment(value) !== undefined);
  if (dates && values.length > 0) return midpoints(numbers(values, parseMoment)).flatMap(asDate);
  return midpoints(numbers(values, parseNumber)).map(String);
}

function numbers(texts: readonly string[], parse: (text: string) => number | undefined): readonly number[] {
  const all = texts.map(parse).filter((number) => number !== undefined);
  return [...new Set(all)].sort((one, other) => one - other);
}

function around(sorted: readonly number[], beyond: number): readonly number[] {
  if (sorted.length === 0) return [0];
  return [(sorted[0] as number) - beyond, ...sorted, ...midpoints(sorted), (sorted.at(-1) as number) + beyond];
}

function midpoints(sorted: readonly number[]): readonly number[] {
  return sorted.slice(1).map((number, at) => (number + (sorted[at] as number)) / 2);
}

function asDate(milliseconds: number): readonly string[] {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? [] : [date.toISOString()];
}
