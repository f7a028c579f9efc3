import { objectHead } from '../../evidence/readers/object-head';
import type { Reading } from '../../evidence/define';
import type { ObjectHead } from '../../evidence/values';
import type { BoundAuthorization } from '../../request/types';
import type { Answer, Subject } from '../../judging/types';
import { fellOnKms, isQuestion, namesPolicyType } from '../../judging/request/denial';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly head: Reading<Pick<ObjectHead, 'storageClass' | 'restore'>>;
}

/**
 * Is there an object, and can it be read at once? S3 hides a missing one behind a 403 from callers that may not list.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function checkObjectState(subject: Subject, { head }: Evidence): Answer {
  const { request } = subject;
  if (request.errorCode === 'InvalidObjectState')
    return head.status === 'found' && isReadable(subject, head.value) ? passes(words.note('object-exists')) : archived;
  if (request.errorCode === 'MethodNotAllowed')
    return forbids('MethodNotAllowed', [words.note('version-is-a-delete-marker')]);
  if (head.status === 'found') return isArchived(head.value) ? archived : passes(words.note('object-exists'));
  if (head.status === 'absent') return forbids('NoSuchKey', [sharedWords.note('object-does-not-exist')]);
  if (isQuestion(request)) return passes(words.note('object-assumed-to-exist'));
  if (request.errorCode !== 'AccessDenied')
    return passes(words.note('refused-for-another-reason', { errorCode: request.errorCode }));
  if (fellOnKms(request) || request.authorizations.some(isOfAKnownKey)) return passes(words.note('object-exists'));
  if (asksToList(subject)) return passes(words.note('list-bucket-was-asked'));
  if (namesPolicyType(request)) return passes(sharedWords.note('refused-by-a-policy'));
  // The right to list decides what a missing object looks like; where it is asked for, its own layers answer.
  if (request.authorizations.some(isTheRightToList)) return passes(words.note('hidden-only-without-list-bucket'));
  return cannotKnow([words.unknown('object-may-not-exist'), unreadable(objectHead, subject, head)]);
}

const archived = forbids('InvalidObjectState', [words.note('object-archived')]);

/** A restored copy shows as `ongoing-request="false"`: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
const isArchived = ({ storageClass = '', restore = '' }: Pick<ObjectHead, 'storageClass' | 'restore'>): boolean =>
  (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') && !restore.includes('ongoing-request="false"');

/** By now; what Intelligent-Tiering has archived looks like what it has not, and only the archived can be restored. */
const isReadable = ({ authorization }: Subject, head: Pick<ObjectHead, 'storageClass' | 'restore'>): boolean =>
  authorization.action !== 's3:RestoreObject' && !isArchived(head) && head.storageClass !== 'INTELLIGENT_TIERING';

/** Only the object itself, or KMS's record of its reading, shows its key. */
const isOfAKnownKey = ({ action, resource, needed, assumptions }: BoundAuthorization): boolean =>
  action === 'kms:Decrypt' && resource !== undefined && needed === 'yes' && assumptions.length === 0;

const isTheRightToList = ({ action, purpose }: BoundAuthorization): boolean =>
  purpose === 'companion' && (action === 's3:ListBucket' || action === 's3:ListBucketVersions');

const asksToList = ({ request: { said } }: Subject): boolean =>
  said.is === 'reason' && said.action.startsWith('s3:ListBucket');
