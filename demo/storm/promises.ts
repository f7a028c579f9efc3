import type { StormResult } from './result';

/** What holds in every storm. */
const promises: readonly (readonly [string, (result: StormResult) => boolean])[] = [
  ['at most 3 messages of one incident in an hour', ({ mostMessages }) => mostMessages <= 3],
  ['no more messages in an hour than the ceiling', ({ mostOfAll, ceiling }) => mostOfAll <= ceiling],
  ['executions within the budget', ({ executions, budget }) => executions <= budget],
  ['the count is exact', ({ counted, denials }) => counted === denials],
  ['the lone one is told within 2 minutes', ({ hasLone, loneTold }) => !hasLone || (loneTold ?? Infinity) <= 120],
  ['memory is bounded', ({ heapMegabytes }) => heapMegabytes <= 300],
  [
    'no more dollars a million than the limit',
    ({ dollarsPerMillion, dollarLimit }) => dollarsPerMillion <= dollarLimit,
  ],
];

/** Those that this storm broke. */
export const broken = (result: StormResult): readonly string[] =>
  promises.filter(([, isKept]) => !isKept(result)).map(([promise]) => promise);
