import type { DeniedRequest } from '../../src/request/types';
import { optional } from '../runtime/environment';

/** Nobody asked about the other buckets. A record without one may be about any. */
export function isWatched({ bucket }: DeniedRequest): boolean {
  const buckets = (optional('CULPRIT_BUCKETS') ?? '').split(',').filter((name) => name !== '');
  return buckets.length === 0 || bucket === undefined || buckets.includes(bucket);
}
