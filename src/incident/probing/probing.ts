/** One caller that tries many buckets or actions, most of them for the first time: a question of its own. Pure. */
import { grouped } from '../../grouped';
import type { SymptomParts } from '../../request/denials/symptom';
import type { CauseName, Incident, Symptom, Time } from '../types';

const within = 3_600_000;
/** A deployment with wrong rights fails in a few places; a scanner or an intruder tries whatever there is. */
const fewest = 20;

export interface Probe {
  readonly who: string;
  /** Its symptoms that nobody has investigated. */
  readonly symptoms: readonly Symptom[];
  readonly places: number;
  readonly actions: number;
}

/** Of symptoms that wait. Those that were seen before the last hour are no news, and make no probe. */
export function probesIn(symptoms: readonly Symptom[], now: Time): readonly Probe[] {
  const fresh = symptoms.filter(({ firstSeen, who }) => firstSeen > now - within && isOneCaller(who));
  return [...grouped(fresh, ({ who }) => who)].flatMap(([who, own]) => {
    const places = new Set(own.map(({ place }) => place)).size;
    const actions = new Set(own.map(({ action }) => action)).size;
    return Math.max(places, actions) >= fewest ? [{ who, symptoms: own, places, actions }] : [];
  });
}

/** Anonymous ones are many. */
const isOneCaller = (who: string): boolean => who !== 'anonymous' && !who.startsWith('unidentified');

export const causeOfProbe = (who: SymptomParts['who']): CauseName => ({ lacking: `${probing}${who}` });
export const isProbing = ({ lacking = '' }: CauseName): boolean => lacking.startsWith(probing);
const probing = 'probing by ';

/** What the same caller is denied a day later is a question of its own. */
const lasts = 86_400_000;
export const isGoingOn = ({ state, opened }: Incident, { firstSeen }: Pick<Symptom, 'firstSeen'>): boolean =>
  state.is !== 'closed' && firstSeen > opened.at - lasts && firstSeen < opened.at + lasts;
