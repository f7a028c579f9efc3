/** What undoing a change is. */
import type { Evidence, Reader } from '../../../evidence/define';
import type { RecordedChange } from '../../../evidence/changes/types';
import type { EvidenceByLayer } from '../../../decision/types';
import type { Coded } from '../../../request/coded';
import type { BoundRequest } from '../../../request/types';
import type { Situation } from '../../fixes/fix-case';

/** Why the state before a change is not known. */
export type CannotUndo =
  /** A call that no row of the table undoes. */
  | Coded<'unknown-kind', { readonly eventName: string }>
  /** No record shows what it replaced, or what it set. */
  | Coded<'not-recorded', { readonly eventName: string; readonly what: 'before' | 'after' }>
  /** It happened in the second of the denial. */
  | Coded<'same-moment', { readonly eventName: string }>
  /** What was read is not what it set: something else has changed it since, unseen. */
  | Coded<'not-as-recorded', { readonly eventName: string }>
  /** What it changed was read only in part. */
  | Coded<'not-read', { readonly eventName: string }>;

export type Undone =
  /** The situation as it would be without the change. */
  | { readonly is: 'undone'; readonly situation: Situation }
  | { readonly is: 'not-undone'; readonly because: CannotUndo };

/**
 * `leave-out`: the change alone, while later changes of the same thing stay. `rewind`: the newest change, so that what was read
 * is what it set.
 */
export type Mode = 'leave-out' | 'rewind';

/** What a reading was without the change; `undefined`: that cannot be known from it. */
export type Revert = (reading: Evidence<unknown>, target: string, mode: Mode) => Evidence<unknown> | undefined;

/** How a call is undone: what the readings of some readers were, and what the request's context was. */
export interface Reversal {
  /** By who read it. What other readers read of the changed things is not known then. */
  readonly readings: readonly (readonly [Pick<Reader<unknown>, 'id'>, Revert])[];
  /** Is what it set at hand, where no single reading can tell? */
  readonly isAtHand?: (evidence: EvidenceByLayer) => boolean;
  readonly request?: (request: BoundRequest, mode: Mode) => BoundRequest | undefined;
}

export type Reverse = (change: RecordedChange) => Reversal | CannotUndo;
