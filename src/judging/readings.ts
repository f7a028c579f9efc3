import type { Reading } from '../evidence/define';
import type { ReadingsOf, Reads, Subject } from './types';
import type { GatheredEvidence } from './gather';

/** What was gathered for a layer, as its check takes it: one reading per declared read, of this authorization's target. */
export function readingsOf(
  { reads }: { readonly reads: Reads },
  { authorization, request }: Subject,
  gathered: GatheredEvidence | undefined,
): ReadingsOf<Reads> {
  const found: Record<string, Reading<unknown>> = {};
  for (const [name, reader] of Object.entries(reads)) {
    const target = reader.target(authorization, request);
    const readings = gathered?.[name];
    const reading =
      target !== undefined && readings !== undefined && Object.hasOwn(readings, target) ? readings[target] : undefined;
    found[name] = reading ?? { status: 'unreadable', why: target === undefined ? 'target-unknown' : 'crashed' };
  }
  return found;
}
