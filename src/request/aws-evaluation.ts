/** AWS's own evaluation of a denied request. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html */
import type { UnreadableReason } from './unknowns';

export const checkTypes = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'VPC_ENDPOINT',
  'RESOURCE',
  'PRINCIPAL',
  'PERMISSIONS_BOUNDARY',
  'SESSION',
] as const;
/** AWS's names of the gates that it asks. `RESOURCE`: the owner's side, where it must allow on its own. */
export type AwsCheckType = (typeof checkTypes)[number];

export const evaluatedEffects = ['ALLOW', 'EXPLICIT_DENY', 'IMPLICIT_DENY', 'NO_IMPACT'] as const;
export type EvaluatedEffect = (typeof evaluatedEffects)[number];

/** A statement that AWS matched; one without a Sid has a made-up one. */
export interface MatchedStatement {
  readonly sid: string;
  readonly effect: 'ALLOW' | 'DENY';
}

export interface MatchedPolicy {
  /** The ARN of a managed policy, else opaque. */
  readonly uri: string;
  /** Absent: AWS does not list the policy. */
  readonly type?: CapturedType;
  readonly attachedTo: readonly string[];
  /** KMS's alone. */
  readonly grantId?: string;
  readonly statements: readonly MatchedStatement[];
}

/** What one gate said; of an organization each level is one. */
export interface AwsCheck {
  readonly type: AwsCheckType;
  readonly effect: EvaluatedEffect;
  /** ARN of the root, the OU or the account. */
  readonly target?: string;
  /** The types of policies that decide it; empty: the gate says it. */
  readonly policyTypes: readonly CapturedType[];
  readonly matched: readonly MatchedPolicy[];
}

/** One action on one resource. */
export interface AwsEvaluation {
  readonly effect: EvaluatedEffect;
  /** Empty: AWS shows them only to the caller's account or organization. */
  readonly checks: readonly AwsCheck[];
  /** The statements that matched, where no check says whose they are. */
  readonly matched: readonly MatchedPolicy[];
}

export const capturedTypes = [
  'IDENTITY_BASED_POLICY',
  'RESOURCE_BASED_POLICY',
  'PERMISSIONS_BOUNDARY',
  'SESSION_POLICY',
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'VPC_ENDPOINT_POLICY',
] as const;
export type CapturedType = (typeof capturedTypes)[number];

/** A policy as it was when the request was denied; of a long one AWS may leave out what is about other services. */
export interface CapturedPolicy {
  readonly type: CapturedType;
  readonly uri: string;
  readonly attachedTo: readonly string[];
  readonly grantId?: string;
  /** A JSON object; absent: `unreadable`. */
  readonly document?: unknown;
  readonly unreadable?: { readonly why: UnreadableReason; readonly permission?: string; readonly error?: string };
}
