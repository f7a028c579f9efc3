import type { RecordedChange, SetThing } from '../../../evidence/changes/types';
import type { CannotUndo, Reversal } from './types';

/** The reversal of a call that set one thing; `needs`: both what it replaced and what it set. */
export function theOne(
  change: RecordedChange,
  reverse: (thing: SetThing) => Reversal | CannotUndo,
  needs?: 'both',
): Reversal | CannotUndo {
  const [thing] = change.sets;
  if (thing === undefined) return setNothing.has(change.eventName) ? { readings: [] } : notRecorded(change, 'after');
  if (needs === 'both' && thing.before === undefined) return notRecorded(change, 'before');
  if (needs === 'both' && thing.after === undefined) return notRecorded(change, 'after');
  return reverse(thing);
}

/** Calls that need not set what the table is about: a version that nobody uses yet, an endpoint's subnets, a policy's name. */
const setNothing = new Set(['CreatePolicyVersion', 'ModifyVpcEndpoint', 'UpdatePolicy']);

export const notRecorded = ({ eventName }: RecordedChange, what: 'before' | 'after'): CannotUndo => ({
  code: 'not-recorded',
  facts: { eventName, what },
});
