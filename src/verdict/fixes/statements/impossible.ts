/** Statements that no request can meet, because two conditions on one key exclude each other. */
import type { IndexedContext } from '../../../engine/context';
import type { Condition } from '../../../engine/condition';
import { parseStatement } from '../../../engine/statement';
import { valuesOfKey } from '../../../engine/unknowns/candidates/values-of-key';
import { variablesIn } from '../../../engine/unknowns/uses';
import { isMultivalued } from '../../../request/context/condition-keys';
import type { StatementJson } from './statement-json';

/** Sound: a statement is only called impossible when every kind of value of a key was tried. */
export function isImpossible(statement: StatementJson, context: IndexedContext, variables: boolean): boolean {
  const parsed = parseStatement(statement, 1, variables);
  if ('code' in parsed) return false;
  const keys = new Set(parsed.conditions.map(({ lowerKey }) => lowerKey));
  return [...keys].some((key) => {
    const conditions = parsed.conditions.filter(({ lowerKey }) => lowerKey === key);
    return conditions.length > 1 && excludeEachOther(key, conditions, context);
  });
}

function excludeEachOther(key: string, conditions: readonly Condition[], context: IndexedContext): boolean {
  // What a variable stands for is another text in another request.
  if (conditions.some(({ patterns }) => patterns.some((pattern) => variablesIn(pattern).length > 0))) return false;
  const isSet = isMultivalued(
    key,
    conditions.some(({ operator }) => operator.set !== undefined),
  );
  const { values, complete } = valuesOfKey(key, conditions, context, isSet);
  return (
    complete && values.every((value) => conditions.some((condition) => condition.matchSeen(value, context) === false))
  );
}
