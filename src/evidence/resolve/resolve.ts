import type { BoundRequest, DeniedRequest } from '../../request/types';
import type { ReadingSession } from '../session/session';
import { bound } from './bound';
import { factsOf } from './facts';
import { unbound } from './unbound';

/**
 * From what the record says to what several layers need: each fact found, absent or unknown. Reads first, binds then.
 * Never throws: what is not found is in `unknowns`.
 */
export async function resolve(denied: DeniedRequest, session: ReadingSession): Promise<BoundRequest> {
  const request = unbound(denied);
  const [main] = request.authorizations;
  return main === undefined ? request : bound(await factsOf(denied, main, { request, session }));
}
