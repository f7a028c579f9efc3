/** When an incident's request is decided again: pure. */
import type { Time } from '../types';

export interface Recheck {
  readonly incident: string;
  /** Executions so far: each has a name of its own. */
  readonly runs: number;
  /** How many of these failed since the last that did not. */
  readonly failures: number;
  /** When the last of them began. */
  readonly began: Time;
  readonly state:
    | { readonly is: 'due'; readonly first: Time; readonly at: Time }
    | {
        readonly is: 'running';
        readonly run: string;
        readonly since: Time;
        /** Something changed meanwhile. */
        readonly again?: Time;
      }
    | { readonly is: 'done' };
}

/** A burst of changes is one recheck: so long after the last of them, but not later than that after the first. */
const settles = 2 * 60_000;
const longest = 10 * 60_000;
const mostFailures = 3;
const lostAfter = 25 * 60_000;

/** Something that it cites was changed at that time. `undefined`: the last recheck has seen that, or the next will. */
export function touched(was: Recheck | undefined, incident: string, at: Time, now: Time): Recheck | undefined {
  if (was === undefined) return fresh(incident, now);
  // The policies were read after that.
  if (at + settles <= was.began) return undefined;
  const { state } = was;
  if (state.is === 'running')
    return state.again === undefined ? { ...was, state: { ...state, again: now } } : undefined;
  if (state.is === 'done') return { ...was, state: { is: 'due', first: now, at: now + settles } };
  const due = Math.min(state.first + longest, now + settles);
  return due === state.at ? undefined : { ...was, state: { ...state, at: due } };
}

/** What comes every night is decided again once a day. */
const day = 86_400_000;

/** An incident has become quiet. `undefined`: its request was decided lately, or will be. */
export function quieted(was: Recheck | undefined, incident: string, now: Time): Recheck | undefined {
  if (was === undefined) return fresh(incident, now);
  if (was.state.is !== 'done' || was.began > now - day) return undefined;
  return { ...was, state: { is: 'due', first: now, at: now + settles } };
}

const fresh = (incident: string, now: Time): Recheck => ({
  incident,
  runs: 0,
  failures: 0,
  began: 0,
  state: { is: 'due', first: now, at: now + settles },
});

/** With its next execution, which is not started by this. `undefined`: it is not due. */
export function begun(was: Recheck, now: Time): Recheck | undefined {
  if (was.state.is !== 'due' || was.state.at > now) return undefined;
  const runs = was.runs + 1;
  return { ...was, runs, began: now, state: { is: 'running', run: nameOfRun(was.incident, runs), since: now } };
}

/** `undefined`: that run is not the one under way. */
export function ended(was: Recheck, run: string, how: 'decided' | 'failed', now: Time): Recheck | undefined {
  if (was.state.is !== 'running' || was.state.run !== run) return undefined;
  const failures = how === 'decided' ? 0 : was.failures + 1;
  const isAgain = was.state.again !== undefined || (how === 'failed' && failures < mostFailures);
  const state = isAgain ? ({ is: 'due', first: now, at: now + settles } as const) : ({ is: 'done' } as const);
  return { ...was, failures: isAgain ? failures : 0, state };
}

/** Nothing was heard of it, and the state machine has ended it by now. */
export const isLost = ({ state }: Recheck, now: Time): boolean =>
  state.is === 'running' && state.since <= now - lostAfter;

/** The name says what the execution is for. */
const nameOfRun = (incident: string, runs: number): string => `${incident}-again-${runs}`;

export const isRecheck = (run: string): boolean => incidentOfRun(run) !== undefined;
export const incidentOfRun = (run: string): string | undefined => /^(i1-[0-9a-f]{32})-again-\d+$/.exec(run)?.[1];
