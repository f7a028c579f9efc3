/** The causes of all that blocks. */
import type { DenyingLayer, Decision } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import { accountOf } from '../../names/principal';
import type { BoundRequest } from '../../request/types';
import type { GrantsVoided } from '../types';
import { causesOf, type CauseContext, type UngradedCause } from './causes';

export function causesIn(
  blocks: readonly DenyingLayer[],
  { answers }: Decision,
  { request, evidence }: Omit<CauseContext, 'voided'>,
  cards: readonly AnyLayer[],
): readonly UngradedCause[] {
  return blocks.flatMap((block) => {
    const found = answers.find((one) => one.layer === block.layer && one.authorization === block.authorization);
    if (found === undefined) return [];
    const card = cardNamed(block.layer, cards);
    const voided = voidedBy(answers, block.authorization, card, request);
    return causesOf(block, found.answer, card, { request, evidence, voided });
  });
}

/** A grant may stand in a policy and be worth nothing: the modifiers that say so. */
function voidedBy(
  answers: Decision['answers'],
  authorization: number,
  { grantForm }: AnyLayer,
  { principal, authorizations }: BoundRequest,
): readonly GrantsVoided[] {
  const caller = accountOf(principal);
  const outside = caller === undefined || caller !== authorizations[authorization]?.resourceAccountId;
  return answers.flatMap((one) => {
    if (one.authorization !== authorization || one.answer.outcome === 'unknown') return [];
    const effects = (one.answer.judgement.effects ?? []).filter(
      ({ voids, to }) => voids === grantForm && (to === 'everyone' || outside),
    );
    const setting = one.answer.explain().setting ?? one.layer;
    return effects.map(({ to }): GrantsVoided => ({ code: 'grants-voided', facts: { by: one.layer, setting, to } }));
  });
}

export function cardNamed(layer: string, cards: readonly AnyLayer[]): AnyLayer {
  const card = cards.find(({ id }) => id === layer);
  if (card === undefined) throw new Error(`the decision names the layer \`${layer}\`, which is not in the registry`);
  return card;
}
