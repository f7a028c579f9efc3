/** A statement as JSON, and what is done to its Condition. */

export type StatementJson = Readonly<Record<string, unknown>>;
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One key under one operator. */
export interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** What says the same of this value, where a block has a list under that operator and key already. */
  readonly otherwise?: Test;
}

export const conditionOf = (statement: StatementJson): ConditionBlock =>
  (statement['Condition'] ?? {}) as ConditionBlock;

/** An empty block is left out. */
export function withCondition(statement: StatementJson, condition: ConditionBlock): StatementJson {
  const { Condition: _before, ...others } = statement;
  return Object.keys(condition).length === 0 ? others : { ...others, Condition: condition };
}

/** Elements take their places: `NotAction` stands where `Action` stood. */
export function withElement(
  statement: StatementJson,
  names: readonly [string, string],
  element: Readonly<Record<string, unknown>>,
): StatementJson {
  const entries = Object.entries(statement).flatMap(([name, value]) =>
    names.includes(name) ? Object.entries(element) : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
export const textsIn = (value: unknown): readonly string[] => listOf(value).filter((text) => typeof text === 'string');

/** One value stands alone, as people write it. */
export const oneOrMany = (values: readonly unknown[]): unknown => (values.length === 1 ? values[0] : values);
