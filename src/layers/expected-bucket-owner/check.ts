import type { Answer, Subject } from '../../judging/types';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { sharedWords } from '../../judging/words';
import { words } from './words';

/** Does the account that the caller expects own the bucket? */
export function checkExpectedOwner(subject: Subject): Answer {
  const { authorization, request } = subject;
  const [header, expected] = expectedOwner(subject) ?? ['', ''];
  const main = authorization.purpose === 'main';
  const owner = authorization.resourceAccountId ?? (main ? request.resourceAccountId : undefined);
  if (owner === undefined) return cannotKnow([sharedWords.unknown('bucket-owner-unknown', { header, expected })]);
  if (owner === expected) return passes(words.note('bucket-owner-as-expected', { header, expected }));
  return forbids(header, [words.note('bucket-owner-not-as-expected', { header, expected, owner })]);
}

/** The header that speaks about this authorization's bucket, and the account in it. */
export function expectedOwner({ authorization, request }: Subject): readonly [string, string] | undefined {
  const header = headers[authorization.purpose];
  const expected = header === undefined ? undefined : request.parameters[header];
  return header === undefined || expected === undefined ? undefined : [header, expected];
}

const headers: Readonly<Record<string, string>> = {
  main: 'x-amz-expected-bucket-owner',
  'copy-source': 'x-amz-source-expected-bucket-owner',
};
