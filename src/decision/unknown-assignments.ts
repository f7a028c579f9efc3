/** The worlds that unknown context keys leave: one tag may decide several statements at once, and is the same in all. */
import { completeContext, indexContext } from '../engine/context';
import { assignmentsOf, type Assignment } from '../engine/unknowns/assignments';
import { any } from '../engine/truth';
import type { Value } from '../engine/unknowns/open-keys';
import type { StepBudget } from '../engine/unknowns/step-budget';
import type { UnknownUses } from '../engine/unknowns/uses';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { openRequest, type OpenRequest } from './open-request';

/** Each authorization as it is in this world; where two worlds do not differ for it, it is the same object. */
export type World = readonly BoundAuthorization[];

export interface Worlds {
  readonly all: readonly World[];
  /** `false`: there are more; what could not be tried stays unknown. */
  readonly exact: boolean;
}

const mostWorlds = 4_096;

/** `uses`: what was noted of each authorization, if anything of it is open. */
export function worldsOf(
  request: BoundRequest,
  uses: readonly (UnknownUses | undefined)[],
  budget: StepBudget,
): Worlds {
  const open = openRequest(request, uses);
  const { all, exact } = assignmentsOf(open, budget, mostWorlds);
  const supposed = request.authorizations.map((authorization, place) => new Supposed(authorization, place, open));
  return { all: all.map((assignment) => supposed.map((one) => one.in(assignment))), exact };
}

/** One authorization, as it is in several worlds. */
class Supposed {
  private readonly known = new Map<string, BoundAuthorization>();
  /** Keys that must have their value; of the others it is enough to know which rules apply. */
  private readonly given: readonly (readonly [name: string, index: number])[];
  /** Each statement or grant, with the rules that it is. */
  private readonly rules: ReadonlyMap<object, readonly number[]>;
  private readonly lists: readonly number[];

  constructor(
    private readonly authorization: BoundAuthorization,
    place: number,
    { rules, apart, indexes }: OpenRequest,
  ) {
    const own = new Map<object, number[]>();
    rules.forEach((rule, index) => {
      if (rule.place === place) own.set(rule.rule, [...(own.get(rule.rule) ?? []), index]);
    });
    this.rules = own;
    this.lists = [...new Set(rules.flatMap((rule) => (rule.place === place ? [rule.list] : [])))];
    this.given = [...(indexes[place] ?? [])].filter(([, index]) => apart.has(index));
  }

  in(assignment: Assignment): BoundAuthorization {
    const values = new Map<string, Value>();
    for (const [name, index] of this.given) {
      const assigned = assignment.valueOf(index);
      if (assigned !== 'unknown') values.set(name, assigned.value);
    }
    const added = this.lists.map((list) => assignment.added[list] ?? 0);
    const id = `${added.join()} ${values.size === 0 ? '' : JSON.stringify([...values].map(([name, value]) => [name, value ?? null]))}`;
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const made = this.rules.size === 0 ? this.authorization : this.supposing(values, assignment);
    this.known.set(id, made);
    return made;
  }

  private supposing(values: ReadonlyMap<string, Value>, assignment: Assignment): BoundAuthorization {
    const assumed = new Map<object, boolean>();
    for (const [rule, indexes] of this.rules) {
      const truth = any(indexes, (index) => assignment.applies(index));
      if (truth !== undefined) assumed.set(rule, truth);
    }
    const { context } = this.authorization;
    const { interpretations } = indexContext(context);
    return { ...this.authorization, context: completeContext(context, values, { interpretations, assumed }) };
  }
}
