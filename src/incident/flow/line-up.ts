import { turnOf, type LookupsLine } from '../budget/lookups';
import { keys } from '../keys';
import { change } from '../store';
import type { Time } from '../types';
import type { Ports } from './ports';

/** 24 look-ups, as an investigation makes, at two a second; or one for each Region of an account: two, mostly. */
const turnLengths = { all: 12_500, 'since-denial': 1_000 } as const;

/** Two look-ups. */
const shortTurn = 1_000;

/** Whoever needs no turn may have a short one, if nobody stands in the line. */
export async function turnIfFree(run: string, { store, now }: Pick<Ports, 'store' | 'now'>): Promise<boolean> {
  let isFree = false;
  await change<LookupsLine>(store, keys.lookups, (was) => {
    const { turn, line } = turnOf(was, run, shortTurn, now());
    isFree = turn.from <= now();
    return isFree && line !== undefined ? { value: line } : undefined;
  });
  return isFree;
}

/** When this run may ask CloudTrail: everybody stands in one line. */
export async function lineUp(
  run: string,
  { store, now }: Pick<Ports, 'store' | 'now'>,
  what: keyof typeof turnLengths = 'all',
): Promise<Time> {
  let from = now();
  await change<LookupsLine>(store, keys.lookups, (was) => {
    const { turn, line } = turnOf(was, run, turnLengths[what], now());
    from = turn.from;
    return line === undefined ? undefined : { value: line };
  });
  return from;
}
