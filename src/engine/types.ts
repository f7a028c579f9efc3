/**
 * The vocabulary of the policy language. Nothing here knows S3, KMS, or how evidence is read.
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import type { Principal } from '../names/principal';
import type { Truth } from './truth';

/** Why a condition key's value cannot be known, as a code with facts; sentences live in renderers. */
export interface UnknownKey<Why extends string = string> {
  /** A key, or a pattern with `*` such as `aws:PrincipalTag/*`. Case is ignored. */
  readonly key: string;
  readonly why: Why;
  /** It is absent, or another text than this pattern (with `*`) matches; only for a key, not for a pattern of keys. */
  readonly otherThan?: string;
  /** It has several values, and this is one of them; only for a key, not for a pattern of keys. */
  readonly including?: string;
}

/**
 * The request context. A key in `known` has that value (an array is a multivalued key, an empty array is absent);
 * a key that matches `unknown` cannot be known; every other key is **absent**. A known key wins over a pattern.
 */
export interface Context<Why extends string = string> {
  readonly known: Readonly<Record<string, string | readonly string[]>>;
  readonly unknown: readonly UnknownKey<Why>[];
}

/** What is wrong with a policy that AWS would not accept. */
export type PolicyProblem =
  | 'effect-missing'
  | 'invalid-action'
  | 'invalid-principal'
  | 'invalid-resource'
  | 'not-json'
  | 'not-principal-allows'
  | 'policy-not-an-object'
  | 'statement-missing'
  | 'two-of-one-element'
  | 'unknown-element'
  | 'unknown-operator'
  | 'unknown-version'
  | 'wrong-type';

/** What the engine matches a statement against. */
export interface EngineRequest {
  readonly principal: Principal;
  /** `s3:GetObject` */
  readonly action: string;
  /** The resource's ARN, or `*` for actions without one; `undefined`: which one cannot be known. */
  readonly resource: string | undefined;
  readonly context: Context;
}

export type Effect = 'Allow' | 'Deny';

/** Who asks, as Principal elements see it; `callerOf` makes it. */
export interface Caller {
  readonly type: Principal['type'];
  readonly arn: string | undefined;
  readonly accountId: string | undefined;
  /** `arn:aws:iam::111122223333:root`: in a Principal element it names the account. */
  readonly accountArn: string | undefined;
  readonly service: string | undefined;
  /** The owner's copy of a foreign call does not say who called. */
  readonly unidentified: boolean;
  /** A session whose role's path cannot be known: the role's ARN around the path. */
  readonly roleOfUnknownPath: { readonly start: string; readonly end: string } | undefined;
  /** The ways that a NotPrincipal must list, all of them, to spare this caller. */
  readonly sparedBy: number;
  /** The ARN of the role, or of the user behind a federated session; `undefined`: there is none, or it cannot be known. */
  readonly role: string | undefined;
  readonly isServiceLinkedRole: Truth;
}

/** Points at one statement. `index` counts from 1, as people do. */
export interface StatementReference {
  readonly policy: string;
  readonly policyArn?: string;
  /** SCP or RCP: the root, OU or account it hangs on. */
  readonly target?: string;
  readonly sid?: string;
  readonly index: number;
  readonly effect: Effect;
}

/** One condition of a statement, judged: what it wanted and what it saw. */
export interface ConditionMatch {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
  /** `null`: the key is absent (or unknown, then `unknown` is true). */
  readonly seen: readonly string[] | null;
  readonly unknown?: true;
  /** All that is known of an unknown value: this pattern (with `*`) does not match it, or the key is absent. */
  readonly otherThan?: string;
  readonly result: 'matches' | 'does-not-match' | 'unknown';
}

export type ElementName =
  'Principal' | 'NotPrincipal' | 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Condition';

/** One element of a statement, judged. */
export interface ElementMatch {
  readonly element: ElementName;
  readonly result: 'matches' | 'does-not-match' | 'unknown';
  readonly wanted: readonly string[];
  readonly seen: readonly string[];
  /** Only for `Condition`: every condition, never only the first that failed. */
  readonly conditions?: readonly ConditionMatch[];
}

/** A statement judged element by element, never short-circuited: for people, made only when asked for. */
export interface StatementExplanation {
  readonly statement: StatementReference;
  readonly result: 'matches' | 'does-not-match' | 'unknown';
  readonly elements: readonly ElementMatch[];
  /** The statement as it stands in the policy. */
  readonly json: unknown;
}
