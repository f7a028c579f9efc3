/** Why an input is no denied S3 request, in one sentence. */
import type { NotDenied } from '../request/types';
import { quote } from './clean';

export function notDeniedSentence({ code, facts }: NotDenied): string {
  const sentence = sentences[code] ?? code.replaceAll('-', ' ');
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => quote(facts[name] ?? '?', 100));
}

/** The codes that have a sentence of their own; a test compares them with those that the parsers use. */
export const spokenNotDenied = (): readonly string[] => Object.keys(sentences);

const sentences: Readonly<Record<string, string>> = {
  succeeded: 'the request succeeded ({operation} has no error code)',
  'other-service': '{operation} is a call to {eventSource}, not to S3 or to KMS for S3',
  'error-is-not-a-denial': '{operation} failed with {errorCode}, which is no denial',
  'not-caused-by-s3': '{operation} was called on KMS directly, not by S3 for a request',
  'not-from-aws': 'the event comes from {source}, not from an AWS service',
  'unknown-operation': '{operation} is no operation that Culprit knows',
};
