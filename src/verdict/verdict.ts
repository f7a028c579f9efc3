/** What `conclude` finds: codes and facts only. `toReport` makes the published report of it. */
import type { AwsCommand } from '../judging/commands/aws-command';
import type { InfrastructureResource } from '../judging/infrastructure/resource';
import type { Note, Unknown } from '../judging/types';
import type { AllowedUse } from '../evidence/changes/types';
import type { Coded } from '../request/coded';
import type { BoundRequest } from '../request/types';
import type { Assumption, UnreadableReason } from '../request/unknowns';
import type { AwsComparison } from './causes/aws-comparison';
import type { Cause, Certainty, Change, Finding, Status, VerdictNote } from './types';
import type { DecisionValue } from '../decision/types';
import type { FixNote } from './fixes/fix-notes';
import type { Extent, Opening, PolicyChange } from './fixes/types';
import type { Intermittent } from './intermittent/compare';
import type { DriftUnknown, VerdictUnknown } from './verdict-unknowns';

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
  | { readonly is: 'not-excluded'; readonly unknowns: readonly DriftUnknown[] }
  /** What was changed after the denial is undone: the verdict is about the policies as they were then. */
  | { readonly is: 'settled'; readonly changes: readonly Change[] }
  /** Something that we read was changed after the denial. */
  | { readonly is: 'found'; readonly changes: readonly Change[] };

/** What is to be done where only the request changes, or who sends it. */
export type RequestFixCode =
  | 'send'
  | 'send-without'
  | 'drop-header'
  /** A delete that names no version leaves a delete marker. */
  | 'drop-version'
  /** The first call of an upload, not its parts. */
  | 'begin-upload-with'
  /** A presigned URL. */
  | 'use-url-elsewhere'
  /** An anonymous caller alone. */
  | 'sign-the-request'
  /** Credentials of the pod, task or process itself, in the place of the instance's. */
  | 'use-intended-role'
  | 'change-request';

/** What is to be done. */
export type FixCode =
  | RequestFixCode
  | 'allow'
  | 'ask-to-allow'
  | 'ask-for-credentials'
  | 'ask-to-except'
  | 'tag'
  | 'change-setting'
  /** A policy of AWS's own: another is put in its place. */
  | 'replace-policy'
  /** A policy of AWS Control Tower. */
  | 'change-control'
  /** A service asked: what it asks for is not recorded. */
  | 'name-the-source'
  /** Policies that a service keeps to itself. */
  | 'see-service'
  | 'ask-owner';

/** What the sentences of a fix need: of whom and what it is. */
export type FixFacts = {
  readonly action: string;
  readonly resource?: string;
  readonly policy?: string;
  readonly attachedTo?: string;
  /** Its Sid, or `#` and its place. */
  readonly statement?: string;
  readonly setting?: string;
  readonly principal?: string;
  readonly service?: string;
  readonly anonymous?: string;
  /** Whose policy grows. */
  readonly holder?: string;
  /** In IAM Identity Center: what the policies of the caller's role are made from. */
  readonly permissionSet?: string;
  readonly tag?: string;
  /** The condition key to be met, and with which value. */
  readonly key?: string;
  readonly value?: string;
  /** The code of `reason`. */
  readonly note?: string;
  /** How much of a Deny is given up. */
  readonly extent?: Extent;
};

/** A fix without its sentences. */
export interface ProposedFix extends Coded<FixCode, FixFacts> {
  readonly layer: string;
  readonly kind: FixKind;
  /** What whoever makes it has to know besides. */
  readonly notes: readonly FixNote[];
  /** What the layer itself says of it. */
  readonly reason?: Note | VerdictNote;
  readonly document?: unknown;
  /** What it is meant to end no longer blocks with it in place. */
  readonly verified: boolean;
  /** `false`: what else it allows was more than is looked at, so that it is not proven and `opens` is a part. */
  readonly exact?: false;
  readonly decisionAfter: DecisionValue;
  readonly remaining: readonly BlockedAction[];
  /** Empty: it changes no policy, or nothing that could be tried. */
  readonly changes: readonly PolicyChange[];
  /** What it allows besides what was asked. */
  readonly opens: readonly Opening[];
  /** The request as it would be, where that is what changes. */
  readonly changedRequest?: BoundRequest;
}

/** A proposed fix, ready to be made. */
export interface Fix extends ProposedFix {
  /** In the order in which they are made. Empty: no call alone would do it. */
  readonly commands: readonly AwsCommand[];
  /** The changed policies as infrastructure as code. */
  readonly resources?: readonly InfrastructureResource[];
  /** Which of the remedies on the layer's card it is: by the code of a note, an unknown or a setting, and its place there. */
  readonly remedy?: { readonly code: string; readonly at: number };
}

export type FixKind = 'patch' | 'hand-over' | 'change-the-request';

/** An action that a layer denies. */
export interface BlockedAction {
  readonly layer: string;
  readonly action: string;
}

/** An unknown with the layer (or step) that it belongs to. */
export type LayerUnknown = (Unknown | Assumption | VerdictUnknown) & { readonly layer: string };

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
  readonly findings: readonly Finding[];
  readonly fixes: readonly Fix[];
  readonly fixedTogether?: FixedTogether;
  /** Held against AWS's own evaluation of the denial, where that could be read. */
  readonly awsEvaluation?: AwsComparison;
  readonly changes: readonly Change[];
  /** When the same caller was last allowed the same in this bucket, where a record shows it. */
  readonly lastAllowed?: AllowedUse;
  /** How the denied call differs from those of the same caller that succeeded, where any are at hand. */
  readonly intermittent?: Intermittent;
  readonly unknowns: readonly LayerUnknown[];
  readonly coverage: Coverage;
}

/** What is decided with every change in place that was tried. Only where there are several. */
export interface FixedTogether {
  readonly decision: DecisionValue;
  readonly remaining: readonly BlockedAction[];
}

/** What this run could not see. */
export interface Coverage {
  /** Layers whose evidence could not be read, or only in part. */
  readonly layersNotRead: readonly string[];
  /** Whether CloudTrail was asked who changed what: for which accounts and Regions, and since when. */
  readonly changes: {
    readonly searched: readonly { readonly account: string; readonly region: string }[];
    readonly notSearched: readonly {
      readonly account: string;
      readonly region: string;
      readonly why: UnreadableReason;
    }[];
    readonly since?: string;
    /** Where changes were heard as they were made, since when. Absent: nowhere. */
    readonly heard?: readonly { readonly account: string; readonly region: string; readonly since: string }[];
  };
  /** More combinations of unknown values than were tried: suspects may hold layers that cannot block. */
  readonly exact: boolean;
}
