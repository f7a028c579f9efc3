/** What a probing caller tries is one incident, of which one is investigated. */
import { defined } from '../../defined';
import { incidentId } from '../cause';
import { waitingLists } from '../whose';
import { nothing } from '../counting/tally';
import { inParallel, mostAtOnce } from '../in-parallel';
import { changeSymptom, incidentsNamed } from '../flow/symptoms';
import { incidentItem, keys } from '../keys';
import { change, type Store } from '../store';
import type { Incident, IncidentState, Symptom, Time } from '../types';
import { allSilencedBy } from '../silences/apply';
import type { Silence } from '../silences/schema';
import { causeOfProbe, isOver, mayJoin, probesIn, type Probe } from './probing';

export interface ProbingPorts {
  readonly store: Store;
  readonly now: () => Time;
  readonly silences: readonly Silence[];
  /** It may be told again: it is one message. */
  readonly tell: (incident: Incident, probe: Probe) => Promise<void>;
}

const mostLookedAt = 500;

export async function foldProbes(ports: ProbingPorts): Promise<void> {
  const { store, now } = ports;
  const newest = async (list: string) =>
    (await store.due(list, { most: mostLookedAt, newestFirst: true })).map(({ value }) => value as Symptom);
  const waiting = (await Promise.all(Object.values(waitingLists).map(newest))).flat();
  for (const probe of probesIn([...waiting, ...(await newest('investigating'))], now())) {
    const incident = await openProbe(probe, ports);
    // Before its symptoms join: without them it would not be seen again.
    if (incident?.state.is === 'open') await ports.tell(incident, probe);
  }
  await joinProbes(waiting, ports);
}

/** The incident, as it is now: that of an earlier probe is opened again. */
function openProbe({ who, symptoms }: Probe, { store, now, silences }: ProbingPorts): Promise<Incident | undefined> {
  const cause = causeOfProbe(who);
  const id = incidentId(cause);
  return change<Incident>(store, keys.incident(id), (was) => {
    const at = now();
    const state = stateOf(symptoms, { cause, silences, at });
    const isHidden = was?.state.is === 'silenced' && state.is === 'open';
    if (was !== undefined && !isOver(was, at) && !isHidden) return undefined;
    const opened = { run: `probe-${at.toString(36)}`, at, notice: was === undefined ? 'opened' : 'reopened' } as const;
    const fresh: Omit<Incident, 'opened' | 'state'> = was ?? { id, cause, tally: nothing, cites: [], reports: [] };
    const { look: _earlier, ...others } = fresh;
    return incidentItem(
      { ...others, opened, state, ...(state.is === 'open' ? defined({ look: lookOf(symptoms) }) : {}) },
      at,
    );
  });
}

/** One that is under way; else one that is held up by others than its own caller's. */
const lookOf = (symptoms: readonly Symptom[]): string | undefined =>
  symptoms.toSorted((one, other) => rankOf(one) - rankOf(other))[0]?.id;

const rankOf = ({ state }: Symptom): number =>
  state.is === 'investigating' ? 0 : state.is === 'waiting' && state.why === 'probing' ? 2 : 1;

function stateOf(
  symptoms: readonly Symptom[],
  { cause, silences, at }: Pick<Incident, 'cause'> & { readonly silences: readonly Silence[]; readonly at: Time },
): IncidentState {
  const silenced = allSilencedBy({ cause }, symptoms, silences, at);
  if (silenced === undefined) return { is: 'open', since: at };
  const { until, owner, reason } = silenced;
  return { is: 'silenced', since: at, until, owner, reason };
}

/** Also what comes after the probe was found. */
async function joinProbes(waiting: readonly Symptom[], ports: ProbingPorts): Promise<void> {
  const ids = new Map(waiting.map(({ who }) => [who, incidentId(causeOfProbe(who))]));
  const incidents = await incidentsNamed(ports.store, [...new Set(ids.values())]);
  const joining = waiting.flatMap((symptom) => {
    const incident = incidents.get(ids.get(symptom.who) ?? '');
    return incident === undefined || !takes(incident, symptom, ports) ? [] : [{ symptom, incident }];
  });
  await inParallel(joining, mostAtOnce, ({ symptom, incident }) =>
    changeSymptom(ports, symptom.id, (was) =>
      was.state.is === 'waiting'
        ? { ...was, state: { is: 'joined', incident: incident.id, since: ports.now(), recount: true } }
        : undefined,
    ),
  );
}

/** A silence hides nothing that it does not cover. */
const takes = (probe: Incident, symptom: Symptom, { silences, now }: ProbingPorts): boolean =>
  symptom.id !== probe.look &&
  mayJoin(probe, symptom, now()) &&
  (probe.state.is === 'open' || allSilencedBy(probe, [symptom], silences, now()) !== undefined);
