/**
 * One line for all who ask CloudTrail: AWS answers two look-ups a second for an account and Region, to everybody together.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
import type { Time } from '../types';

export interface LookupsLine {
  /** From then on nobody has a turn. */
  readonly free: Time;
  /** Who has a turn that has not ended, oldest first. */
  readonly turns: readonly Turn[];
}

export interface Turn {
  readonly run: string;
  readonly from: Time;
}

/** The turn of a run: the same however often it asks. */
export function turnOf(
  was: LookupsLine | undefined,
  run: string,
  duration: number,
  now: Time,
): { readonly turn: Turn; readonly line: LookupsLine | undefined } {
  const turns = (was?.turns ?? []).filter(({ from }) => from > now - kept);
  const known = turns.find((turn) => turn.run === run);
  if (known !== undefined) return { turn: known, line: undefined };
  const from = Math.max(now, was?.free ?? now);
  const turn = { run, from };
  return { turn, line: { free: from + duration, turns: [...turns, turn] } };
}

const kept = 900_000;
