/** A layer: one gate of AWS. Its card declares what it is; its check is a pure judgement over evidence. */
import type { PutPolicy } from '../judging/commands/aws-command';
import type { PolicyResource } from '../judging/infrastructure/resource';
import type { Remedies } from '../judging/commands/remedy';
import type { Answer, GrantForm, Kind, Reach, ReadingsOf, Reads, Side, Subject } from '../judging/types';
import type { Words } from '../judging/define-words';
import type { sharedWords } from '../judging/words';
import type { ErrorClass } from '../request/error-codes';

/** One of the known causes of an S3 403 that a layer names; `number` is that of docs/causes.md. */
export interface KnownCause {
  readonly number: number;
  readonly title: string;
  /** What the finding shows then: an outcome, a note's or unknown's code, a setting, an element or a condition key. */
  readonly code: string;
  /** `false`: no public source says that S3 answers so; nothing is then more than *possible*. */
  readonly verified?: false;
}

/** The policies of a layer, as far as it matters to whoever would change one. */
export interface OwnPolicies<Read extends string = string> {
  /** The read that holds them. */
  readonly read: Read;
  /** Whom its statements may name: nobody (no Principal), only `"*"`, or anybody. */
  readonly naming: 'nobody' | 'everybody' | 'anybody';
  /** They bind others as well: a statement of them that names nobody is for all of these. */
  readonly isShared?: true;
  /** The actions that change such a policy, which it may itself deny, and who still can where it denies them to everybody. */
  readonly changedBy?: { readonly actions: readonly string[]; readonly elseBy: 'root-user' | 'aws-support' };
  readonly largest: LargestPolicy;
  /** `list`: several at once, of a principal or an organization; `part`: beside other facts. @default the policy alone */
  readonly heldAs?: 'list' | 'part';
}

/**
 * The bytes that AWS takes without white space; of inline policies all of one holder together.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export type LargestPolicy =
  | { readonly each: number }
  | { readonly managed: number; readonly inline: Readonly<Record<'role' | 'user' | 'group', number>> };

export interface Layer<R extends Reads = Reads, W extends Words = Words> {
  readonly id: string;
  readonly title: string;
  /** The title as sentences say it: `the bucket policy`. */
  readonly name: string;
  /** One of its policies where there is little room: `SCP`. Without it the name serves. */
  readonly short?: string;
  /** What holds its statements, where that is not the layer itself: `the policy of the KMS key`. */
  readonly policy?: string;
  readonly kind: Kind;
  readonly side: Side;
  /** AWS's wording of this layer in error texts, as in "with an explicit deny in a …". */
  readonly saidAs: readonly string[];
  readonly docs: string;
  /** The sentences of the codes that this layer makes. */
  readonly words: W;
  readonly reads: R;
  /** Reads on which no judgement rests: they show what to do next, or give a second opinion. */
  readonly advice?: readonly (keyof R & string)[];
  readonly causes?: readonly KnownCause[];
  /** Codes of notes and unknowns that rest on what AWS does not document: nothing is then more than *possible*. */
  readonly undocumented?: readonly (keyof W['unknowns'] | keyof typeof sharedWords.unknowns)[];
  /** Only for grants of the resource's side. */
  readonly grantForm?: GrantForm;
  /** Resource-side Allows that reach so far pass this layer's *implicit* deny within one account. */
  readonly yieldsTo?: readonly Exclude<Reach, 'account'>[];
  /** Within one account nobody is granted anything unless this layer names the caller or its account (a KMS key policy). */
  readonly mustName?: true;
  /**
   * How a change to this layer is offered. Without it as a patch of its policy; a guardrail is handed to its owner, and
   * what came with the credentials or the request is for the caller to change.
   */
  readonly fix?: 'hand-over' | 'change-the-request';
  /** By the note's code: the class of error with which AWS answers then, where it is not a plain refusal. */
  readonly answeredWith?: Readonly<Partial<Record<keyof W['notes'], ErrorClass>>>;
  /** Such a denial is recorded only with an error of this class, or with a text that names the layer. */
  readonly recordedAs?: ErrorClass;
  /** By the note's code: request parameters (`null`: none) with which the caller meets what the note says is missing. */
  readonly metBy?: Readonly<Partial<Record<keyof W['notes'], Readonly<Record<string, string | null>>>>>;
  /** Codes of notes that say that public grants of ACLs count for nothing, and are not even shown. */
  readonly hidesGrants?: readonly (keyof W['notes'])[];
  /** The layer's own policies, if statements of them could be changed. */
  readonly policies?: OwnPolicies<keyof R & string>;
  /** The call of the AWS CLI that puts a policy of this layer. */
  readonly putPolicy?: PutPolicy;
  /** What holds such a policy in infrastructure as code. */
  readonly policyResource?: PolicyResource;
  /** What mends it where no policy is to be changed. */
  readonly remedies?: Remedies<keyof R & string>;
  readonly appliesTo: (subject: Subject) => boolean;
  readonly check: (subject: Subject, evidence: ReadingsOf<R>) => Answer;
  /**
   * The slots of a scenario of `culprit evaluate` that its reads are taken from (docs/evaluate.md); what a read without
   * one asks for is absent there. Without slots the layer takes no part.
   */
  readonly slots?: { readonly [K in keyof R]?: string };
}

/** One row of the registry; the type of `reads` is forgotten there and kept inside the layer. */
export type AnyLayer = Layer;

export function defineLayer<R extends Reads, W extends Words>(layer: Layer<R, W>): AnyLayer {
  // Sound: whoever calls `check` passes readings made from this very layer's `reads`.
  return layer as unknown as AnyLayer;
}
