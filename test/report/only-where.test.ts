import { onlyWhere } from '../../src/report/sentences/fixes/only-where';
import type { PolicyChange } from '../../src/verdict/fixes/types';

const all = { conditions: 3, characters: 120 };

/** A policy to which these statements are added. */
function adding(...statements: readonly object[]): PolicyChange {
  return {
    after: { Statement: statements },
    statements: statements.map((_, at) => ({ is: 'added', index: at + 1 })),
  } as unknown as PolicyChange;
}
const fromVpc = { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } };

test.each([
  ['one statement has', [adding(fromVpc)], ' only where `aws:SourceVpc` is `vpc-1`'],
  ['every statement has, once', [adding(fromVpc, fromVpc)], ' only where `aws:SourceVpc` is `vpc-1`'],
  ['every policy has, once', [adding(fromVpc), adding(fromVpc)], ' only where `aws:SourceVpc` is `vpc-1`'],
  ['one of two statements has', [adding(fromVpc, {})], ''],
  ['one of two policies has', [adding(fromVpc), adding({})], ''],
])('a fix holds only where conditions hold that %s', (_, changes, words) => {
  expect(onlyWhere(changes, undefined, all)).toBe(words);
});
