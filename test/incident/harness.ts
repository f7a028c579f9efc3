/** A small harness of denials: events, what investigations of them find, and everything that keeps them. */
import { incidentId } from '../../src/incident/cause';
import { fileRecheck } from '../../src/incident/closing/file-recheck';
import { isRecheck } from '../../src/incident/closing/recheck';
import { hashOf } from '../../src/incident/counting/hash';
import { fileRun, type Filed } from '../../src/incident/flow/file-run';
import type { Denial, Ports } from '../../src/incident/flow/ports';
import { sweep } from '../../src/incident/flow/sweep';
import { emptyLedger } from '../../src/incident/flow/ledger';
import type { Remembered } from '../../src/incident/flow/batch/known';
import { takeIn, type TakenIn } from '../../src/incident/flow/batch/take-in';
import type { Arrived } from '../../src/incident/flow/batch/arrived';
import type { Rechecked } from '../../src/incident/life/after-recheck';
import type { Store } from '../../src/incident/store';
import type { CauseName, Incident, Symptom } from '../../src/incident/types';
import { symptomId, type SymptomParts } from '../../src/request/denials/symptom';
import type { DeniedRequest } from '../../src/request/types';

export interface HarnessEvent {
  readonly id: string;
  readonly time: number;
  readonly service: 's3' | 'kms';
  readonly parts: SymptomParts;
}

export interface HarnessOptions {
  readonly store: Store;
  readonly start: number;
  readonly burst?: number;
  /** What an investigation of this symptom finds. */
  readonly causeOf: (symptom: Symptom) => { readonly cause: CauseName; readonly cites: readonly string[] };
  /** What a case rests on. */
  readonly cited?: readonly string[];
  /** What deciding an incident's request again gives. */
  readonly rechecked?: () => Rechecked;
  /** What the step after an execution's end stores. */
  readonly report?: (filed: Filed, run: string, ports: Ports) => Promise<void>;
  /** Called around every write: it may throw. */
  readonly around?: <T>(what: string, write: () => Promise<T>) => Promise<T>;
}

export interface Harness {
  now: number;
  readonly ports: Ports;
  readonly started: Map<string, Symptom>;
  readonly notices: Filed[];
  readonly deliver: (events: readonly HarnessEvent[]) => Promise<TakenIn>;
  readonly sweep: () => Promise<void>;
  /** Ends all executions that were started and have not ended. */
  readonly investigate: () => Promise<void>;
  /** Minutes pass until nothing waits and nothing is under way. */
  readonly settle: () => Promise<void>;
  /** A new process remembers nothing. */
  readonly restart: () => void;
}

export function openHarness({
  store: inner,
  start,
  burst = 5,
  causeOf,
  cited = [],
  rechecked = () => ({ is: 'unknown' }),
  report = () => Promise.resolve(),
  around = (_, write) => write(),
}: HarnessOptions): Harness {
  const store: Store = {
    ...inner,
    put: (item) => around(`put ${item.key.partition}`, () => inner.put(item)),
    remove: (item) => around(`remove ${item.key.partition}`, () => inner.remove(item)),
  };
  const kept = new Map<string, string>();
  const started = new Map<string, Symptom>();
  const ended = new Set<string>();
  const notices: Filed[] = [];
  const ports: Ports = {
    store,
    now: () => harness.now,
    limits: { burst, perMinute: 4, monthlyDollars: 1_000, price: 1_300 },
    evidence: {
      keep: (text) =>
        around('keep', async () => {
          const object = `kept/${hashOf(text)}`;
          kept.set(object, text);
          return object;
        }),
      read: async (object, from, to) =>
        Buffer.from(kept.get(object) ?? '')
          .subarray(from, to + 1)
          .toString('utf8'),
    },
    executions: {
      start: (run, symptom, denials) =>
        around('start', async () => {
          if (denials.length === 0) throw new Error(`\`${run}\` has no denial`);
          started.set(run, symptom as Symptom);
        }),
      add: () => around('add', async () => undefined),
    },
    note: () => undefined,
  };
  let remembered: Remembered = { ledger: emptyLedger(), symptoms: new Map() };
  const underWay = () => [...started].filter(([run]) => !ended.has(run));
  const harness: Harness = {
    now: start,
    ports,
    started,
    notices,
    deliver: (events) => takeIn(events.map(arrivedOf), ports, remembered),
    sweep: async () => void (await sweep(ports)),
    investigate: async () => {
      for (const [run, symptom] of underWay()) {
        const filed = isRecheck(run)
          ? await fileRecheck(run, symptom.id, { is: 'decided', rechecked: rechecked() }, ports)
          : await fileRun(run, symptom.id, { is: 'found', found: causeOf, cited }, ports);
        await report(filed, run, ports);
        ended.add(run);
        notices.push(filed);
      }
    },
    settle: async () => {
      for (let minute = 0; minute < 2_000; minute += 1) {
        await harness.investigate();
        await harness.sweep();
        const open = await Promise.all(['waiting', 'investigating'].map((list) => inner.due(list, { most: 1 })));
        const marks = await inner.list('touched');
        if (open.flat().length === 0 && marks.length === 0 && underWay().length === 0) return;
        harness.now += 60_000;
      }
      throw new Error('it does not come to rest');
    },
    restart: () => (remembered = { ledger: emptyLedger(), symptoms: new Map() }),
  };
  return harness;
}

function arrivedOf({ id, time, service, parts }: HarnessEvent): Arrived {
  const request = {
    eventId: id,
    time: new Date(time).toISOString(),
    eventSource: `${service}.amazonaws.com`,
    principal: { type: 'anonymous' },
    authorizations: [],
  } as unknown as DeniedRequest;
  const denial = (): Denial => ({ request, record: { id } });
  return { id: hashOf(id), symptom: symptomId(parts), service, time, message: id, parts, denial };
}

export interface Seen {
  readonly denials: number;
  readonly principals: number;
  readonly places: number;
  readonly first: number;
  readonly last: number;
}

/** What the events are, said without any of the code that counts them. */
export function expectedOf(
  events: readonly HarnessEvent[],
  causeOf: HarnessOptions['causeOf'],
): Readonly<Record<string, Seen>> {
  const byIncident = new Map<string, HarnessEvent[]>();
  for (const event of new Map(events.map((one) => [one.id, one])).values()) {
    const id = incidentId(causeOf({ id: symptomId(event.parts), ...event.parts } as Symptom).cause);
    byIncident.set(id, [...(byIncident.get(id) ?? []), event]);
  }
  return Object.fromEntries(
    [...byIncident].map(([id, own]) => {
      const times = own.map(({ time }) => time);
      const count = (service: string) => own.filter((one) => one.service === service).length;
      const seen: Seen = {
        denials: Math.max(count('s3'), count('kms')),
        principals: new Set(own.map(({ parts }) => parts.who)).size,
        places: new Set(own.map(({ parts }) => parts.place)).size,
        first: Math.min(...times),
        last: Math.max(...times),
      };
      return [id, seen];
    }),
  );
}

export async function incidentsIn(store: Store): Promise<readonly Incident[]> {
  const lists = await Promise.all(
    ['open', 'quiet', 'closed', 'silenced'].map((list) => store.due(list, { most: 100_000 })),
  );
  return lists.flat().map(({ value }) => value as Incident);
}
