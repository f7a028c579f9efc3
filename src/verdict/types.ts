/** What a verdict is made of: causes, findings and changes, as codes and facts. */
import type { ConditionMatch, ElementMatch, Effect } from '../engine/types';
import type { Answer, GrantEffect, Note, Unknown } from '../judging/types';
import type { ChangeOrigin } from '../evidence/changes/types';
import type { Coded } from '../request/coded';
import type { ChangeRole } from './changes/broke-it';
import type { StatementDiff } from './changes/diff/statements';

export type Certainty = 'proven' | 'established' | 'by-elimination' | 'possible';
export type Status = 'denied' | 'would-be-allowed-now' | 'inconclusive' | 'allowed';

/** A modifier takes away what the layer grants. */
export type GrantsVoided = Coded<
  'grants-voided',
  { readonly by: string; readonly setting: string; readonly to: GrantEffect['to'] }
>;
/** What of the request itself explains a cause: without it one might grant what nobody meant to use. */
export type CircumstanceNote =
  | Coded<'part-of-an-upload', { readonly operation: string; readonly key: string }>
  /** `instance`: its id, where the session is named so. */
  | Coded<'credentials-of-an-instance', { readonly role: string; readonly instance?: string }>
  | Coded<'presigned', { readonly sourceIp?: string }>
  | Coded<'bucket-key-context', { readonly bucket: string }>
  | Coded<'version-was-named', { readonly action: string; readonly unversioned: string }>
  /** No record is known to hold the header. */
  | Coded<'perhaps-asked-for-a-header', { readonly action: string; readonly headers: string }>
  | Coded<'asked-for-a-header', { readonly action: string; readonly header: string }>;
/** What is said of a cause besides what its layer says. */
export type VerdictNote =
  | GrantsVoided
  | CircumstanceNote
  | Coded<'answered-otherwise', { readonly errorCode: string }>
  | Coded<'not-recorded-so', {}>;

export interface CauseStatement {
  readonly sid?: string;
  readonly index: number;
  readonly effect: Effect;
  readonly json: unknown;
}
export interface CausePolicy {
  readonly arn?: string;
  readonly name?: string;
  readonly type: string;
  readonly attachedTo?: string;
}
export interface NearMiss {
  readonly policy: CausePolicy;
  readonly statement: CauseStatement;
  /** The elements that failed. */
  readonly failed: readonly ElementMatch[];
}
export interface Cause {
  readonly layer: string;
  readonly outcome: Answer['outcome'];
  readonly action: string;
  readonly resource: string | null;
  readonly certainty: Certainty;
  readonly policy?: CausePolicy;
  readonly statement?: CauseStatement;
  /** Further statements of the same layer that deny the same action. */
  readonly alsoDeniedBy?: readonly { readonly policy: CausePolicy; readonly statement: CauseStatement }[];
  readonly setting?: string;
  readonly conditions?: readonly ConditionMatch[];
  readonly nearMisses?: readonly NearMiss[];
  readonly notes?: readonly (Note | VerdictNote)[];
  readonly awsSaid?: { readonly clause: string; readonly policyArn?: string; readonly agrees: boolean };
}

export interface Finding {
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
  readonly notes?: readonly Note[];
  readonly unknowns?: readonly Unknown[];
}

export interface Change {
  readonly time: string;
  readonly actor: string;
  readonly eventName: string;
  readonly resource: string;
  readonly eventId: string;
  /** By what it was made. Absent: the record does not show it. */
  readonly origin?: ChangeOrigin;
  /** `null`: there was none, there is none since. Absent: not known. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** A policy of which both are known. */
  readonly diff?: StatementDiff;
  /** The layer whose evidence it touched. */
  readonly touches: string;
  readonly likelihood: 'likely' | 'possible' | 'unlikely';
  /** What undoing it decides. Absent: it was made after the denial, or nothing denies any more. */
  readonly role?: ChangeRole;
  /** It was made after the denial, and the verdict is about the policies without it. */
  readonly rewound?: true;
}
