/** All that has to change in the policies of one layer so that it no longer blocks the request. */
import type { Decision } from '../../../decision/types';
import type { AnyLayer } from '../../../layers/define';
import { withChanges } from './apply-changes';
import type { Cure, CureForm } from './cure-form';
import { Curing } from './curing';
import type { BoundedCase } from '../effort';

/** Each round ends one Deny or one missing Allow of one authorization, and uncovers the next. */
const mostRounds = 12;

/** `places`: the authorizations that the layer `by` blocks. `undefined`: nothing that can be written into `card`'s policies cures it. */
export function cureOf(
  card: AnyLayer,
  { by, places }: { readonly by: AnyLayer; readonly places: readonly number[] },
  form: CureForm,
  fixCase: BoundedCase,
): Cure | undefined {
  const { policies } = card;
  if (policies === undefined) return undefined;
  const work = new Curing(card, card.id === by.id, policies, form, fixCase);
  for (let round = 0; round < mostRounds; round += 1) {
    const evidence = withChanges(fixCase.evidence, work.changes());
    const decision = fixCase.decide(fixCase.request, evidence);
    const place = places.find((one) => stands(decision, by, one));
    if (place === undefined) return work.cure();
    // What is left hangs on what nobody knows.
    if (!work.goOn(decision, place, evidence)) return work.isBegun ? work.cure() : undefined;
  }
  return undefined;
}

const stands = ({ suspects }: Decision, { id }: AnyLayer, place: number): boolean =>
  suspects.some(({ layer, authorization }) => layer === id && authorization === place);
