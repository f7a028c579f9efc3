/** Circumstances in which nothing else stands in a neighbour's way: what blocks it is met, one thing after the other. */
import { indexContext, lookUp, UNKNOWN, type IndexedContext } from '../../../engine/context';
import type { Condition } from '../../../engine/condition';
import type { Statement } from '../../../engine/statement';
import type { Value } from '../../../engine/unknowns/open-keys';
import type { Decision } from '../../../decision/types';
import { preparedRequest } from '../../../judging/engine-request';
import { candidatesIn, deniesIn } from '../policies/judged-statements';
import { variablesIn } from '../../../engine/unknowns/uses';
import { nearMisses } from '../statements/near-miss';
import { withValues, type Neighbour } from './neighbours';
import { isOfThePrincipal, otherSessionOf } from './other-principals';
import { otherValues } from './other-values';
import type { PoliciesAtHand } from './policies-at-hand';

/** Changed values by their keys. */
type Change = Readonly<Record<string, Value>>;

/** `undefined`: there are none, or it takes too long. `decide` says what is decided after a change, `fits` whether the neighbour is worth it. */
export function lettingPass(
  neighbour: Neighbour,
  decide: (neighbour: Neighbour) => Decision,
  fits: (neighbour: Neighbour) => boolean,
  atHand: PoliciesAtHand,
): Neighbour | undefined {
  const queue = [neighbour, ...otherSessions(neighbour)];
  const seen = new Set<string>();
  for (const one of queue) {
    if (seen.size >= mostTried) break;
    const name = JSON.stringify([one.principal, one.authorization.context.known]);
    if (seen.has(name) || !fits(one)) continue;
    seen.add(name);
    const decision = decide(one);
    if (decision.blockers.length === 0) return one;
    const { authorization } = one;
    for (const change of changesAgainst(decision, one, atHand)) {
      const context = withValues(authorization.context, change);
      queue.push({ ...one, authorization: { ...authorization, context } });
    }
  }
  return undefined;
}

const mostTried = 24;

function otherSessions(neighbour: Neighbour): readonly Neighbour[] {
  const { principal } = neighbour;
  return principal.type === 'assumed-role' ? [{ ...neighbour, principal: otherSessionOf(principal) }] : [];
}

/** What would end the first Deny of the first layer that blocks, or else make an Allow match. */
function changesAgainst(
  { blockers, answers }: Decision,
  neighbour: Neighbour,
  atHand: PoliciesAtHand,
): readonly Change[] {
  const [block] = blockers;
  const judged = answers.find(({ layer }) => layer === block?.layer)?.answer.policies;
  const [deny] = judged === undefined ? [] : deniesIn(judged).flatMap(({ statements }) => statements);
  const { context } = neighbour.authorization;
  const values = new Values(context, atHand);
  if (deny !== undefined) return deny.conditions.flatMap((condition) => values.against(condition));
  return answers.flatMap(({ answer: { policies } }) => {
    if (policies === undefined) return [];
    const asked = preparedRequest(policies.subject);
    const misses = policies.groups.flatMap((group) => nearMisses(candidatesIn(group, policies), asked));
    const near = misses.filter(({ onlyConditionsFail, failed }) => onlyConditionsFail && failed.length > 0);
    return near.map(({ statement, failed }) => values.meeting(statement, failed)).filter((one) => one !== undefined);
  });
}

class Values {
  private readonly indexed: IndexedContext;

  constructor(
    private readonly context: Neighbour['authorization']['context'],
    private readonly atHand: PoliciesAtHand,
  ) {
    this.indexed = indexContext(context);
  }

  against(condition: Condition): readonly Change[] {
    const own = this.valuesOf(condition)
      .filter((value) => condition.matchSeen(value, this.indexed) === false)
      .map((value): Change => ({ [condition.key]: value }));
    return [...own, ...this.byVariables([condition], false)].slice(0, 1);
  }

  /** `undefined`: one of the conditions cannot be met. */
  meeting({ conditions }: Statement, failed: readonly Condition[]): Change | undefined {
    const changes = failed.map(({ key, lowerKey }): Change | undefined => {
      const all = conditions.filter((condition) => condition.lowerKey === lowerKey);
      const [own] = this.valuesOf({ key, lowerKey })
        .filter((value) => all.every((condition) => condition.matchSeen(value, this.indexed) === true))
        .map((value) => ({ [key]: value }));
      return own ?? this.byVariables(all, true)[0];
    });
    return changes.includes(undefined) ? undefined : (Object.assign({}, ...changes) as Change);
  }

  /** What a key is compared with may hold another key's value: that one is changed, or both are to the same. */
  private byVariables(conditions: readonly Condition[], matches: boolean): readonly Change[] {
    const variables = conditions.flatMap(({ patterns }) => patterns.flatMap(variablesIn));
    return [...new Set(variables)]
      .flatMap((variable) => this.changesOf(variable, conditions))
      .filter((change) => {
        const changed = indexContext(withValues(this.context, change));
        return conditions.every((condition) => condition.match(changed) === matches);
      });
  }

  private changesOf(variable: string, [compared]: readonly Condition[]): readonly Change[] {
    const values = this.valuesOf({ key: variable, lowerKey: variable });
    const alone = values.map((value): Change => ({ [variable]: value }));
    if (compared === undefined || [variable, compared.lowerKey].some((key) => this.isGiven(key))) return alone;
    const alike = [...this.valuesOf(compared), ...values];
    return [...alone, ...alike.map((value): Change => ({ [compared.key]: value, [variable]: value }))];
  }

  /** Who asks stays who asks. */
  private valuesOf({ key, lowerKey }: Pick<Condition, 'key' | 'lowerKey'>): readonly Value[] {
    return isOfThePrincipal(lowerKey) ? [] : otherValues(key, this.atHand, this.indexed);
  }

  /** It can be no other: it says who asks, or nobody knows it. */
  private isGiven(lowerKey: string): boolean {
    return isOfThePrincipal(lowerKey) || lookUp(this.indexed, lowerKey) === UNKNOWN;
  }
}
