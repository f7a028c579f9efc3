/** The answers of layers that judge a setting or a state instead of a policy. */
import { defined } from '../../defined';
import type { Answer, GrantEffect, Judgement, Note, Unknown } from '../types';

export const letsPass: Judgement = { applies: true, denies: false, allows: true };
export const forbidsIt: Judgement = { applies: true, denies: true, allows: false };
const isNoGate: Judgement = { applies: false, denies: false, allows: true };

/** The gate is not on this request's way, and `proof` says how we know. */
export const notApplicable = (proof: Note): Answer => definite('not-applicable', isNoGate, [proof]);

/** The state lets the request pass. */
export const passes = (...notes: readonly Note[]): Answer => definite('allows', letsPass, notes);

/** A modifier lets the request pass itself and changes what the grants of others are worth. */
export const modifies = (setting: string, effects: readonly GrantEffect[], ...notes: readonly Note[]): Answer =>
  definite('allows', { ...letsPass, effects }, notes, setting);

/** The setting refuses the request, with what it does to grants besides. */
export const forbids = (setting: string, notes: readonly Note[] = [], effects: readonly GrantEffect[] = []): Answer =>
  definite('denies', effects.length === 0 ? forbidsIt : { ...forbidsIt, effects }, notes, setting);

/** Cannot be known: it may let pass or forbid, unless only some judgements are `possible`. */
export const cannotKnow = (
  unknowns: readonly Unknown[],
  possible: readonly Judgement[] = [letsPass, forbidsIt],
  notes: readonly Note[] = [],
): Answer => ({
  outcome: 'unknown',
  possible,
  unknowns,
  statements: [],
  explain: () => ({ decided: [], nearMisses: [], notes }),
});

function definite(
  outcome: 'allows' | 'denies' | 'not-applicable',
  judgement: Judgement,
  notes: readonly Note[],
  setting?: string,
): Answer {
  return {
    outcome,
    judgement,
    statements: [],
    explain: () => ({ decided: [], nearMisses: [], notes, ...defined({ setting }) }),
  };
}
