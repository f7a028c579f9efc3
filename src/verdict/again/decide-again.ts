/** The request of a denial, decided by the policies as they are now: as if somebody asked, and nobody had been denied. */
import { decide } from '../../decision';
import { layers } from '../../layers';
import type { RecordedChange } from '../../evidence/changes/types';
import { deniedBy } from '../../request/error-codes';
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

export function decideAgain({ evidence, changes, asOf, ...investigated }: Investigated): DecidedAgain {
  const request = withoutDenial(investigated.request);
  const verdict = verdictOf(
    { request, evidence, changes: { ...changes, changes: [] }, asOf, observed: false },
    layers,
    decide,
  );
  switch (verdict.status) {
    case 'denied':
      return { is: 'denied', verdict };
    case 'allowed': {
      if (restsOnMore(request)) return { is: 'unknown' };
      const by = mendedBy({ request, evidence, changes, asOf }, layers, decide);
      return by === undefined ? { is: 'allowed' } : { is: 'allowed', by };
    }
    default:
      return { is: 'unknown' };
  }
}

/**
 * What AWS said of the denial says nothing of now, and neither does a code that stands for the key's state then. Other codes
 * stand for what the request itself lacks or holds: a signature, an ACL.
 */
function withoutDenial({ authorizations, errorCode, ...request }: BoundRequest): BoundRequest {
  return {
    ...request,
    errorCode: deniedBy(errorCode)?.class === 'key-state' ? 'AccessDenied' : errorCode,
    said: { is: 'absent' },
    authorizations: authorizations.map(({ evaluation: _then, ...authorization }) => authorization),
  };
}

/** Headers that no record shows, or a key that is taken for the object's: what AWS really asks may be more. */
const restsOnMore = (request: BoundRequest): boolean =>
  mayHaveAskedMore(request) || request.authorizations.some(({ assumptions }) => assumptions.length > 0);
