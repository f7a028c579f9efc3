/** What the outcomes of one authorization have in common, and what any of them is. */
import type { Outcome } from './combine';
import { intersection, noLayer, union, type LayerSet } from './layer-set';
import type { DecisionValue } from './types';

/** Which definite decisions there are among some. */
export interface SeenDecisions {
  allowed: boolean;
  implicitDeny: boolean;
  explicitDeny: boolean;
}

export interface OutcomeSummary {
  readonly seen: Readonly<SeenDecisions>;
  readonly mayBeDenied: boolean;
  /** Also where it may not be asked for at all. */
  readonly mayBeAllowed: boolean;
  /** Layers that block in some outcome, in each, and in each that is a denial (every layer, where none is). */
  readonly inSome: LayerSet;
  readonly inEach: LayerSet;
  readonly inEachDenial: LayerSet;
}

/** `isNeeded`: it is asked for in any case; another one cannot be counted on to deny. */
export function summaryOf(outcomes: readonly Outcome[], isNeeded: boolean, everyLayer: LayerSet): OutcomeSummary {
  const seen = nothingSeen();
  let inSome = noLayer;
  let inEachDenial = everyLayer;
  for (const { blockers, isExplicit } of outcomes) {
    if (blockers === noLayer) {
      seen.allowed = true;
      continue;
    }
    if (isExplicit) seen.explicitDeny = true;
    else seen.implicitDeny = true;
    inSome = union(inSome, blockers);
    inEachDenial = intersection(inEachDenial, blockers);
  }
  const mayBeAllowed = seen.allowed || !isNeeded;
  return {
    seen,
    mayBeDenied: seen.implicitDeny || seen.explicitDeny,
    mayBeAllowed,
    inSome,
    inEach: mayBeAllowed ? noLayer : inEachDenial,
    inEachDenial,
  };
}

export const nothingSeen = (): SeenDecisions => ({ allowed: false, implicitDeny: false, explicitDeny: false });

export function noteSeen(seen: SeenDecisions, more: Readonly<SeenDecisions>): void {
  seen.allowed ||= more.allowed;
  seen.implicitDeny ||= more.implicitDeny;
  seen.explicitDeny ||= more.explicitDeny;
}

/** What holds for all of them. */
export function decisionIn({ allowed, implicitDeny, explicitDeny }: SeenDecisions): DecisionValue {
  if (allowed) return implicitDeny || explicitDeny ? 'unknown' : 'allowed';
  if (implicitDeny && explicitDeny) return 'denied';
  if (explicitDeny) return 'explicit-deny';
  return implicitDeny ? 'implicit-deny' : 'unknown';
}
