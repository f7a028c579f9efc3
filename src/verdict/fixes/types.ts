/** What a fix changes, as data: commands, infrastructure as code and diffs are made from it. */

/** A policy as it is put: parsed JSON with `Version` and `Statement`. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/** Where a policy lies in the evidence of its layer, or would lie. */
export interface PolicyPlace {
  readonly layer: string;
  /** The read of the layer's card, and what it was read of: a bucket, a role, a key, an account. */
  readonly read: string;
  readonly target: string;
  /** Inside the reading's value: `['policies', 0]`, `['levels', 1, 'policies', 0]`; `[]`: the value is the policy. */
  readonly path: readonly (string | number)[];
}

/** The policy by its names; `attachedTo` in words that a person finds again. */
export interface ChangedPolicy {
  readonly name: string;
  readonly arn?: string;
  readonly attachedTo?: string;
}

/** Statements count from 1. */
export type StatementEdit =
  | { readonly is: 'added'; readonly index: number }
  /** `to` is empty: nothing of the statement is left. */
  | { readonly is: 'replaced'; readonly index: number; readonly to: readonly number[] };

/** One policy before and after. Both documents are whole. */
export type PolicyChange = {
  readonly place: PolicyPlace;
  readonly policy: ChangedPolicy;
  readonly after: PolicyDocument;
  /** `index` counts in `before` where a statement is replaced, in `after` where one is added. */
  readonly statements: readonly StatementEdit[];
} & ({ readonly edit: 'create' } | { readonly edit: 'change'; readonly before: PolicyDocument });

/**
 * How much of a Deny is given up for the caller, action and resource: only the circumstances of this request, all but those
 * that come and go (the time, the age of a session), all circumstances; or the caller is spared by the whole statement.
 */
export const extents = [
  'these-circumstances',
  'lasting-circumstances',
  'any-circumstances',
  'whole-statement',
] as const;
export type Extent = (typeof extents)[number];

/**
 * Something that was denied before and is allowed after, besides what was asked: by principal (`*` for others), action and
 * resource, with `*` and `?` as in policies. `anyContext`: it is what was asked, in other circumstances.
 */
export interface Opening {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly anyContext?: true;
}
