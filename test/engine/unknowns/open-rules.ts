import { completeContext, indexContext } from '../../../src/engine/context';
import { prepare } from '../../../src/engine/match';
import { parseStatement, type Statement } from '../../../src/engine/statement';
import type { OpenKey, PlacedRule, Value } from '../../../src/engine/unknowns/open-keys';
import { openPartsOf, type OpenPart } from '../../../src/engine/unknowns/uses';

/** What is asked for, and what is known. */
export interface Situation {
  /** Keys that are unknown, in lower case. */
  readonly unknown: readonly string[];
  readonly known?: Readonly<Record<string, string | readonly string[]>>;
  /** `null`: it cannot be known. */
  readonly resource?: string | null;
}

/** A statement for everything, but for what it says itself. */
const statementOf = (json: object): Statement =>
  parseStatement({ Effect: 'Allow', Action: '*', Resource: '*', ...json }, 1, true) as Statement;

export const when = (operator: string, key: string, ...wanted: readonly string[]) => ({
  Condition: { [operator]: { [key]: wanted } },
});

function preparedIn({ unknown, known = {}, resource = 'arn:aws:s3:::b/k' }: Situation) {
  const context = { known, unknown: unknown.map((key) => ({ key, why: 'test' })) };
  const asked = { principal: { type: 'anonymous' }, action: 's3:GetObject', context } as const;
  return prepare({ ...asked, resource: resource ?? undefined });
}

export const partsOf = (json: object, situation: Situation): readonly OpenPart[] =>
  openPartsOf(statementOf(json), preparedIn(situation));

/** The statements as rules on the unknown keys; each is a list of its own, unless it is told which. */
export function rulesOf(
  statements: readonly object[],
  situation: Situation,
  listOf: (statement: number) => number = (statement) => statement,
): readonly PlacedRule[] {
  const { context } = preparedIn(situation);
  return statements.map((json, at) => ({
    parts: partsOf(json, situation).map((part) => ({
      part,
      context,
      keys: part.keys.map((key) => situation.unknown.indexOf(key)),
    })),
    list: listOf(at),
    besides: [],
    adds: (applies) => (applies === true ? 1 : 2),
  }));
}

export const singleValued = (key: string): OpenKey => ({ key, isMultivalued: false });

/** Does the statement match, with these values? */
export function matchesWith(part: OpenPart, situation: Situation, values: Readonly<Record<string, Value>>) {
  const { known = {}, unknown } = situation;
  const context = { known, unknown: unknown.map((key) => ({ key, why: 'test' })) };
  return part.truth(indexContext(completeContext(context, new Map(Object.entries(values)))));
}
