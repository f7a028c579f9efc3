/** Why an input is no denied S3 request, in one sentence. */
import type { NotDenied, NotDeniedFacts, RecordKind } from '../request/parsed-record';
import { quote } from './clean';

export const notDeniedSentence = <C extends NotDenied['code']>({ code, facts }: NotDenied<C>): string =>
  sentences[code](facts);

const sentences: { readonly [C in NotDenied['code']]: (facts: NotDeniedFacts[C]) => string } = {
  succeeded: ({ operation }) => `the request succeeded (${name(operation)} has no error code)`,
  'other-service': ({ operation, eventSource }) =>
    `${name(operation)} is a call to ${name(eventSource)}, not to S3 or to KMS for S3`,
  'error-is-not-a-denial': ({ operation, errorCode }) =>
    `${name(operation)} failed with ${name(errorCode)}, which is no denial`,
  'not-caused-by-s3': ({ operation }) => `${name(operation)} was called on KMS directly, not by S3 for a request`,
  'not-from-aws': ({ source }) => `the event comes from ${name(source)}, not from an AWS service`,
  'other-record': ({ kind }) => kinds[kind],
  'done-by-s3': ({ operation }) =>
    `${name(operation)} is what S3 did by a lifecycle rule of the bucket: nobody asked for it, and nobody was denied`,
  'unknown-operation': ({ operation }) => `${name(operation)} is no operation that Culprit knows`,
};

/** What it is, and where it belongs. */
const kinds: Readonly<Record<RecordKind, string>> = {
  'console-sign-in':
    'this is the record of a sign-in to the console: who may sign in is decided by IAM and IAM Identity Center',
  digest: 'this is a digest file of CloudTrail, which validates log files: give one of the log files that it lists',
  insight:
    'this is an event of CloudTrail Insights, about how often something was called: give the records of the calls',
  'object-event':
    'this is an event notification of S3, about an object that was changed: requests that were denied cause none, CloudTrail and the access log record them',
  'service-event':
    'this is the record of what a service of AWS did by itself: nobody asked for it, and nobody was denied',
  finding: 'this is a finding of a security service: give the CloudTrail record that it is about',
  'configuration-item':
    'this is a configuration item of AWS Config, about how something is set up: give the record of the denied call',
  alarm: 'this is the state of a CloudWatch alarm: give the records that it counts (`culprit find` looks for them)',
};

const name = (value: string): string => quote(value, 100);
