import { judgeDecisions, fillings, statementsIn, type Judgement, type PartialScenario } from './brute-force';
import { elementsMatch } from './language';
import type { Context, Statement } from './scenario';

// Brute force over the keys of `generate-compared.ts`: nothing is derived from the policies, every combination of short
// texts is tried. Longer texts show nothing more, as no text of a policy has more than two letters.

/** As `judgeByBruteForce`, for hidden keys that are compared. */
export function judgeEveryCombination(partial: PartialScenario, keys: readonly string[]): Judgement {
  const readable = fillings(partial);
  // What stands in for policies that cannot be read has no conditions.
  const { request } = readable[0]!;
  const contexts = contextsToldApart(statementsIn(readable[0]!), request.resource, keys);
  const worlds = readable.flatMap((scenario) =>
    contexts.map((values) => ({ ...scenario, request: { ...request, context: { ...request.context, ...values } } })),
  );
  return judgeDecisions(partial, worlds);
}

/** One of the combinations that the same statements take. */
function contextsToldApart(
  statements: readonly Statement[],
  resource: string,
  keys: readonly string[],
): readonly Context[] {
  const values = keys.length > 2 ? fewTexts : texts;
  const tables = statements.map((one) => partsOf(one).map((part) => tableOf(part, resource, keys, values)));
  const found = new Map<number, Context>();
  for (const places of placesOf(keys.length, values.length)) {
    const isMet = ({ table, strides }: Table) =>
      table[strides.reduce((sum, stride, key) => sum + stride * places[key]!, 0)]!;
    const taken = tables.reduce((bits, parts) => bits * 2 + (parts.every(isMet) ? 1 : 0), 0);
    if (!found.has(taken)) found.set(taken, contextOf(keys, places, values));
  }
  return [...found.values()];
}

/** What must all be met: the resource, and each condition by itself. */
function partsOf({ Resource, Condition = {} }: Statement): readonly Statement[] {
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => ({ [operator]: { [key]: wanted } })),
  );
  return [
    { Effect: 'Allow', Resource } as Statement,
    ...conditions.map((one): Statement => ({ Effect: 'Allow', Resource: '*', Condition: one })),
  ];
}

/** By combination of the keys that the part speaks of: is it met? */
interface Table {
  readonly table: readonly boolean[];
  /** How far apart the values of each key stand; 0: the part does not speak of it. */
  readonly strides: readonly number[];
}
type Texts = readonly (string | undefined)[];

/** The same few conditions come again and again. */
function tableOf(part: Statement, resource: string, keys: readonly string[], values: Texts): Table {
  const name = `${values.length} ${JSON.stringify(part)}`;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const spoken = keys.filter((key) => name.includes(key));
  const document = { Version: '2012-10-17', Statement: part };
  const table = placesOf(spoken.length, values.length).map((places) =>
    elementsMatch(part, document, { action: '', resource, context: contextOf(spoken, places, values) }),
  );
  const strideOf = (key: string) =>
    spoken.includes(key) ? values.length ** (spoken.length - 1 - spoken.indexOf(key)) : 0;
  const made = { table, strides: keys.map(strideOf) };
  tables.set(name, made);
  return made;
}

const tables = new Map<string, Table>();

/** Every combination of so many places in a list, the last changing first. */
function placesOf(keys: number, values: number): readonly (readonly number[])[] {
  const name = `${keys} ${values}`;
  const known = combinations.get(name);
  if (known !== undefined) return known;
  const one = Array.from({ length: values }, (_, at) => at);
  const made = Array.from({ length: keys }).reduce<readonly (readonly number[])[]>(
    (all) => all.flatMap((places) => one.map((at) => [...places, at])),
    [[]],
  );
  combinations.set(name, made);
  return made;
}

const combinations = new Map<string, readonly (readonly number[])[]>();

function contextOf(keys: readonly string[], places: readonly number[], values: Texts): Context {
  const known = keys.flatMap((key, at) => {
    const value = values[places[at]!];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(known);
}

/** Up to length `most`. */
const textsOf = (letters: readonly string[], most: number): readonly string[] =>
  most === 0 ? [''] : ['', ...textsOf(letters, most - 1).flatMap((text) => letters.map((letter) => text + letter))];

const texts: Texts = [
  undefined,
  ...new Set([...textsOf(['a', 'b', 'z'], 2), ...textsOf(['a', 'b'], 3)]),
  ...['zaz', 'zbz', 'azb', 'zab', 'abz', 'abab', 'aaab', 'bbba', 'A', 'B', 'AB', 'Ab', 'aB'],
];

/** Three keys have as many combinations of these as there is time for. */
const fewTexts: Texts = [
  undefined,
  ...['', 'a', 'b', 'z', 'A', 'aa', 'ab', 'ba', 'bb', 'az', 'za', 'zb', 'aab', 'abb', 'bab', 'zab', 'abz', 'abab'],
];
