/** Grants that count for nothing before anybody sees them: whatever grants nothing may once have had one. */
import type { LayerAnswer } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type { Note } from '../../judging/types';
import type { BoundRequest } from '../../request/types';
import type { UngradedCause } from './causes';
import { cardNamed } from './causes-of-blocks';

/** Only where there are such grants at all, and for whom no other kind would be given: everybody. */
export function voidedBeforehand(
  { outcome, layer, block }: UngradedCause,
  { principal }: BoundRequest,
  answers: readonly LayerAnswer[],
  cards: readonly AnyLayer[],
): readonly Note[] {
  if (outcome !== 'does-not-allow' || principal.type !== 'anonymous' || cardNamed(layer, cards).grantForm === undefined)
    return [];
  const own = answers.filter(({ authorization }) => authorization === block.authorization);
  const haveAcls = own.some(
    (one) => cardNamed(one.layer, cards).grantForm === 'access-control-list' && one.answer.outcome !== 'not-applicable',
  );
  if (!haveAcls) return [];
  return own.flatMap(({ layer: other, answer }) => {
    const { hidesGrants = [] } = cardNamed(other, cards);
    return hidesGrants.length === 0 ? [] : answer.explain().notes.filter(({ code }) => hidesGrants.includes(code));
  });
}
