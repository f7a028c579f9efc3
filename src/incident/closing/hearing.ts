/** Whether changes of an account and Region are heard, and since when: what arrives is the only proof of it. Pure. */
import type { Time } from '../types';

export interface Hearing {
  readonly since: Time;
  /** When the latest event that arrived happened. */
  readonly last: Time;
}

/** Functions get a new log stream within this time, and CloudTrail records that: after a longer silence nobody knows. */
export const longestSilence = 12 * 3_600_000;
/** So often it is written at most. */
const step = 10 * 60_000;

/** An event of that time arrived. The same in any order; `undefined`: that is no news. */
export function heardAt(was: Hearing | undefined, at: Time): Hearing | undefined {
  if (was === undefined || at > was.last + longestSilence) return { since: at, last: at };
  // It came too late to say anything of the time between.
  if (at < was.since - longestSilence) return undefined;
  if (at >= was.since && at <= was.last + step) return undefined;
  return { since: Math.min(was.since, at), last: Math.max(was.last, at) };
}

/** `undefined`: it has been silent for too long. */
export const heardSince = (hearing: Hearing | undefined, now: Time): Time | undefined =>
  hearing === undefined || now > hearing.last + longestSilence ? undefined : hearing.since;
