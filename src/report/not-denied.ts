/** Why an input is no denied S3 request, in one sentence. */
import type { NotDenied, NotDeniedFacts } from '../request/types';
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
  'unknown-operation': ({ operation }) => `${name(operation)} is no operation that Culprit knows`,
};

const name = (value: string): string => quote(value, 100);
