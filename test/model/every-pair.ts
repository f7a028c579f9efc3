import { judgeDecisions, fillings, statementsIn, type Judgement, type PartialScenario } from './brute-force';
import { comparedKeys } from './generate-compared';
import { elementsMatch } from './language';
import type { Context, Statement } from './scenario';

// Brute force over the two keys of `generate-compared.ts`: nothing is derived from the policies, every pair of short
// texts is tried. Longer texts tell no more of policies whose texts have two letters at most.

/** As `judgeByBruteForce`. */
export function judgeEveryPair(partial: PartialScenario): Judgement {
  const readable = fillings(partial);
  // What stands in for policies that cannot be read has no conditions.
  const { request } = readable[0]!;
  const contexts = contextsToldApart(statementsIn(readable[0]!), request.resource);
  const worlds = readable.flatMap((scenario) =>
    contexts.map((values) => ({ ...scenario, request: { ...request, context: { ...request.context, ...values } } })),
  );
  return judgeDecisions(partial, worlds);
}

/** Of the pairs of which the same statements take the same one each. */
function contextsToldApart(statements: readonly Statement[], resource: string): readonly Context[] {
  const tables = statements.map((statement) => takenBy(statement, resource));
  const found = new Map<string, Context>();
  pairs.forEach((pair, at) => {
    const name = tables.map((table) => table[at]).join();
    if (!found.has(name)) found.set(name, pair);
  });
  return [...found.values()];
}

/** By pair: does the statement take it? The same few conditions come again and again. */
function takenBy({ Condition, Resource }: Statement, resource: string): readonly (0 | 1)[] {
  const statement = { Effect: 'Allow', Resource, Condition } as Statement;
  const name = JSON.stringify(statement);
  const known = tables.get(name);
  if (known !== undefined) return known;
  const document = { Version: '2012-10-17', Statement: statement };
  const made = pairs.map((context) => (elementsMatch(statement, document, { action: '', resource, context }) ? 1 : 0));
  tables.set(name, made);
  return made;
}

const tables = new Map<string, readonly (0 | 1)[]>();

/** Of length `most` and shorter. */
const textsOf = (letters: readonly string[], most: number): readonly string[] =>
  most === 0 ? [''] : ['', ...textsOf(letters, most - 1).flatMap((text) => letters.map((letter) => text + letter))];

const values: readonly (string | undefined)[] = [
  undefined,
  ...new Set([...textsOf(['a', 'b', 'z'], 2), ...textsOf(['a', 'b'], 3)]),
  ...['zaz', 'zbz', 'azb', 'zab', 'abz', 'abab', 'aaab', 'bbba', 'A', 'B', 'AB', 'Ab', 'aB'],
];

const pairs: readonly Context[] = values.flatMap((one) =>
  values.map((other) => {
    const known = [one, other].flatMap((value, at) =>
      value === undefined ? [] : [[comparedKeys[at]!, value] as const],
    );
    return Object.fromEntries(known);
  }),
);
