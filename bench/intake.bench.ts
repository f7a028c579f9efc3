import { lookAt } from '../lambdas/way-in/look-at';
import { emptyLedger } from '../src/incident/flow/ledger';
import type { Ports } from '../src/incident/flow/ports';
import type { Remembered } from '../src/incident/flow/batch/known';
import { takeIn } from '../src/incident/flow/batch/take-in';
import { eventOf, storms, type StormDenial } from '../demo/storm/shapes';
import { memoryStore } from '../test/incident/memory-store';
import { median, type Bench, type Measurement } from './define';

const count = 20_000;
const batchSize = 1_000;
const start = Date.parse('2026-11-20T08:00:00Z');

/** Denials in, counts out, against the one thing that nobody can do without: parsing their events. Without AWS's time. */
const bench: Bench = async () => {
  Object.assign(process.env, {
    CULPRIT_ACCOUNT: '111122223333',
    CULPRIT_OWN_ROLES: 'arn:aws:iam::111122223333:role/culprit/',
  });
  const bodies = bodiesOf(storms[0]?.denials(count) ?? []);
  const large = bodies.slice(0, 200).map(withLargeParameter);
  return [...(await ratios('repeats of one symptom', bodies, 6)), ...(await ratios('parameters of 250 KB', large, 6))];
};
export default bench;

async function ratios(what: string, bodies: readonly string[], most: number): Promise<readonly Measurement[]> {
  const rounds = Array.from({ length: 9 }, (_, round) => round);
  const parsing: number[] = [];
  const taking: number[] = [];
  await taken(bodies);
  for (const _ of rounds) {
    parsing.push(
      await timed(
        async () => void bodies.reduce((sum, body) => sum + Object.keys(JSON.parse(body) as object).length, 0),
      ),
    );
    taking.push(await timed(() => taken(bodies)));
  }
  const ratio = median(taking.map((time, at) => time / (parsing[at] ?? Number.NaN)));
  const each = (times: readonly number[]) => `${((median(times) / bodies.length) * 1000).toFixed(1)} µs`;
  return [
    { what: `JSON.parse, ${what}`, value: each(parsing) },
    { what: `intake, ${what}`, value: each(taking) },
    {
      what: 'as a multiple of JSON.parse (median of 9 pairs)',
      value: ratio.toFixed(2),
      bound: { says: `at most ${most} times JSON.parse`, holds: ratio <= most },
    },
  ];
}

async function taken(bodies: readonly string[]): Promise<void> {
  const remembered: Remembered = { ledger: emptyLedger(), symptoms: new Map() };
  const ports = portsOf();
  for (let at = 0; at < bodies.length; at += batchSize) {
    const messages = bodies.slice(at, at + batchSize).map((body, place) => ({ messageId: `m${at + place}`, body }));
    const { denials } = lookAt(messages);
    const { failed, counted } = await takeIn(denials, ports, remembered);
    if (failed.size > 0 || counted !== messages.length)
      throw new Error(`${counted} of ${messages.length} were counted`);
  }
}

function portsOf(): Ports {
  const nothing = () => Promise.resolve();
  return {
    store: memoryStore(),
    now: () => start,
    limits: { burst: 5, perMinute: 4, monthlyDollars: 20, price: 1_300 },
    evidence: { keep: () => Promise.resolve('kept'), read: () => Promise.resolve('') },
    executions: { start: nothing, add: nothing },
    note: () => undefined,
  };
}

const bodiesOf = (denials: readonly StormDenial[]): readonly string[] =>
  denials.map((denial, number) => eventOf(denial, number, start));

function withLargeParameter(body: string): string {
  return body.replace('"bucketName"', `"x-amz-tagging":"${'k=v&'.repeat(62_500)}","bucketName"`);
}

/** Milliseconds of the processor in this thread: others may use the machine as well. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}
