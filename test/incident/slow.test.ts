import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../src/incident/store';
import { memoryStore } from './memory-store';
import { openHarness, type HarnessEvent } from './harness';

const start = Date.parse('2030-01-01T12:00:00Z');
/** As the queue hands over at most: lib/way-in/way-in.ts. */
const largestBatch = 1_000;
/** Milliseconds that each call takes, and seconds that intake has. */
const callTakes = 500;
const hasSeconds = 120;

/** Calls that wait for the network: all that wait together take one round. */
function openNetwork() {
  let waiting: (() => void)[] = [];
  let [rounds, most] = [0, 0];
  return {
    call: () => new Promise<void>((answered) => void waiting.push(answered)),
    /** Answers until it is done. */
    serve: async <T>(run: () => Promise<T>) => {
      let isDone = false;
      const running = run().finally(() => (isDone = true));
      for (;;) {
        // All that can go on without an answer has gone on.
        await setImmediate();
        if (isDone) return { result: await running, rounds, most };
        most = Math.max(most, waiting.length);
        rounds += 1;
        const answered = waiting;
        waiting = [];
        for (const one of answered) one();
      }
    },
  };
}

const slow = (store: Store, call: () => Promise<void>): Store => ({
  get: (keys) => call().then(() => store.get(keys)),
  list: (...of) => call().then(() => store.list(...of)),
  due: (...of) => call().then(() => store.due(...of)),
  put: (item) => call().then(() => store.put(item)),
  remove: (item) => call().then(() => store.remove(item)),
});

const event = (at: number, same: boolean): HarnessEvent => ({
  id: `e${at}`,
  time: start,
  service: 's3',
  parts: {
    who: `role 111122223333 r${same ? 0 : at}`,
    action: 's3:GetObject',
    place: 'bucket b',
    errorClass: 'authorization',
    reason: 'none',
  },
});

test.each([
  ['all new', false],
  ['all alike', true],
])('the largest batch, %s, is taken in within its time when each call takes half a second', async (_, same) => {
  const network = openNetwork();
  const harness = openHarness({
    store: slow(memoryStore(), network.call),
    start,
    causeOf: ({ id }) => ({ cause: { lacking: id }, cites: [] }),
    around: (what, write) => (/^(keep|start)/.test(what) ? network.call().then(write) : write()),
  });
  const batch = Array.from({ length: largestBatch }, (_, at) => event(at, same));
  const { result, rounds, most } = await network.serve(() => harness.deliver(batch));
  expect(result.counted).toBe(largestBatch);
  expect([...result.failed]).toEqual([]);
  expect(result.newSymptoms).toBe(same ? 1 : largestBatch);
  expect(most).toBeLessThanOrEqual(64);
  // Four times that fits: retries, and the reads that DynamoDB answers a hundred at a time.
  expect(rounds * callTakes * 4).toBeLessThan(hasSeconds * 1_000);
});
