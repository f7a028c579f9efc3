import { decide } from '../decision';
import type { Decide } from '../decision/decide';
import { layers } from '../layers';
import type { AnyLayer } from '../layers/define';
import { verdictOf } from './build-verdict';
import { verdictOfDenial } from './captured/verdict-of-denial';
import type { Investigated } from './investigated';
import type { Verdict } from './verdict';

/** Decides over the evidence and explains it: what blocks, how sure that is, how to fix it and what changed. */
export const conclude = concluder(layers, decide);

/** `decide` decides over these very cards. */
export function concluder(cards: readonly AnyLayer[], decide: Decide): (investigated: Investigated) => Verdict {
  return (investigated) =>
    verdictOfDenial(investigated, cards, { verdictOf: (one) => verdictOf(one, cards, decide), decide });
}
