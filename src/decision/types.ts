/** What `decide` takes and returns. */
import type { Reading } from '../evidence/define';
import type { Answer } from '../judging/types';

/** layer id → read name → target → reading. A run folder and a scenario both come to this. */
export type EvidenceByLayer = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Reading<unknown>>>>>>
>;

export type DecisionValue = 'allowed' | 'implicit-deny' | 'explicit-deny' | 'denied' | 'unknown';

/** A layer that blocks (or may have blocked) one action. */
export interface DenyingLayer {
  readonly layer: string;
  readonly action: string;
  /** Index into the request's authorizations. */
  readonly authorization: number;
}

export interface LayerAnswer {
  readonly layer: string;
  readonly authorization: number;
  readonly answer: Answer;
}

/** What `decide` returns: sound for every value that the unknowns can take. */
export interface Decision {
  readonly decision: DecisionValue;
  /** The decision of each authorization alone, in the request's order. */
  readonly byAuthorization: readonly DecisionValue[];
  /** In registry order; one per layer and authorization. */
  readonly answers: readonly LayerAnswer[];
  /** Every layer that certainly blocks. */
  readonly blockers: readonly DenyingLayer[];
  /** Every layer that could be the one that denied; equals `blockers` when nothing is unknown. */
  readonly suspects: readonly DenyingLayer[];
  /** `false`: too many worlds to try; suspects may hold layers that cannot block. */
  readonly exact: boolean;
  /** Work that was done because of what is unknown, counted. */
  readonly steps: number;
  /** Questions that AWS's documentation leaves open, of which another reading would change this; docs/open-questions.md. */
  readonly hangsOn?: readonly string[];
}
