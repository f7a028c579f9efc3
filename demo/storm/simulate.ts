/**
 * A storm on a virtual clock: the handlers of intake, sweep, incident and report as they are, the state machine's own
 * definition, and a DynamoDB on this machine. What a real account would be read for (the layers) is answered by the storm:
 * its roles exist nowhere.
 */
import { handler as incident } from '../../lambdas/incident';
import { handler as intake } from '../../lambdas/intake';
import { handler as report } from '../../lambdas/report';
import { handler as sweep } from '../../lambdas/sweep';
import { definitionOf } from '../../lib/workflow/definition';
import { storeIn } from '../../src/delivery/table/store';
import { intakeCost } from '../../src/incident/cost/intake';
import { lineUp } from '../../src/incident/flow/line-up';
import { notYet } from '../../src/incident/flow/tally/tally-touched';
import { transientErrors } from '../../src/incident/flow/transient';
import { talliesOf } from '../../src/incident/keys';
import { denialsOf, type Incident, type Tally } from '../../src/incident/types';
import type { DeniedRequest } from '../../src/request/types';
import { runWorkflow, type Definition } from '../cloud/workflow';
import type { StartedRun, StormAws } from './aws';
import { eventOf, lone, type Storm } from './shapes';

export interface StormResult {
  readonly name: string;
  readonly denials: number;
  readonly incidents: number;
  readonly messages: number;
  /** Of one incident in an hour. */
  readonly mostMessages: number;
  readonly executions: number;
  /** So many may have started in that time. */
  readonly budget: number;
  readonly waiting: number;
  /** Seconds from the denial to the message. */
  readonly loneTold: number | undefined;
  readonly hasLone: boolean;
  readonly counted: number;
  readonly heapMegabytes: number;
  /** Microseconds of the processor for one denial, with the calls to AWS. */
  readonly cpu: number;
  readonly dollarsPerMillion: number;
}

const start = Date.parse('2026-11-20T08:00:00Z');
const price = 1_380;
const minute = 60_000;
const batchSize = 1_000;
const window = 20_000;
/** From the start of an execution until it asks CloudTrail, and from there to its end. */
const before = 4_000;
const after = 8_000;
/** How long the storm is watched when it is over. */
const calm = 5 * minute;

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
    let [executions, loneTold, seconds, invocations] = [0, undefined as number | undefined, 0, 0];
    let endings: Ending[] = [];
    let nextSweep = start + minute;
    const heapBefore = process.memoryUsage().heapUsed;
    const intakeUse = { writeUnits: 0, readUnits: 0, puts: 0 };

    const takeStarted = async () => {
      for (const run of aws.started.splice(0)) {
        executions += 1;
        const turn = await lineUp(run.run, { store, now: () => now + before });
        const ending = { run, lookUpFrom: new Date(turn).toISOString(), at: Math.max(now + before, turn) + after };
        endings = [...endings, ending].toSorted((one, other) => one.at - other.at);
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
          // What a sweep leaves undone the next one does.
          await sweep().catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
          nextSweep += minute;
        }
        await takeStarted();
      }
      now = Math.max(now, until);
    };
    const end = async ({ run, lookUpFrom }: Ending) => {
      const { symptom, request } = run.input as { readonly symptom: string; readonly request: DeniedRequest };
      const messagesBefore = aws.messages.length;
      let incidentOf = '';
      await runWorkflow(
        machine,
        { name: run.run, arn: `arn:${run.run}`, input: run.input },
        async ({ state, payload }) => {
          if (state === 'resolve') return { lookUpFrom };
          if (state === 'conclude') return { cause: causeOf(request) };
          if (state === 'report') return report(payload as Parameters<typeof report>[0]);
          if (state !== 'incident') return {};
          const filed = await incident(payload as Parameters<typeof incident>[0]);
          incidentOf = filed.incident ?? symptom;
          return filed;
        },
      );
      if (aws.messages.length === messagesBefore) return;
      told.set(incidentOf, [...(told.get(incidentOf) ?? []), now]);
      if (request.bucket === lone.bucket) loneTold ??= now;
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
      at += batch.length;
      // Between two nights nothing happens that a sweep would see.
      const next = start + (denials[at]?.at ?? 0);
      if (next - now > 3 * 3_600_000) {
        await pass(now + 3 * 3_600_000);
        nextSweep = Math.max(nextSweep, next);
      }
    }
    await pass(now + calm);
    const lists = await Promise.all(['open', 'quiet', 'closed'].map((list) => store.due(list, { most: 100_000 })));
    const incidents = lists.flat().map(({ value }) => value as Incident);
    const rest = (await store.list(talliesOf(notYet))).map(({ value }) => value as Tally);
    const counted = [...incidents.map(({ tally }) => tally), ...rest].reduce((sum, one) => sum + denialsOf(one), 0);
    const hours = (now - start) / 3_600_000;
    const loneAt = denials.find(({ bucket }) => bucket === lone.bucket)?.at;
    return {
      name: storm.name,
      denials: denials.length,
      incidents: incidents.length,
      messages: aws.messages.length,
      mostMessages: Math.max(0, ...[...told.values()].map(mostInAnHour)),
      executions,
      budget: Math.floor(5 + hours * 60 * 4),
      waiting: (await store.due('waiting', { most: 100_000 })).length,
      hasLone: loneAt !== undefined,
      loneTold: loneAt === undefined || loneTold === undefined ? undefined : (loneTold - start - loneAt) / 1000,
      counted,
      heapMegabytes: (process.memoryUsage().heapUsed - heapBefore) / 1024 / 1024,
      cpu: (seconds / denials.length) * 1e6,
      dollarsPerMillion:
        (intakeCost({ denials: denials.length, invocations, seconds: seconds * 1.7, ...intakeUse }) / denials.length) *
        1e6,
    };
  }
}

const mostInAnHour = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 3_600_000).length));

const machine = definitionOf(
  {
    resolve: arnOf('resolve'),
    recentChanges: arnOf('recent-changes'),
    conclude: arnOf('conclude'),
    incident: arnOf('incident'),
    report: arnOf('report'),
  },
  new Map([['a layer', arnOf('a-layer')]]),
  transientErrors,
) as Definition;

function arnOf(name: string): string {
  return `arn:aws:lambda:us-east-1:111122223333:function:Culprit-${name}`;
}

/** What AWS's text says is the cause, as most often. */
function causeOf({ said, authorizations }: DeniedRequest) {
  const action = authorizations[0]?.action ?? '';
  if (said.is !== 'reason') return { layer: 'resource side', outcome: 'does-not-allow', action };
  const policy = { type: said.policyType ?? '', ...(said.policyArn === undefined ? {} : { arn: said.policyArn }) };
  if (said.deny === 'implicit') return { layer: said.policyType ?? '', outcome: 'does-not-allow', action };
  return { layer: said.policyType ?? '', outcome: 'denies', action, policy, statement: { index: 1 } };
}

/** The same numbers each time. */
function randomNumbers(): () => number {
  let seed = 42;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}
