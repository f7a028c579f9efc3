/** One caller that tries many buckets or actions, most of them for the first time: a question of its own. Pure. */
import { grouped } from '../../grouped';
import type { SymptomParts } from '../../request/denials/symptom';
import type { CauseName, Incident, Symptom, Time } from '../types';

const within = 3_600_000;
/** A deployment with wrong rights fails in a few places; a scanner or an intruder tries whatever there is. */
const fewest = 20;

export interface Probe {
  readonly who: string;
  readonly symptoms: readonly Symptom[];
  readonly places: number;
}

/** Symptoms that wait or are being investigated. Those that were seen before the last hour are no news, and make no probe. */
export function probesIn(symptoms: readonly Symptom[], now: Time): readonly Probe[] {
  const fresh = symptoms.filter((symptom) => symptom.firstSeen > now - within && isTrial(symptom));
  return [...grouped(fresh, ({ who }) => who)].flatMap(([who, own]) => {
    return isBroad(own) ? [{ who, symptoms: own, places: new Set(own.map(({ place }) => place)).size }] : [];
  });
}

/**
 * One caller lacks a right, as far as AWS says. What something denies explicitly is a question about that, whoever asks:
 * AWS often names the kind of policy without its ARN. What failed is investigated again, since nobody knows yet what it is.
 */
export const isTrial = ({ who, errorClass, reason, policyArn, state }: Symptom): boolean =>
  isOneCaller(who) &&
  errorClass === 'authorization' &&
  policyArn === undefined &&
  (reason === 'none' || reason.startsWith('implicit ')) &&
  !(state.is === 'waiting' && state.why === 'failed');

/** Anonymous ones are many, and so are those of an account whose names nobody knows. */
const isOneCaller = (who: string): boolean => who !== 'anonymous' && !who.startsWith('account ');

/** What comes after it was found. */
export const mayJoin = (probe: Incident, symptom: Symptom, now: Time): boolean =>
  isTrial(symptom) && !isOver(probe, now) && symptom.firstSeen > probe.opened.at - lasts;

export const causeOfProbe = (who: SymptomParts['who']): CauseName => ({ lacking: `${probing}${who}` });
export const isProbing = ({ lacking = '' }: CauseName): boolean => lacking.startsWith(probing);
const probing = 'probing by ';

/** What the same caller is denied a day later is a question of its own. */
const lasts = 86_400_000;
export const endOfProbe = ({ opened }: Incident): Time => opened.at + lasts;

/** What the caller tries now is another probe, and told. */
export const isOver = (probe: Incident, now: Time): boolean =>
  probe.state.is === 'closed' || probe.state.is === 'quiet' || now >= endOfProbe(probe);

/** So many places or actions are no matter of one right that is lacking. */
export const isBroad = (symptoms: readonly Symptom[]): boolean =>
  new Set(symptoms.map(({ place }) => place)).size >= fewest ||
  new Set(symptoms.map(({ action }) => action)).size >= fewest;
