/** Where in the table what lies, and how long. */
import type { HeardPlace, Subject } from '../evidence/changes/heard/heard';
import type { Changed, Key } from './store';
import type { Incident, Symptom, Time } from './types';
import { waitingLists, whoseIs, type Whose } from './whose';

type CrowdOf = 'ours' | 'strangers';

const only = '-';
const day = 86_400_000;

export const keys = {
  symptom: (id: string): Key => ({ partition: `symptom#${id}`, sort: only }),
  incident: (id: string): Key => ({ partition: `incident#${id}`, sort: only }),
  /** One time slot. */
  tally: (incident: string, slot: number): Key => ({ partition: `tally#${incident}`, sort: slotName(slot) }),
  page: (slot: number, number: number): Key => ({ partition: pagesOfSlot(slot), sort: numbered(number) }),
  /** The slots that have pages which no tally has yet. */
  touched: (slot: number): Key => ({ partition: 'touched', sort: slotName(slot) }),
  /** New symptoms of a batch and slot without items of their own. */
  crowd: (whose: CrowdOf, slot: number, name: string): Key => ({ partition: crowdsOfSlot(whose, slot), sort: name }),
  /** Nobody has made room for them yet. */
  crowded: (whose: CrowdOf, slot: number, name: string): Key => ({
    partition: crowdedOf(whose),
    sort: `${slotName(slot)}#${name}`,
  }),
  /** The incidents that have a tally of this slot. */
  owners: (slot: number): Key => ({ partition: `owners#${slotName(slot)}`, sort: only }),
  /** Who asks, or knows, whether this policy is the cause. */
  policy: (arn: string): Key => ({ partition: `policy#${arn}`, sort: only }),
  budget: (whose: Whose): Key => ({ partition: whose === 'ours' ? 'budget' : `budget#${whose}`, sort: only }),
  lookups: { partition: 'lookups', sort: only },
  /** What was said last of an incident. */
  said: (incident: string): Key => ({ partition: `said#${incident}`, sort: only }),
  /** Which incidents cite this: what is changed is looked for here. */
  citing: (name: string, incident: string): Key => ({ partition: citingOf(name), sort: incident }),
  /** When its request is decided again. */
  recheck: (incident: string): Key => ({ partition: `recheck#${incident}`, sort: only }),
  /** Whether changes there are heard. */
  hearing: ({ account, region }: HeardPlace): Key => ({ partition: `hearing#${account}#${region}`, sort: only }),
  change: (heard: HeardPlace & { readonly time: string; readonly eventId: string }, subject: Subject): Key => ({
    partition: changesOf(heard, subject),
    sort: `${new Date(heard.time).toISOString()}#${heard.eventId}`,
  }),
  /** Accounts of the organization. */
  members: { partition: 'members', sort: only },
  /** The day whose digest went out. */
  digest: { partition: 'digest', sort: only },
} as const satisfies Record<string, Key | ((...names: never[]) => Key)>;

export const pagesOfSlot = (slot: number): string => `denials#${slotName(slot)}`;
export const crowdsOfSlot = (whose: CrowdOf, slot: number): string => `crowd#${whose}#${slotName(slot)}`;
export const crowdedOf = (whose: CrowdOf): string => `crowded#${whose}`;
export const talliesOf = (incident: string): string => `tally#${incident}`;

export const citingOf = (name: string): string => `citing#${name}`;
export const changesOf = ({ account, region }: HeardPlace, { thing, name = only }: Subject): string =>
  `changes#${account}#${region}#${thing}#${name}`;

/** In their order. */
const numbered = (number: number): string => String(number).padStart(6, '0');
const slotName = (slot: number): string => String(slot).padStart(8, '0');

/** EventBridge, the queue and its dead letters deliver within this time, and redrives are left out by nobody's memory. */
export const keptPages = 30 * day;
/** Since its first denial, whose record is kept for 120 days: what is left without one cannot be investigated. */
const keptSymptoms = 110 * day;
export const keptIncidents = 400 * day;
/** As long as CloudTrail keeps its records. */
export const keptChanges = 90 * day;

/** A symptom as it is written. What waits for the answer about a policy is found by that answer, and in no list. */
export function symptomItem(symptom: Symptom): Changed<Symptom> {
  const { state } = symptom;
  const list = state.is === 'waiting' ? waitingLists[whoseIs(symptom)] : state.is;
  const listed =
    state.is === 'investigating' ||
    (state.is === 'waiting' && state.why !== 'same-policy') ||
    (state.is === 'joined' && state.recount === true);
  return {
    value: symptom,
    expires: symptom.firstSeen + keptSymptoms,
    ...(listed ? { due: { list, at: state.since } } : {}),
  };
}

export function incidentItem(incident: Incident, now: Time): Changed<Incident> {
  const { state, tally } = incident;
  const at = state.is === 'silenced' ? state.until : tally.last;
  return { value: incident, expires: now + keptIncidents, due: { list: state.is, at } };
}
