import type { StormResult } from './simulate';

/** What holds in every storm. */
export const isKept = (result: StormResult): boolean => {
  const { mostMessages, executions, budget, counted, denials, hasLone, loneTold } = result;
  const isTold = !hasLone || (loneTold !== undefined && loneTold <= 120);
  return mostMessages <= 3 && executions <= budget && counted === denials && isTold;
};
