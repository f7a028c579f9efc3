/** Why something is not known, in words: both tables are complete or do not compile. */
import type { PolicyProblem } from '../engine/types';
import type { UnknownReason, UnreadableReason } from '../request/unknowns';

/** Why AWS did not answer. */
export const unreadableReasons: Readonly<Record<UnreadableReason, string>> = {
  'access-denied': 'AWS refused the read',
  throttled: 'AWS throttled the read',
  timeout: 'AWS did not answer in time',
  'connection-failed': 'no connection to AWS',
  'server-error': 'AWS answered with an error of its own',
  'malformed-answer': 'the answer could not be understood',
  'account-not-configured': 'no role is configured for that account',
  'account-of-aws': 'the account is one of AWS, where nobody else reads',
  'target-unknown': 'what to read is itself unknown',
  'not-recorded': 'the recording does not hold this read',
  'not-found': 'it does not exist',
  'object-of-another-account':
    'AWS refused the read: the object belongs to another account, and only its own ACL could allow it',
  'other-region': 'it is in another Region, and S3 did not say in which',
  'other-organization': 'the account is not in the organization that was asked',
  'no-record': 'CloudTrail shows no record of it',
  crashed: 'the check itself failed',
  'not-asked': 'it was not asked for, as reading objects is off by default',
  'not-put': 'nobody has put the policy yet, and AWS itself judges only what is put',
  stated: 'the scenario says so',
};

/** Why a condition key or a resource is not known. */
export const unknownReasons: Readonly<Record<UnknownReason, string>> = {
  'not-in-record': 'CloudTrail does not record it',
  'not-documented': 'AWS does not document what it is',
  'not-stated': 'the question does not state it',
  'not-told': 'nothing says what it is',
  'until-read': 'what it depends on could not be read',
  'hidden-caller': 'the record hides who the caller is',
  'role-path-not-told': "a session's ARN drops the path of its role",
  'session-not-told': 'the record shows nothing of the session',
  'endpoint-not-told': 'the record does not say whether a VPC endpoint was crossed',
  'session-not-stated': 'the question does not name a session',
  'parameters-not-told': 'the record does not hold the parameters of the request',
  'tls-not-told': 'the record does not say whether TLS was used',
  'signature-not-told': 'the record does not hold how the request was signed',
  'endpoint-of-aws': "the request came through an endpoint of AWS's own",
  'network-event': 'the event of a VPC endpoint names neither bucket nor key',
  'service-call': 'a service asked, and the record does not say for what',
  'forwarded-call': 'a service asked for the caller, and the record shows the service',
  'caller-of-kms-unclear': 'the record does not say how KMS was asked',
  'bucket-key-or-not': 'it is the ARN of the object or, with an S3 Bucket Key, of the bucket',
  'account-of-key-unknown': 'the account of the key is not known',
  'region-of-key-unknown': 'the Region of the key is not known',
  'key-of-object-not-found':
    'the object and the records of KMS do not show it, and the default of the bucket is the key of new objects only',
  'object-of-another-account':
    'no record of KMS shows it, and the object belongs to another account: only its own ACL could allow to ask S3',
  'object-written-since':
    'it was written after the denial, and no record of KMS shows how what was there before was encrypted',
  'alias-not-resolved': 'which key the alias stands for could not be read',
  cut: 'it was too long for a record',
  stated: 'the scenario says so',
};

/** What is wrong with a policy that AWS would not accept. */
export const policyProblems: Readonly<Record<PolicyProblem | 'principal-misplaced', string>> = {
  'effect-missing': 'effect missing',
  'invalid-action': 'invalid action',
  'invalid-principal': 'invalid principal',
  'invalid-resource': 'invalid resource',
  'not-json': 'not json',
  'not-principal-allows': 'not principal allows',
  'policy-not-an-object': 'policy not an object',
  'principal-misplaced': 'principal misplaced',
  'statement-missing': 'statement missing',
  'two-of-one-element': 'two of one element',
  'unknown-element': 'unknown element',
  'unknown-operator': 'unknown operator',
  'unknown-version': 'unknown version',
  'wrong-type': 'wrong type',
};
