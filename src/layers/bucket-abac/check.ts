import { bucketAbac as reader } from '../../evidence/readers/bucket-abac';
import type { Reading } from '../../evidence/define';
import type { Answer, Subject } from '../../judging/types';
import { cannotKnow, forbids, notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { words } from './words';

export interface Evidence {
  readonly abac: Reading<{ readonly enabled: boolean }>;
}

/** Where a bucket's tags decide about access, PutBucketTagging and DeleteBucketTagging are refused. */
export function checkAbac(subject: Subject, { abac }: Evidence): Answer {
  if (abac.status === 'unreadable') return cannotKnow([unreadable(reader, subject, abac)]);
  if (abac.status === 'absent' || !abac.value.enabled) return notApplicable(words.note('abac-off'));
  return forbids('Abac=Enabled', [words.note('use-tag-resource', { operation: subject.request.operation })]);
}
