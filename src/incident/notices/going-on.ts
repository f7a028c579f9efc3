/** When an incident that goes on is worth another message: pure. */
import type { IncidentTitle, Time } from '../types';
import type { IncidentFacts } from './types';

/** What was said of an incident, and when. */
export interface LastSaid {
  readonly incident: string;
  /** Id of the notice that opened it. */
  readonly opening: string;
  readonly run: string;
  readonly title: IncidentTitle;
  readonly at: Time;
  /** How many messages there were since it opened, that one included. */
  readonly messages: number;
  readonly callers: number;
  readonly buckets: number;
  /** The channels that have it: its own, where tags say whose it is. */
  readonly channels: readonly string[];
}

/** Ten minutes, twenty, forty …: at most three messages in the first hour, and fewer in any other. */
const firstPause = 10 * 60_000;
const longestPause = 24 * 3_600_000;
export const pauseAfter = (messages: number): number => Math.min(longestPause, firstPause * 2 ** (messages - 1));

/** What was said shows less than half of it by now. What only lasts is for the digest. */
const grown = 2;

export function isWorthAMessage(said: LastSaid, { callers, buckets }: IncidentFacts, now: Time): boolean {
  if (now < said.at + pauseAfter(said.messages)) return false;
  return callers.count >= grown * Math.max(1, said.callers) || buckets.count >= grown * Math.max(1, said.buckets);
}
