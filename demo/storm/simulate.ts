/**
 * A storm on a virtual clock: the handlers of intake, sweep, deliver, changes, incident and report as they are, the state
 * machine's own definition, and a DynamoDB on this machine. What a real account would be read for (the layers) is answered by the storm:
 * its roles exist nowhere.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { changesHandler } from '../../lambdas/changes';
import { handler as deliver } from '../../lambdas/deliver';
import { handler as incident } from '../../lambdas/incident';
import { handler as intake } from '../../lambdas/intake';
import { handler as report } from '../../lambdas/report';
import { handler as sweep } from '../../lambdas/sweep';
import { allReaders } from '../../src/all-readers';
import { storeIn } from '../../src/delivery/table/store';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { isRecheck } from '../../src/incident/closing/recheck';
import { intakeCost } from '../../src/incident/cost/intake';
import { crowdedSymptoms } from '../../src/incident/flow/crowds';
import type { Store } from '../../src/incident/store';
import { lineUp } from '../../src/incident/flow/line-up';
import { notYet } from '../../src/incident/flow/tally/tally-touched';
import { talliesOf } from '../../src/incident/keys';
import { waitingLists } from '../../src/incident/whose';
import { denialsOf, type Incident, type Tally } from '../../src/incident/types';
import type { DeniedRequest } from '../../src/request/types';
import { runWorkflow } from '../cloud/workflow';
import { messagesPerHour, type StartedRun, type StormAws } from './aws';
import { eventOf, lone, mendedBy, type Storm } from './shapes';
import type { StormResult } from './result';
import { causeOf, concludeAgain, machine } from './investigated';

const start = Date.parse('2026-11-20T09:00:00Z');
const price = 1_380;
const minute = 60_000;
const batchSize = 1_000;
const window = 20_000;
/** From the start of an execution until it asks CloudTrail, and from there to its end. */
const before = 4_000;
const after = 8_000;
/** How long the storm is watched when it is over. */
const calm = 6 * minute;
/** From the last denial until somebody mends the cause. */
const mending = minute;
/** By then an incident is quiet, and has been decided again. */
const untilQuiet = 80 * minute;
/** The heap is looked at after so many. */
const batchesAHeap = 20;
/** For a million denials. */
const mostDollars = 0.6;
const changes = changesHandler(watchedCallsOf(allReaders));

interface Ending {
  readonly at: number;
  readonly run: StartedRun;
  readonly lookUpFrom: string;
}

