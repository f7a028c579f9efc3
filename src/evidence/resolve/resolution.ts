/** Reads for `resolve`, and keeps what could not be found. */
import { defined } from '../../defined';
import type { Reader, Reading, Unreadable } from '../define';
import type { ReadingSession, ReadingSubject } from '../session/session';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { RequestUnknown } from '../../request/unknowns';

export interface Resolution {
  /** What is known of the request so far. */
  readonly request: BoundRequest;
  readonly session: ReadingSession;
  /** What could not be found. */
  readonly unknowns: RequestUnknown[];
}

/** A fact, and what could not be found on the way to it. */
export interface Resolved<T> {
  readonly value: T;
  readonly unknowns: readonly RequestUnknown[];
}

/** Looks for one fact beside others: its unknowns are its own, whichever fact is found first. */
export async function find<T>(
  read: Omit<Resolution, 'unknowns'>,
  look: (own: Resolution) => Promise<T>,
): Promise<Resolved<T>> {
  const unknowns: RequestUnknown[] = [];
  return { value: await look({ ...read, unknowns }), unknowns };
}

/** Looks for several facts at once; their unknowns stand in the order of the facts. */
export async function atOnce<T extends readonly unknown[]>(
  read: Resolution,
  ...looks: { readonly [K in keyof T]: (own: Resolution) => Promise<T[K]> }
): Promise<T> {
  const resolved = await Promise.all(looks.map((look) => find(read, look)));
  read.unknowns.push(...resolved.flatMap(({ unknowns }) => unknowns));
  return resolved.map(({ value }) => value) as unknown as T;
}

/** A reading; `silent`: another source may have it as well, so that a failure is none yet. */
export async function readFor<T>(
  { request, session, unknowns }: Resolution,
  reader: Reader<T>,
  authorization: BoundAuthorization,
  options: { readonly target?: string; readonly silent?: true } = {},
): Promise<Reading<T>> {
  const subject: ReadingSubject = { authorization, request };
  const target = options.target ?? reader.target(authorization, request);
  const reading = await session.read(reader, target, subject);
  if (reading.status === 'unreadable' && options.silent !== true && target !== undefined) {
    unknowns.push(unknownOf(reader.id, target, reading));
  }
  return reading;
}

export function unknownOf(read: string, target: string, reading: Unreadable): RequestUnknown {
  const { why, permission, account, error } = reading;
  return { code: 'unreadable', facts: defined({ read, target, why, permission, account, error }) };
}

/** The value of a reading that found one. */
export const valueOf = <T>(reading: Reading<T> | undefined): T | undefined =>
  reading?.status === 'found' ? reading.value : undefined;
