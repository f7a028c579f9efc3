/** The verdict and the report's shape. The report is the published contract: JSON, one object per investigated record. */
import type { ConditionMatch, ElementMatch, Effect } from '../engine/types';
import type { DecisionValue } from '../decision/types';
import type { Answer } from '../judging/types';
import type { Unknown } from '../request/types';

export type Certainty = 'proven' | 'established' | 'by-elimination' | 'possible';
export type Status = 'denied' | 'would-be-allowed-now' | 'inconclusive' | 'allowed';

export interface ReportStatement {
  readonly sid?: string;
  readonly index: number;
  readonly effect: Effect;
  readonly json: unknown;
}
export interface ReportPolicy {
  readonly arn?: string;
  readonly name?: string;
  readonly type: string;
  readonly attachedTo?: string;
}
export interface ReportNearMiss {
  readonly policy: ReportPolicy;
  readonly statement: ReportStatement;
  /** The elements that failed. */
  readonly failed: readonly ElementMatch[];
}
export interface Cause {
  readonly layer: string;
  readonly outcome: string;
  readonly action: string;
  readonly resource: string | null;
  readonly certainty: Certainty;
  readonly policy?: ReportPolicy;
  readonly statement?: ReportStatement;
  /** Further statements of the same layer that deny the same action. */
  readonly alsoDeniedBy?: readonly { readonly policy: ReportPolicy; readonly statement: ReportStatement }[];
  readonly setting?: string;
  readonly conditions?: readonly ConditionMatch[];
  readonly nearMisses?: readonly ReportNearMiss[];
  readonly notes?: readonly { readonly code: string; readonly facts: Readonly<Record<string, string>> }[];
  readonly awsSaid?: { readonly clause: string; readonly policyArn?: string; readonly agrees: boolean };
}

export interface ReportFinding {
  readonly layer: string;
  readonly authorization: { readonly action: string; readonly resource: string | null };
  readonly outcome: Answer['outcome'];
  readonly statements?: readonly {
    readonly policy: string;
    readonly policyArn?: string;
    readonly target?: string;
    readonly sid?: string;
    readonly index: number;
    readonly effect: Effect;
  }[];
  readonly setting?: string;
  readonly notes?: readonly { readonly code: string; readonly facts: Readonly<Record<string, string>> }[];
  readonly unknowns?: readonly Unknown[];
}

export interface Fix {
  readonly layer: string;
  readonly kind: 'patch' | 'hand-over' | 'change-the-request';
  readonly summary: string;
  readonly safety: string;
  readonly document?: unknown;
  readonly command?: string;
  readonly verified: boolean;
  readonly decisionAfter: DecisionValue;
  readonly remaining: readonly { readonly layer: string; readonly action: string }[];
}

export interface Change {
  readonly time: string;
  readonly actor: string;
  readonly eventName: string;
  readonly resource: string;
  readonly eventId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The layer whose evidence it touched. */
  readonly touches: string;
  readonly likelihood: 'likely' | 'possible' | 'unlikely';
}

/** Text for people is made from codes here, once, by the renderers; reports carry both. */
export interface ReportUnknown {
  readonly layer: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** A layer that could be the one that denied. */
export interface ReportSuspect {
  readonly layer: string;
  readonly action: string;
  readonly resource: string | null;
  /** What would tell; empty when the layer certainly blocks. */
  readonly remedies: readonly string[];
}

export interface Report {
  readonly schemaVersion: 1;
  readonly request: {
    readonly eventId: string;
    readonly time: string;
    readonly region: string;
    readonly principal: { readonly arn: string | null; readonly accountId: string | null; readonly type: string };
    readonly operation: string;
    readonly bucket: string | null;
    readonly key?: string;
    readonly accessPoint?: string;
    readonly resourceAccountId: string | null;
    readonly authorizations: readonly { readonly action: string; readonly resource: string | null }[];
    readonly vpcEndpointId?: string;
    readonly sourceIp?: string;
  };
  readonly verdict: {
    readonly status: Status;
    readonly asOf: string;
    readonly certainty: Certainty;
    readonly headline: string;
    readonly rootCauses: readonly Cause[];
    readonly blocksNext: readonly Cause[];
    /** Every layer that could be the one that denied, the root causes included. */
    readonly suspects: readonly ReportSuspect[];
    /** What AWS itself said, and whether it could be weighed. */
    readonly awsSaid: { readonly is: string; readonly text: string | null };
    /** What is decided with every fix in place that was tried; only where several are needed. */
    readonly fixedTogether?: { readonly decision: DecisionValue; readonly remaining: Fix['remaining'] };
  };
  readonly findings: readonly ReportFinding[];
  readonly fixes: readonly Fix[];
  readonly changes: readonly Change[];
  readonly unknowns: readonly ReportUnknown[];
  readonly coverage: Readonly<Record<string, unknown>>;
}
