import * as fc from 'fast-check';
import { heardAt, heardSince, longestSilence, type Hearing } from '../../../src/incident/closing/hearing';

const hour = 3_600_000;
const start = Date.parse('2026-11-20T08:00:00Z');
const after = (times: readonly number[]): Hearing | undefined =>
  times.reduce<Hearing | undefined>((was, at) => heardAt(was, at) ?? was, undefined);

test('what arrives shows since when changes are heard', () => {
  const hearing = after([start, start + hour, start + 2 * hour]);
  expect(heardSince(hearing, start + 3 * hour)).toBe(start);
});

test('nothing that arrives shows nothing', () => expect(heardSince(undefined, start)).toBeUndefined());

test('after a long silence nobody knows, and it begins anew', () => {
  const silent = after([start]);
  expect(heardSince(silent, start + longestSilence)).toBe(start);
  expect(heardSince(silent, start + longestSilence + 1)).toBeUndefined();
  const again = start + longestSilence + hour;
  expect(heardSince(after([start, again]), again)).toBe(again);
});

test('what comes a week late is no sign of life', () => {
  const hearing = after([start, start - 7 * 24 * hour]);
  expect(heardSince(hearing, start)).toBe(start);
});

test('it is written once in ten minutes', () => {
  const times = Array.from({ length: 600 }, (_, second) => start + second * 1_000);
  let writes = 0;
  let hearing: Hearing | undefined;
  for (const at of times) {
    const next = heardAt(hearing, at);
    if (next !== undefined) writes += 1;
    hearing = next ?? hearing;
  }
  expect(writes).toBe(1);
});

test('events without a long silence between them give the same beginning in any order', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 11 * 60 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(minutes, (of) => {
      const times = of.map((minute) => start + minute * 60_000);
      const sorted = times.toSorted((one, other) => one - other);
      expect(after(times)?.since).toBe(after(sorted)?.since);
    }),
  );
});
