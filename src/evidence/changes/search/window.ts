/** The time that is searched for changes. Milliseconds since 1970. */
import type { BoundRequest } from '../../../request/types';

export interface Window {
  readonly since: number;
  readonly until: number;
  /** The moment of the denial: what happened after it must be complete. */
  readonly denial: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** CloudTrail keeps events so long: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
export const kept = 90 * day;
/** Before the denial. */
export const searchedDays = 7;

/** Whole days and minutes: denials of one batch share their look-ups by them. */
export function windowOf(request: BoundRequest, until: number, days: number): Window {
  const told = Date.parse(request.time);
  const denial = Number.isNaN(told) ? until : told;
  const since = startOf(denial - days * day, day);
  return { since: Math.max(since, endOfMinute(until - kept)), until, denial };
}

export const startOfMinute = (time: number): number => startOf(time, minute);
export const endOfMinute = (time: number): number => startOfMinute(time) + minute;

const startOf = (time: number, length: number): number => Math.floor(time / length) * length;
