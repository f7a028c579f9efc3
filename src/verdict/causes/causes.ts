import { defined } from '../../defined';
import type { StatementExplanation, StatementReference } from '../../engine/types';
import type { AnyLayer } from '../../layers/define';
import type { Answer, Explanation } from '../../judging/types';
import type { BoundRequest } from '../../request/types';
import { placeOf } from '../fixes/policies/policies-in-evidence';
import type { Cause, CausePolicy, CauseStatement, GrantsVoided } from '../types';
import type { DenyingLayer, EvidenceByLayer } from '../../decision/types';

/** A cause before it is graded. `block` is what it comes from. */
export interface UngradedCause extends Omit<Cause, 'certainty' | 'awsSaid'> {
  readonly block: DenyingLayer;
  readonly answer: Answer;
}

export interface CauseContext {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  /** What takes away this layer's grants, where a modifier does. */
  readonly voided?: readonly GrantsVoided[];
}

/** What of this layer blocks: one cause for each policy that denies, else one for the layer. */
export function causesOf(
  block: DenyingLayer,
  answer: Answer,
  card: AnyLayer,
  { request, evidence, voided }: CauseContext,
): readonly UngradedCause[] {
  const explanation = answer.explain();
  const setting = explanation.setting ?? voided?.[0]?.facts.setting;
  const notes = [...explanation.notes, ...(voided ?? [])];
  const base = {
    block,
    answer,
    layer: block.layer,
    // A grant that is worth nothing is none.
    outcome: answer.outcome === 'allows' ? 'does-not-allow' : answer.outcome,
    action: block.action,
    resource: request.authorizations[block.authorization]?.resource ?? null,
    ...defined({ setting }),
    ...(notes.length === 0 ? {} : { notes }),
  };
  const policy = (reference: StatementReference) => policyOf(reference, card, evidence);
  const groups = byPolicy(denying(answer, explanation));
  if (groups.length === 0) return [{ ...base, ...conditionsOf(explanation), ...nearMissesOf(explanation, policy) }];
  return groups.map(([first, ...others]) => ({
    ...base,
    policy: policy(first.statement),
    statement: statementOf(first),
    ...conditionsIn(first),
    ...(others.length === 0
      ? {}
      : { alsoDeniedBy: others.map((also) => ({ policy: policy(also.statement), statement: statementOf(also) })) }),
  }));
}

function denying(answer: Answer, { decided }: Explanation): readonly StatementExplanation[] {
  if (answer.outcome === 'does-not-allow') return [];
  return decided.filter(({ statement, result }) => statement.effect === 'Deny' && result !== 'does-not-match');
}

/** A policy that hangs on two targets denies twice: taking it off one leaves the other. */
function byPolicy(all: readonly StatementExplanation[]): readonly [StatementExplanation, ...StatementExplanation[]][] {
  const groups = new Map<string, [StatementExplanation, ...StatementExplanation[]]>();
  for (const one of all) {
    const id = JSON.stringify([one.statement.policyArn ?? one.statement.policy, one.statement.target]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function policyOf(reference: StatementReference, card: AnyLayer, evidence: EvidenceByLayer): CausePolicy {
  const place = placeOf(reference, evidence[card.id]);
  const arn = reference.policyArn;
  return { ...defined({ arn }), name: reference.policy, type: card.title, ...place };
}

function statementOf({ statement, json }: StatementExplanation): CauseStatement {
  const { sid, index, effect } = statement;
  return { ...defined({ sid }), index, effect, json };
}

function conditionsIn(explanation: StatementExplanation): Pick<Cause, 'conditions'> {
  const conditions = explanation.elements.flatMap((element) => element.conditions ?? []);
  return conditions.length === 0 ? {} : { conditions };
}

function conditionsOf({ conditions }: Explanation): Pick<Cause, 'conditions'> {
  return conditions === undefined || conditions.length === 0 ? {} : { conditions };
}

function nearMissesOf(
  { nearMisses }: Explanation,
  policy: (reference: StatementReference) => CausePolicy,
): Pick<Cause, 'nearMisses'> {
  if (nearMisses.length === 0) return {};
  return {
    nearMisses: nearMisses.map((miss) => ({
      policy: policy(miss.statement),
      statement: statementOf(miss),
      failed: miss.elements.filter(({ result }) => result !== 'matches'),
    })),
  };
}
