import * as fc from 'fast-check';
import {
  begun,
  ended,
  incidentOfRun,
  isLost,
  isRecheck,
  quieted,
  touched,
  type Recheck,
} from '../../../src/incident/closing/recheck';

const minute = 60_000;
const start = Date.parse('2026-11-20T08:00:00Z');
const id = `i1-${'a'.repeat(32)}`;
const due = touched(undefined, id, start, start)!;
const running = begun(due, start + 2 * minute)!;
const runOf = ({ state }: Recheck): string => (state.is === 'running' ? state.run : '');
const done = ended(running, runOf(running), 'decided', start + 3 * minute)!;

test('a burst of changes is one recheck, two minutes after the last', () => {
  const burst = [0, 30, 60, 90].reduce<Recheck | undefined>(
    (was, second) => touched(was, id, start + second * 1_000, start + second * 1_000) ?? was,
    undefined,
  )!;
  expect(burst.state).toEqual({ is: 'due', first: start, at: start + 90_000 + 2 * minute });
  expect(begun(burst, start + 2 * minute)).toBeUndefined();
});

test('changes without end delay it for ten minutes at most', () => {
  const endless = Array.from({ length: 60 }, (_, at) => start + at * minute).reduce<Recheck | undefined>(
    (was, at) => touched(was, id, at, at) ?? was,
    undefined,
  )!;
  expect(endless.state).toMatchObject({ at: start + 10 * minute });
});

test('a change while it runs has it run again, once', () => {
  const again = touched(running, id, start + 3 * minute, start + 3 * minute)!;
  expect(touched(again, id, start + 3 * minute, start + 4 * minute)).toBeUndefined();
  const after = ended(again, runOf(again), 'decided', start + 5 * minute)!;
  expect([after.state.is, done.state.is]).toEqual(['due', 'done']);
});

test('a change that comes late, of before it read the policies, starts nothing', () => {
  expect(touched(done, id, start - minute, start + 60 * minute)).toBeUndefined();
  expect(touched(done, id, start + 5 * minute, start + 60 * minute)?.state.is).toBe('due');
});

test('each execution has a name of its own, which says whose it is', () => {
  const second = begun(touched(done, id, start + 9 * minute, start + 9 * minute)!, start + 20 * minute)!;
  expect(runOf(second)).not.toBe(runOf(running));
  expect([runOf(running), runOf(second)].map(incidentOfRun)).toEqual([id, id]);
  expect(isRecheck('v2-0123-1-abc')).toBe(false);
});

test('one that fails is tried three times', () => {
  let [recheck, now, runs] = [due, start, 0];
  while (recheck.state.is === 'due') {
    now += 5 * minute;
    const next = begun(recheck, now)!;
    runs += 1;
    recheck = ended(next, runOf(next), 'failed', now)!;
  }
  expect(runs).toBe(3);
});

test('a run that is not under way ends nothing', () => {
  expect(ended(done, runOf(running), 'decided', start)).toBeUndefined();
  expect(ended(running, `${id}-again-9`, 'decided', start)).toBeUndefined();
});

test('one of which nothing is heard is lost', () => {
  expect([isLost(running, start + 20 * minute), isLost(running, start + 28 * minute)]).toEqual([false, true]);
});

test('what becomes quiet every night is decided again once a day', () => {
  expect(quieted(undefined, id, start)?.state.is).toBe('due');
  expect(quieted(done, id, start + 60 * minute)).toBeUndefined();
  expect(quieted(done, id, start + 25 * 60 * minute)?.state.is).toBe('due');
});

test('however changes and minutes come, no change after the last beginning is without a recheck', () => {
  const step = fc.record({ passes: fc.integer({ min: 0, max: 12 }), what: fc.constantFrom('change', 'sweep', 'end') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let [recheck, now, last] = [undefined as Recheck | undefined, start, 0];
      for (const { passes, what } of steps) {
        now += passes * minute;
        if (what === 'change') {
          recheck = touched(recheck, id, now, now) ?? recheck;
          last = now;
        } else if (recheck !== undefined) {
          recheck =
            (what === 'sweep' ? begun(recheck, now) : ended(recheck, runOf(recheck), 'decided', now)) ?? recheck;
        }
        const isCovered = recheck === undefined || recheck.state.is !== 'done' || recheck.began > last - 2 * minute;
        expect(isCovered).toBe(true);
      }
    }),
  );
});
