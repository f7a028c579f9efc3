/** Answers that something unknown leaves more open than they are by themselves. */
import type { Answer, Judgement, Unknown } from './types';

/** The same answer, or what else AWS may judge for a reason that is not known. */
export function alsoPossible(answer: Answer, more: readonly Judgement[], why: Unknown): Answer {
  return {
    outcome: 'unknown',
    possible: [...judgementsOf(answer), ...more],
    unknowns: [...unknownsOf(answer), why],
    statements: answer.statements,
    explain: () => answer.explain(),
  };
}

/** All that the answer may come to: one judgement, if it is definite. */
export const judgementsOf = (answer: Answer): readonly Judgement[] =>
  answer.outcome === 'unknown' ? answer.possible : [answer.judgement];

/** What the answer hangs on; nothing, if it is definite. */
export const unknownsOf = (answer: Answer): readonly Unknown[] => (answer.outcome === 'unknown' ? answer.unknowns : []);
