import { layers } from '../layers';
import { decide } from '../decision/decide';
import type { Verdict } from './verdict';
import { verdictOf } from './build-verdict';
import type { Investigated } from './investigated';

/** Decides over the evidence and explains it: what blocks, how sure that is, how to fix it and what changed. */
export function conclude(investigated: Investigated): Verdict {
  return verdictOf(investigated, { cards: layers, decide });
}
