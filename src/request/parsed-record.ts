/** What reading a record comes to: a denied request, or why it is none. */
import type { DeniedRequest } from './types';

/** What people take for the record of a denied request. */
export type RecordKind =
  | 'console-sign-in'
  | 'digest'
  | 'insight'
  | 'object-event'
  | 'service-event'
  | 'finding'
  | 'configuration-item'
  | 'alarm';

/** Why an input is no denied S3 request, with what its sentence needs. */
export type NotDeniedFacts = {
  readonly succeeded: { readonly operation: string };
  readonly 'other-service': { readonly operation: string; readonly eventSource: string };
  readonly 'error-is-not-a-denial': { readonly operation: string; readonly errorCode: string };
  readonly 'not-caused-by-s3': { readonly operation: string };
  readonly 'not-from-aws': { readonly source: string };
  readonly 'unknown-operation': { readonly operation: string };
  /** A record of AWS that is none of a call: `kind` says of what. */
  readonly 'other-record': { readonly kind: RecordKind };
  /** A line of an access log about what S3 did by a rule of the bucket. */
  readonly 'done-by-s3': { readonly operation: string };
};
/** A value, never an exception. */
export type NotDenied<C extends keyof NotDeniedFacts = keyof NotDeniedFacts> = {
  readonly [Code in C]: { readonly is: 'not-denied'; readonly code: Code; readonly facts: NotDeniedFacts[Code] };
}[C];
export type BadInputCode =
  | 'access-log'
  | 'action'
  | 'caller-unknown'
  | 'empty'
  | 'no-records'
  | 'not-a-record'
  | 'not-json'
  | 'principal'
  | 'resource'
  | 'too-deep'
  | 'truncated';

/** Why an input is not a CloudTrail record at all. */
export interface BadInput {
  readonly is: 'bad-input';
  readonly code: BadInputCode;
  /** What is wrong, where (path or line), and what to do. */
  readonly message: string;
}
export type ParsedRecord = { readonly is: 'denied'; readonly request: DeniedRequest } | NotDenied | BadInput;