export async function simulate(storm: Storm, size: number, aws: StormAws): Promise<StormResult> {
  const random = randomNumbers();
  const { failing = 0 } = storm;
  const table = await aws.reset(() => random() < failing);
  const realNow = Date.now;
  const realEnvironment = { ...process.env };
  let now = start;
  Object.assign(process.env, aws.environment, {
    CULPRIT_TABLE: table,
    CULPRIT_MONTHLY_DOLLARS: '20',
    CULPRIT_INVESTIGATION_PRICE: String(price),
  });
  Date.now = () => now;
  const printed = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    return await live();
  } finally {
    Date.now = realNow;
    process.stdout.write = printed;
    process.env = realEnvironment;
  }

  async function live(): Promise<StormResult> {
    const denials = storm.denials(size);
    const store = storeIn(table);
    const told = new Map<string, number[]>();
    let [executions, seconds, invocations, isMended] = [0, 0, 0, false];
    let digests = 0;
    let sweptEvery = minute;
    let loneRun: string | undefined;
    let loneTold: number | undefined;
    let endings: Ending[] = [];
    let nextSweep = start + minute;
    const isFull = size >= storm.full;
    const heapBefore = heapHeld(isFull);
    let heapMost = heapBefore;
    let batches = 0;
    const intakeUse = { writeUnits: 0, readUnits: 0, puts: 0 };

    const takeStarted = async () => {
      for (const run of aws.started.splice(0)) {
        executions += 1;
        const turn = await lineUp(run.run, { store, now: () => now + before });
        const ending = { run, lookUpFrom: new Date(turn).toISOString(), at: Math.max(now + before, turn) + after };
        endings = [...endings, ending].toSorted((one, other) => one.at - other.at);
      }
    };
    const noteTold = () => {
      for (const { id, incidentId, notice } of aws.events.splice(0)) {
        if (notice === 'digest') digests += 1;
        told.set(incidentId, [...(told.get(incidentId) ?? []), now]);
        if (loneRun !== undefined && id.includes(`#${loneRun}#`)) loneTold ??= now;
      }
    };
    const pass = async (until: number) => {
      for (;;) {
        const ending = endings[0]?.at ?? Number.POSITIVE_INFINITY;
        const next = Math.min(nextSweep, ending);
        if (next > until) break;
        now = Math.max(now, next);
        if (ending <= nextSweep) {
          const [first, ...rest] = endings;
          endings = rest;
          if (first !== undefined) await end(first);
        } else {
          // What one of them leaves undone is done a minute later.
          for (const function_ of [sweep, deliver]) {
            await function_().catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
          }
          nextSweep += sweptEvery;
        }
        noteTold();
        await takeStarted();
      }
      now = Math.max(now, until);
    };
    const end = async ({ run: { run, input }, lookUpFrom }: Ending) => {
      const { request } = input as { readonly request: DeniedRequest };
      if (request.bucket === lone.bucket) loneRun = run;
      const cause = causeOf(request);
      const concluded = {
        cause,
        cited: cause.policy?.arn === undefined ? [] : [cause.policy.arn],
        ...(isRecheck(run) ? { rechecked: concludeAgain(request, isMended) } : {}),
      };
      await runWorkflow(machine, { name: run, arn: `arn:${run}`, input }, async ({ state, payload }) => {
        if (state === 'resolve') return { lookUpFrom, layers: ['a layer'] };
        if (state === 'conclude') return concluded;
        if (state === 'report') return report(payload as Parameters<typeof report>[0]);
        return state === 'incident' ? incident(payload as Parameters<typeof incident>[0]) : {};
      });
    };

    for (let at = 0; at < denials.length;) {
      const first = denials[at]?.at ?? 0;
      let batch = denials.slice(at, at + batchSize);
      // What comes within the window is one batch.
      batch = batch.filter((one) => one.at <= first + window);
      const arrived = Math.max(
        start + (batch.at(-1)?.at ?? 0),
        batch.length === batchSize ? 0 : start + first + window,
      );
      await pass(arrived);
      const Records = batch.map((one, place) => ({
        messageId: `m${at + place}`,
        body: eventOf(one, at + place, start),
      }));
      const use = { ...aws.use };
      const cpu = process.threadCpuUsage();
      let left: readonly (typeof Records)[number][] = Records;
      for (let delivery = 0; left.length > 0 && delivery < 5; delivery += 1) {
        const { batchItemFailures } = await intake({ Records: left });
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        left = left.filter(({ messageId }) => failed.has(messageId));
        invocations += 1;
      }
      const spent = process.threadCpuUsage(cpu);
      seconds += (spent.user + spent.system) / 1e6;
      for (const name of ['writeUnits', 'readUnits', 'puts'] as const) intakeUse[name] += aws.use[name] - use[name];
      // Two intakes at once, of half a processor each, so it takes about what it takes here.
      now += Math.ceil((spent.user + spent.system) / 1_000) + 200;
      await takeStarted();
      batches += 1;
      if (batches % batchesAHeap === 0) heapMost = Math.max(heapMost, heapHeld(isFull));
      at += batch.length;
      // Between two nights little happens that a sweep would see.
      const next = start + (denials[at]?.at ?? 0);
      if (next - now > untilQuiet) {
        await pass(now + calm);
        sweptEvery = 10 * minute;
        await pass(now + untilQuiet);
        sweptEvery = minute;
        nextSweep = Math.max(nextSweep, next);
      }
    }
    await pass(now + mending);
    if (storm.mendedBy !== undefined) {
      isMended = true;
      await changes({ Records: [{ messageId: 'mended', body: mendedBy(storm.mendedBy, now) }] });
    }
    await pass(now + calm - mending);
    const lists = await Promise.all(['open', 'quiet', 'closed'].map((list) => store.due(list, { most: 100_000 })));
    const incidents = lists.flat().map(({ value }) => value as Incident);
    const rest = (await store.list(talliesOf(notYet))).map(({ value }) => value as Tally);
    const counted = [...incidents.map(({ tally }) => tally), ...rest].reduce((sum, one) => sum + denialsOf(one), 0);
    const hours = (now - start) / 3_600_000;
    const aMillion = (use: typeof intakeUse) =>
      (intakeCost({ denials: denials.length, invocations, seconds: seconds * 1.7, ...use }) / denials.length) * 1e6;
    const loneAt = denials.find(({ bucket }) => bucket === lone.bucket)?.at;
    return {
      name: storm.name,
      denials: denials.length,
      incidents: incidents.length,
      messages: aws.messages.length - digests,
      digests,
      mostMessages: Math.max(0, ...[...told.values()].map(mostInAnHour)),
      mostOfAll: mostInAnHour([...told.values()].flat()),
      ceiling: messagesPerHour,
      executions,
      budget: Math.floor(5 + hours * 60 * 4),
      waiting: await allWaiting(store),
      closed: incidents.filter(({ state }) => state.is === 'closed').length,
      hasLone: loneAt !== undefined,
      counted,
      heapMegabytes: (Math.max(heapMost, heapHeld(isFull)) - heapBefore) / 1024 / 1024,
      cpu: (seconds / denials.length) * 1e6,
      dollarsPerMillion: aMillion(intakeUse),
      allDollars: aMillion(aws.use),
      dollarLimit: isFull ? mostDollars : Number.POSITIVE_INFINITY,
      failedCalls: aws.use.failed,
      calls: aws.use.calls,
      loneTold: loneAt === undefined || loneTold === undefined ? undefined : (loneTold - start - loneAt) / 1000,
    };
  }
}

/** Bytes; `isLive`: of what something still refers to, which takes a collection to know. */
function heapHeld(isLive: boolean): number {
  if (isLive) {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  }
  return process.memoryUsage().heapUsed;
}

async function allWaiting(store: Store): Promise<number> {
  const lists = await Promise.all(Object.values(waitingLists).map((list) => store.due(list, { most: 100_000 })));
  return lists.flat().length + (await crowdedSymptoms('ours', store)) + (await crowdedSymptoms('strangers', store));
}

const mostInAnHour = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + 3_600_000).length));

/** The same numbers each time. */
function randomNumbers(): () => number {
  let seed = 42;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}
