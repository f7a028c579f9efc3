/** Reads for `resolve`, and keeps what could not be found. */
import { defined } from '../../defined';
import type { Reader, Reading, Unreadable } from '../define';
import type { ReadingSession, ReadingSubject } from '../session/session';
import type { BoundAuthorization, BoundRequest, Unknown } from '../../request/types';

export interface Case {
  /** What is known of the request so far. */
  readonly request: BoundRequest;
  readonly session: ReadingSession;
  /** What could not be found, in order, once each. */
  readonly unknowns: Map<string, Unknown>;
}

/** A reading; `silent`: another source may tell as well, so that a failure is none yet. */
export async function readFor<T>(
  { request, session, unknowns }: Case,
  reader: Reader<T>,
  authorization: BoundAuthorization,
  options: { readonly target?: string; readonly silent?: true } = {},
): Promise<Reading<T>> {
  const subject: ReadingSubject = { authorization, request };
  const target = options.target ?? reader.target(authorization, request);
  const reading = await session.read(reader, target, subject);
  if (reading.status === 'unreadable' && options.silent !== true && target !== undefined) {
    note(unknowns, unknownOf(reader.id, target, reading));
  }
  return reading;
}

export function note(unknowns: Map<string, Unknown>, unknown: Unknown): void {
  unknowns.set(JSON.stringify(unknown), unknown);
}

export function unknownOf(read: string, target: string, reading: Unreadable): Unknown {
  const { why, permission, account, error } = reading;
  return { code: 'unreadable', facts: defined({ read, target, why, permission, account, error }) };
}

/** The value of a reading that found one. */
export const valueOf = <T>(reading: Reading<T>): T | undefined =>
  reading.status === 'found' ? reading.value : undefined;
