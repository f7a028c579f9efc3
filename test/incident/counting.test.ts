import * as fc from 'fast-check';
import {
  distinctOf,
  howMany,
  joinDistinct,
  mostExact,
  none,
  type Distinct,
} from '../../src/incident/counting/distinct';
import { hashOf } from '../../src/incident/counting/hash';
import {
  decodePage,
  encodePage,
  entriesOf,
  pagesOf,
  slotLength,
  slotOf,
  type Counted,
} from '../../src/incident/counting/pages';

const names = (count: number, prefix = 'role') => Array.from({ length: count }, (_, at) => `${prefix} ${at}`);

describe('different names', () => {
  test.each([0, 1, 38, 412, mostExact])('%i are counted exactly', (count) => {
    expect(howMany(distinctOf([...names(count), ...names(count)]))).toEqual({ count, exact: true });
  });

  test.each([mostExact + 1, 1_000, 16_000, 200_000])('%i are estimated within a tenth, and it is said', (count) => {
    const estimate = howMany(distinctOf(names(count)));
    expect(estimate.exact).toBe(false);
    expect(Math.abs(estimate.count / count - 1)).toBeLessThan(0.1);
  });

  const sets = fc.array(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 700 }), { maxLength: 5 });
  const union = (parts: readonly Distinct[]) => parts.reduce(joinDistinct, none);
  test('in any order, and again, are the same', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const parts = all.map((numbers) => distinctOf(numbers.map(String)));
        const whole = distinctOf(all.flat().map(String));
        expect(union(parts)).toEqual(whole);
        expect(union([...parts.toReversed(), ...parts])).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test('take no more room however many there are', () => {
    expect(JSON.stringify(distinctOf(names(100_000))).length).toBeLessThan(1_200);
  });
});

test('hashes of ids differ, and fill their 53 bits', () => {
  const hashes = names(100_000, '00000000-0000-4000-8000-').map(hashOf);
  expect(new Set(hashes).size).toBe(100_000);
  expect(hashes.filter((hash) => hash >= 2 ** 52).length / 100_000).toBeCloseTo(0.5, 1);
});

const symptom = (at: number) => `v2-${String(at).padStart(32, '0')}`;
const start = Date.parse('2026-11-20T08:00:00Z');
const record = fc.record<Counted>({
  id: fc.integer({ min: 0, max: 60 }).map((at) => hashOf(`event ${at}`)),
  symptom: fc.constant(''),
  service: fc.constant(''),
  time: fc.constant(0),
});
/** What a record says follows from its id. */
const records = fc.array(
  record.map(({ id }) => ({
    id,
    symptom: symptom(id % 3),
    service: id % 5 === 0 ? 'kms' : 's3',
    time: start + (id % 7) * (slotLength / 3),
  })),
  { maxLength: 80 },
);

describe('pages', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(records, (all) => {
        for (const page of pagesOf(all, () => false).values()) expect(decodePage(encodePage(page))).toEqual(page);
      }),
    );
  });

  test('count each record once, whatever batches it comes in', () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 6 }), (batches) => {
        const known = new Set<string>();
        const pages = batches.flatMap((batch) => {
          const made = [...pagesOf(batch, (slot, id) => known.has(`${slot} ${id}`))];
          for (const [slot, { ids }] of made) for (const id of ids) known.add(`${slot} ${id}`);
          return made.map(([, page]) => page);
        });
        const different = new Map(batches.flat().map((one) => [one.id, one]));
        const sums = [...entriesOf(pages).values()];
        expect(sums.reduce((sum, { s3, kms }) => sum + s3 + kms, 0)).toBe(different.size);
        for (const { symptom: of, s3, kms, first, last } of sums) {
          const own = [...different.values()].filter((one) => one.symptom === of);
          expect([s3, kms]).toEqual([
            own.filter(({ service }) => service === 's3').length,
            own.filter(({ service }) => service === 'kms').length,
          ]);
          expect([first, last]).toEqual([
            Math.min(...own.map(({ time }) => time)),
            Math.max(...own.map(({ time }) => time)),
          ]);
        }
      }),
    );
  });

  test('hold the slot of the denial, not of its arrival', () => {
    const late = { id: 1, symptom: symptom(1), service: 's3', time: start };
    expect([...pagesOf([late], () => false).keys()]).toEqual([slotOf(start)]);
  });
});
