/** The unknowns that statements hang on, and what they are compared with: from these come the worlds to try. */
import type { ArnPattern } from '../arn-pattern';
import { lookUp, UNKNOWN, type IndexedContext } from '../context';
import { ROLE_KEY } from '../principal/caller';
import type { Condition } from '../condition';
import type { Statement } from '../statement';
import { isVariable } from '../text';

/** A text with unknown variables, and the value that it is compared with (`undefined`: that is unknown too). */
export interface VariableUse {
  readonly pattern: ArnPattern;
  readonly keys: readonly string[];
  readonly seen: string | undefined;
  /** The unknown key that it is compared with, where `seen` is unknown. */
  readonly against: string | undefined;
  readonly ignoreCase: boolean;
}

export class Uses {
  /** Conditions on a key that is unknown. */
  readonly conditions = new Map<string, Set<Condition>>();
  readonly variables: VariableUse[] = [];
  /** ARNs that may be the role whose path is unknown. */
  readonly roles = new Set<string>();
  /** A NotPrincipal that hangs on whether the caller has a boundary. */
  boundary = false;

  /** Notes what an undecided condition hangs on. */
  note(condition: Condition, context: IndexedContext): void {
    const seen = lookUp(context, condition.lowerKey);
    if (seen === UNKNOWN) {
      let known = this.conditions.get(condition.lowerKey);
      if (known === undefined) this.conditions.set(condition.lowerKey, (known = new Set()));
      known.add(condition);
    }
    const ignoreCase = condition.operator.family === 'string-ignore-case';
    const against = seen === UNKNOWN ? condition.lowerKey : undefined;
    const values = seen === UNKNOWN ? [undefined] : typeof seen === 'string' ? [seen] : (seen ?? []);
    for (const pattern of condition.patterns) {
      for (const value of values) noteVariables(pattern, value, context, this, { against, ignoreCase });
    }
  }

  /** Every unknown key that matters. */
  keys(): ReadonlySet<string> {
    const keys = new Set(this.conditions.keys());
    for (const use of this.variables) for (const key of use.keys) keys.add(key);
    if (this.roles.size > 0) keys.add(ROLE_KEY);
    return keys;
  }
}

/** Where the unknowns of this context are noted down; `undefined`: nobody asks. A context itself knows nothing of statements. */
export const usesIn = ({ uses }: IndexedContext): Uses | undefined => (uses instanceof Uses ? uses : undefined);

/** What a statement is matched against, as far as unknowns may stand in it. */
interface ResourceInContext {
  readonly resource: string | undefined;
  readonly context: IndexedContext;
}

/** Notes what an undecided statement hangs on. */
export function noteUses(statement: Statement, { resource, context }: ResourceInContext, uses: Uses): void {
  for (const pattern of statement.resources) noteVariables(pattern, resource, context, uses);
  for (const condition of statement.conditions) {
    if (condition.match(context) === undefined) uses.note(condition, context);
  }
}

function noteVariables(
  pattern: ArnPattern,
  seen: string | undefined,
  context: IndexedContext,
  uses: Uses,
  { against, ignoreCase }: Pick<VariableUse, 'against' | 'ignoreCase'> = { against: undefined, ignoreCase: false },
): void {
  const keys = variablesIn(pattern).filter((key) => lookUp(context, key) === UNKNOWN);
  if (keys.length > 0) uses.variables.push({ pattern, keys, seen, against, ignoreCase });
}

/** The keys that stand in a text as variables. */
export function variablesIn(pattern: ArnPattern): readonly string[] {
  if (pattern.is === 'fields') return pattern.fields.flatMap(variablesIn);
  return pattern.is === 'variable' ? pattern.parts.filter(isVariable).map(({ variable }) => variable) : [];
}
