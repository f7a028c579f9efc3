/** The request of a denial, decided by the policies as they are now: as if somebody asked, and nobody had been denied. */
import type { Decide } from '../../decision/decide';
import { decide } from '../../decision';
import { layers } from '../../layers';
import type { AnyLayer } from '../../layers/define';
import type { RecordedChange } from '../../evidence/changes/types';
import type { BoundRequest } from '../../request/types';
import { verdictOf } from '../build-verdict';
import { mayHaveAskedMore } from '../certainty/unlogged-headers';
import type { Investigated } from '../investigated';
import type { Verdict } from '../verdict';
import { mendedBy } from './mended-by';

export type DecidedAgain =
  | { readonly is: 'allowed'; /** Absent: no record shows what made it so. */ readonly by?: RecordedChange }
  /** All that denies now. */
  | { readonly is: 'denied'; readonly verdict: Verdict }
  | { readonly is: 'unknown' };

export const decideAgain = againDecider(layers, decide);

function againDecider(cards: readonly AnyLayer[], decides: Decide): (investigated: Investigated) => DecidedAgain {
  return (investigated) => {
    const { evidence, changes, asOf } = investigated;
    const request = withoutDenial(investigated.request);
    const verdict = verdictOf(
      { request, evidence, changes: { ...changes, changes: [] }, asOf, observed: false },
      cards,
      decides,
    );
    switch (verdict.status) {
      case 'denied':
        return { is: 'denied', verdict };
      case 'allowed': {
        if (restsOnMore(request)) return { is: 'unknown' };
        const by = mendedBy(investigated, cards, decides);
        return by === undefined ? { is: 'allowed' } : { is: 'allowed', by };
      }
      default:
        return { is: 'unknown' };
    }
  };
}

/** What AWS said of the denial says nothing of now. */
function withoutDenial({ authorizations, ...request }: BoundRequest): BoundRequest {
  return {
    ...request,
    said: { is: 'absent' },
    authorizations: authorizations.map(({ evaluation: _then, ...authorization }) => authorization),
  };
}

/** Headers that no record shows, or a key that is taken for the object's: what AWS really asks may be more. */
const restsOnMore = (request: BoundRequest): boolean =>
  mayHaveAskedMore(request) || request.authorizations.some(({ assumptions }) => assumptions.length > 0);
