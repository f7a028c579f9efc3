/** What `conclude` finds: codes and facts only. `toReport` makes the published report of it. */
import type { BoundRequest, Unknown } from '../request/types';
import type { Cause, Certainty, Change, Fix, ReportFinding, Status } from './types';
import type { DecisionValue } from '../decision/types';
import type { PolicyChange } from './fixes/types';

/** A layer that could be the one that denied, and what keeps us from knowing. */
export interface Suspect {
  readonly layer: string;
  readonly action: string;
  readonly resource: string | null;
  /** Empty: the layer certainly blocks. */
  readonly unknowns: readonly Unknown[];
}

/** Policies are read after the denial. Did anything that we read change in between? */
export type Drift =
  | { readonly is: 'excluded' }
  /** Whether something changed could not be looked up (in full). */
  | { readonly is: 'not-excluded'; readonly unknowns: readonly Unknown[] }
  /** Something that we read was changed after the denial. */
  | { readonly is: 'found'; readonly changes: readonly Change[] };

/** What is to be done. */
export type FixCode =
  | 'allow'
  | 'ask-to-allow'
  | 'ask-for-credentials'
  | 'ask-to-except'
  | 'tag'
  | 'send'
  | 'send-without'
  | 'change-request'
  | 'change-setting'
  | 'ask-owner';

/** A fix without its sentences. */
export interface ProposedFix extends Omit<Fix, 'summary' | 'safety'> {
  readonly code: FixCode;
  readonly facts: Readonly<Record<string, string>>;
  /** Empty: it changes no policy, or nothing that could be tried. */
  readonly changes: readonly PolicyChange[];
}

/** An unknown with the layer (or step) that it belongs to. */
export interface LayerUnknown extends Unknown {
  readonly layer: string;
}

export interface Verdict {
  readonly request: BoundRequest;
  /** `false`: nothing happened, somebody asks (`explain`). */
  readonly observed: boolean;
  readonly status: Status;
  readonly asOf: string;
  readonly certainty: Certainty;
  readonly decision: DecisionValue;
  readonly rootCauses: readonly Cause[];
  readonly blocksNext: readonly Cause[];
  readonly suspects: readonly Suspect[];
  readonly drift: Drift;
  readonly findings: readonly ReportFinding[];
  readonly fixes: readonly ProposedFix[];
  readonly fixedTogether?: FixedTogether;
  readonly changes: readonly Change[];
  readonly unknowns: readonly LayerUnknown[];
  readonly coverage: Coverage;
}

/** What is decided with every change in place that was tried. Only where there are several. */
export interface FixedTogether {
  readonly decision: DecisionValue;
  readonly remaining: Fix['remaining'];
}

/** What this run could not see. */
export interface Coverage {
  /** Whether CloudTrail was asked who changed what: for which accounts and Regions, and since when. */
  readonly changes: {
    readonly searched: readonly { readonly account: string; readonly region: string }[];
    readonly notSearched: readonly { readonly account: string; readonly region: string; readonly why: string }[];
    readonly since?: string;
  };
  /** More combinations of unknown values than were tried: suspects may hold layers that cannot block. */
  readonly exact: boolean;
}
