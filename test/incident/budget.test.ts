import * as fc from 'fast-check';
import { grant, type Budget, type BudgetLimits } from '../../src/incident/budget/budget';
import { turnOf, type LookupsLine } from '../../src/incident/budget/lookups';
import { rarestFirst } from '../../src/incident/budget/rank';
import { take as takeOf } from '../../src/incident/flow/symptoms';
import type { Store } from '../../src/incident/store';
import type { Symptom } from '../../src/incident/types';
import type { Whose } from '../../src/incident/whose';
import { memoryStore } from './memory-store';

const limits: BudgetLimits = { burst: 5, perMinute: 4, monthlyDollars: 20, price: 1_300 };
const start = Date.parse('2026-11-30T10:00:00Z');

describe('the budget', () => {
  test('after a rest lets a few start at once, and no more', () => {
    expect(grant(undefined, 100, limits, start).granted).toBe(5);
  });

  test('refills with time, up to the burst', () => {
    const { budget } = grant(undefined, 5, limits, start);
    expect(grant(budget, 9, limits, start + 30_000).granted).toBe(2);
    expect(grant(budget, 9, limits, start + 3_600_000).granted).toBe(5);
  });

  test('ends with the dollars of the month, and begins again with the next', () => {
    const spent: Budget = { tokens: 5, at: start, month: '2026-11', spent: 20_000_000 - 2 * 1_300 };
    expect(grant(spent, 5, limits, start)).toMatchObject({ granted: 2, ceilingReached: true });
    expect(grant(spent, 5, limits, Date.parse('2026-12-01T00:00:00Z'))).toMatchObject({
      granted: 5,
      ceilingReached: false,
    });
  });

  test('never grants more than its rate and its ceiling, whatever is asked when', () => {
    const asking = fc.array(fc.tuple(fc.integer({ min: 0, max: 120_000 }), fc.integer({ min: 0, max: 40 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(asking, fc.integer({ min: 1, max: 50 }), (asked, affordable) => {
        const tight = { ...limits, monthlyDollars: (affordable * limits.price) / 1_000_000 };
        let budget: Budget | undefined;
        let [now, granted] = [Date.parse('2026-11-02T00:00:00Z'), 0];
        for (const [after, wanted] of asked) {
          now += after;
          const answer = grant(budget, wanted, tight, now);
          budget = answer.budget;
          granted += answer.granted;
        }
        const minutes = (now - Date.parse('2026-11-02T00:00:00Z')) / 60_000;
        expect(granted).toBeLessThanOrEqual(limits.burst + minutes * limits.perMinute + 1e-6);
        expect(granted).toBeLessThanOrEqual(affordable);
      }),
    );
  });

  test('does not refill when a clock runs behind', () => {
    const { budget } = grant(undefined, 5, limits, start);
    const behind = grant(budget, 1, limits, start - 600_000);
    expect(behind.granted).toBe(0);
    expect(behind.budget.at).toBe(start);
  });
});

describe('self-tests', () => {
  const take = async (whose: Whose, store: Store, own: BudgetLimits, minutes: number) => {
    let granted = 0;
    for (let minute = 0; minute < minutes; minute += 1) {
      const now = () => start - 8 * 86_400_000 + minute * 60_000;
      granted += await takeOf({ store, limits: own, now, note: () => undefined }, 1, whose);
    }
    return granted;
  };
  const small = { ...limits, monthlyDollars: 0.0264 };

  test('go on where the month’s money is spent, and never oftener than twice an hour', async () => {
    const store = memoryStore();
    expect(await take('ours', store, small, 600)).toBe(20);
    const day = await take('self-test', store, small, 24 * 60);
    expect(day).toBeGreaterThanOrEqual(24);
    expect(day).toBeLessThanOrEqual(2 + 48);
  });

  test('leave nine tenths of the money to others', async () => {
    const store = memoryStore();
    await take('self-test', store, small, 24 * 60);
    expect(await take('ours', store, small, 600)).toBe(18);
  });
});

describe('the line for look-ups', () => {
  test('gives turns one after the other, and each run the same turn again', () => {
    let line: LookupsLine | undefined;
    const ask = (run: string, now: number) => {
      const answer = turnOf(line, run, 12_000, now);
      line = answer.line ?? line;
      return answer.turn.from - start;
    };
    expect([ask('a', start), ask('b', start), ask('c', start + 1_000), ask('b', start + 5_000)]).toEqual([
      0, 12_000, 24_000, 12_000,
    ]);
    expect(ask('d', start + 60_000)).toBe(60_000);
  });
});

const symptom = (at: number, more: Partial<Symptom>): Symptom => ({
  id: `v2-${String(at).padStart(32, '0')}`,
  who: 'role 1',
  action: 's3:GetObject',
  place: 'bucket 1',
  errorClass: 'authorization',
  reason: 'none',
  firstSeen: at,
  attempts: 0,
  state: { is: 'waiting', why: 'over-budget', since: at },
  records: [],
  ...more,
});

describe('of those that wait', () => {
  const storm = Array.from({ length: 400 }, (_, at) =>
    symptom(at, { who: `role ${at % 20}`, place: `bucket ${at % 40}` }),
  );

  test('a lone one comes before a storm, however old', () => {
    const lone = symptom(999, { firstSeen: 0, who: 'role of its own', place: 'bucket of its own' });
    expect(rarestFirst([...storm, lone])[0]).toBe(lone);
  });
  test('a reason of its own is enough', () => {
    const lone = symptom(999, { firstSeen: 0, reason: 'explicit service control policy' });
    expect(rarestFirst([...storm, lone])[0]).toBe(lone);
  });
  test('the newest comes first among equals', () => {
    expect(rarestFirst(storm)[0]?.firstSeen).toBe(399);
  });
});
