/** Puts silences on incidents, and takes them off when they have ended. */
import { inParallel, mostAtOnce } from '../in-parallel';
import { incidentItem, keys } from '../keys';
import { transitionOf } from '../life/transitions';
import { change, type Store } from '../store';
import type { Incident, Symptom, Time } from '../types';
import { noiseOf } from './defaults';
import type { Silence } from './schema';
import { endOf, silenceOf } from './silence';

interface SilencePorts {
  readonly store: Store;
  readonly now: () => Time;
}

interface Silenced {
  readonly id: string;
  readonly owner: string;
  readonly reason: string;
  readonly until: Time;
}

/** Noise that AWS makes is looked at again after so long. */
const noiseLasts = 90 * 86_400_000;

/** The id of the silence that is on it now; `undefined`: it is to be told. */
export async function silenceIncident(
  incident: Incident,
  symptom: Symptom,
  silences: readonly Silence[],
  { store, now }: SilencePorts,
): Promise<string | undefined> {
  const found = silencedBy(incident, symptom, silences, now());
  if (found === undefined) return undefined;
  const { until, owner, reason } = found;
  const after = await change<Incident>(store, keys.incident(incident.id), (was) => {
    const to = was === undefined ? undefined : transitionOf(was.state.is, 'silenced')?.to;
    if (was === undefined || to !== 'silenced') return undefined;
    return incidentItem({ ...was, state: { is: 'silenced', since: now(), until, owner, reason } }, now());
  });
  return after?.state.is === 'silenced' ? found.id : undefined;
}

/** The first to end, where each of the symptoms is silenced. */
export function allSilencedBy(
  incident: Pick<Incident, 'cause'>,
  symptoms: readonly Symptom[],
  silences: readonly Silence[],
  now: Time,
): Silenced | undefined {
  const found = symptoms.flatMap((symptom) => silencedBy(incident, symptom, silences, now) ?? []);
  return found.length < symptoms.length ? undefined : found.toSorted((one, other) => one.until - other.until)[0];
}

function silencedBy(
  { cause }: Pick<Incident, 'cause'>,
  symptom: Symptom,
  silences: readonly Silence[],
  now: Time,
): Silenced | undefined {
  const silence = silenceOf(silences, { symptom, cause }, now);
  if (silence !== undefined) return { ...silence, until: endOf(silence) };
  const noise = noiseOf(symptom);
  return noise === undefined ? undefined : { ...noise, owner: 'Culprit', until: now + noiseLasts };
}

export interface EndingPorts extends SilencePorts {
  /** Tells what was denied under the silence that began then. It may be told again: it is one message. */
  readonly tell: (incident: Incident, since: Time) => Promise<void>;
}

const mostEnded = 200;

/** Told first, then marked: what is killed in between is told again, under the same id. */
export async function endSilences({ store, now, tell }: EndingPorts): Promise<void> {
  const ended = await store.due('silenced', { until: now(), most: mostEnded });
  await inParallel(ended, mostAtOnce, async ({ value }) => {
    const [item] = await store.get([keys.incident((value as Incident).id)]);
    const incident = item?.value as Incident | undefined;
    if (incident === undefined) return;
    const next = afterSilence(incident, now());
    if (next === undefined) return;
    if (next.notice === 'opened' && incident.state.is === 'silenced') await tell(incident, incident.state.since);
    await change<Incident>(store, keys.incident(incident.id), (was) => {
      const to = was === undefined ? undefined : afterSilence(was, now())?.to;
      if (was === undefined || (to !== 'open' && to !== 'quiet')) return undefined;
      return incidentItem({ ...was, state: { is: to, since: now() } }, now());
    });
  });
}

function afterSilence({ state, tally }: Incident, now: Time) {
  if (state.is !== 'silenced' || state.until > now) return undefined;
  return transitionOf('silenced', tally.last > state.since ? 'denied-while-silenced' : 'silence-ended');
}
