import { joinDenials } from '../../request/denials/merge';
import type { DeniedRequest } from '../../request/types';
import type { Denial } from './ports';

/** One request of all that is known of it: S3's and KMS's record of one call, if there is such a pair, else the first. */
export function requestOf(denials: readonly Denial[]): DeniedRequest | undefined {
  return joinDenials(denials.map(({ request }) => request))[0];
}

/** The denials that this request is made of. */
export function pairOf(denials: readonly Denial[]): readonly Denial[] {
  const request = requestOf(denials);
  const ids = new Set([request?.eventId, ...(request?.furtherEventIds ?? [])]);
  const services = new Set<string>();
  return denials.filter(({ request: { eventId, eventSource } }) => {
    const isFirst = ids.has(eventId) && !services.has(eventSource);
    services.add(ids.has(eventId) ? eventSource : '');
    return isFirst;
  });
}
