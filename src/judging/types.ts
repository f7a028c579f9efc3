/** What a layer answers, and the words in which layers and the decision speak of it. */
import type { Truth } from '../engine/truth';
import type { ConditionMatch, StatementExplanation, StatementReference } from '../engine/types';
import type { Reader, Reading } from '../evidence/define';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import type { RequestUnknown } from '../request/unknowns';
import type { Worded } from './define-words';
import type { Form } from './policy/form';
import type { PolicyGroup } from './policy/groups';

/**
 * *grant* can allow · *limit* can only take away · *state* neither (an archived object, a locked version) ·
 * *modifier* changes what others may say.
 */
export type Kind = 'grant' | 'limit' | 'state' | 'modifier';

/** Whose account speaks. */
export type Side = 'principal' | 'resource' | 'access-point' | 'key' | 'network';

/**
 * How closely an Allow of a resource's policy names the caller. Within one account it decides what the Allow overrides:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Reach =
  /** The session, user or federated user itself, or everybody: passes implicit denies of identity, boundary and session. */
  | 'caller'
  /** The session's role: passes an implicit deny of the identity-based policies only. */
  | 'role'
  /** The caller's account: passes nothing by itself; opens the way for identity-based policies. */
  | 'account';

/** What a modifier does to the grants of the resource's side; `decide` applies it. */
export interface GrantEffect {
  /** Grants of this form count for nothing … */
  readonly voids: GrantForm;
  /** … when they are made to these callers. */
  readonly to: 'everyone' | 'outside-the-account';
}
/** In which form a grant layer of the resource's side grants: a modifier may void one form and leave the other. */
export type GrantForm = 'policy' | 'access-control-list';

/**
 * A definite judgement of one layer on one authorization, as `decide` combines it. `denies` and `allows` are independent:
 * missing grants are judged as if no statement denied.
 */
export interface Judgement {
  readonly applies: boolean;
  readonly denies: boolean;
  /** grant: something grants; limit: it lets pass; state: the state does not forbid. */
  readonly allows: boolean;
  /** Only for grants of a resource's side: the closest naming among the Allows that matched; several count. */
  readonly reaches?: readonly Reach[];
  /** Only for modifiers. */
  readonly effects?: readonly GrantEffect[];
  /** What grants here replaces the identity-based policies of another account as well. */
  readonly standsForIdentity?: true;
}

/** Something that a layer found; `words.note` makes it. */
export type Note = Worded;
/** What could not be known; `words.unknown` makes it, where it is not about the request itself. */
export type Unknown = RequestUnknown | Worded;

/** The near miss, ranked: the Allow that failed by the fewest elements first. */
export interface Explanation {
  /** The statements (or settings) that decided the outcome. */
  readonly decided: readonly StatementExplanation[];
  /** Allows that almost matched; bounded to a handful. */
  readonly nearMisses: readonly StatementExplanation[];
  /** `RestrictPublicBuckets`, `ObjectLockMode=COMPLIANCE` … */
  readonly setting?: string;
  /** Codes and facts that a renderer speaks, e.g. `no-bucket-policy`, `caller-is-exempt`. */
  readonly notes: readonly Note[];
  readonly conditions?: readonly ConditionMatch[];
}

/** The policies that were judged, as they lie in the evidence: who changes one finds it again by the object itself. */
export interface JudgedPolicies {
  /** The request as these policies see it. */
  readonly subject: Subject;
  readonly form: Form;
  readonly hasBoundary: Truth;
  /** Each group lets the request pass by itself; of what lacks an Allow only the groups that lack it are here. */
  readonly groups: readonly PolicyGroup[];
}

/** What a check answers for one authorization. */
export type Answer = {
  /** Only of layers that judge policies. */
  readonly policies?: JudgedPolicies;
} & (
  | {
      readonly outcome: 'allows' | 'denies' | 'does-not-allow' | 'not-applicable';
      readonly judgement: Judgement;
      readonly statements: readonly StatementReference[];
      /** Lazy: only what people read is explained. */
      readonly explain: () => Explanation;
    }
  | {
      readonly outcome: 'unknown';
      /** Every judgement that the unknowns leave open. Never empty; the true one is among them. */
      readonly possible: readonly Judgement[];
      readonly unknowns: readonly Unknown[];
      readonly statements: readonly StatementReference[];
      readonly explain: () => Explanation;
    }
);

export type Reads = Readonly<Record<string, Reader<unknown>>>;
/** The readings a check gets: one per declared read, of this authorization's target. */
export type ReadingsOf<R extends Reads> = {
  readonly [K in keyof R]: R[K] extends Reader<infer T> ? Reading<T> : never;
};

export interface Subject {
  readonly authorization: BoundAuthorization;
  readonly request: BoundRequest;
}
