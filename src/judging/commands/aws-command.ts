/** A call of the AWS CLI, version 2, as data. What a person pastes is made from it by `src/report/commands`. */
import type { BoundRequest } from '../../request/types';

export interface AwsCommand {
  /** The CLI's own word: `s3api`, `iam`, `kms` …; `s3` for its own commands over objects. */
  readonly service: string;
  /** As the API names it: `PutBucketPolicy`. */
  readonly operation: string;
  /** As the API names them: `Bucket`, `Policy` … What is `undefined` is left out. */
  readonly parameters: Readonly<Record<string, CommandValue | undefined>>;
  /** What follows without a name of its own: the file that an object is written to, an `s3://` address. */
  readonly operand?: Exclude<CommandValue, true>;
  /** Instead of the endpoint that the CLI would ask. */
  readonly endpointUrl?: string;
  /** The account whose credentials it needs; absent: nobody knows. */
  readonly account?: string;
  /** Whose credentials it needs, in words, where the account does not say it. */
  readonly caller?: string;
  readonly region?: string;
}

/** A text, JSON (a document, a structure), `true` for a switch, or what only the reader can know. */
export type CommandValue = string | true | { readonly json: unknown } | { readonly fillIn: string };

/** A policy as it shall be, whole. */
export interface PolicyToPut {
  /** What it was read of: a bucket, a role, a key. */
  readonly target: string;
  readonly name: string;
  /** Managed policies and those of an organization have one. */
  readonly arn?: string;
  /** As the reader says it: `group admins`. */
  readonly attachedTo?: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** It is there, or is made. */
  readonly edit: 'change' | 'create';
  /** The others that were read with it. */
  readonly besides: readonly Pick<PolicyToPut, 'name' | 'arn' | 'attachedTo' | 'document'>[];
}

/** The calls that put the policy, in their order. Empty: there are none. */
export type PutPolicy = (policy: PolicyToPut, request: BoundRequest) => readonly AwsCommand[];
