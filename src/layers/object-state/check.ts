import { objectExistence } from '../../evidence/readers/object-existence';
import { objectHead } from '../../evidence/readers/object-head';
import type { Reading } from '../../evidence/define';
import type { ExistingObject, ObjectHead } from '../../evidence/values';
import type { BoundAuthorization } from '../../request/types';
import type { Answer, Subject, Unknown } from '../../judging/types';
import { fellOnKms, isQuestion, namesPolicyType } from '../../judging/request/denial';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly head: Reading<Pick<ObjectHead, 'storageClass' | 'restore'>>;
  readonly existence: Reading<ExistingObject>;
}

type State = Pick<ObjectHead, 'storageClass' | 'restore'>;

/**
 * Is there an object, and can it be read at once? S3 hides a missing one behind a 403 from callers that may not list.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function checkObjectState(subject: Subject, evidence: Evidence): Answer {
  const { request } = subject;
  const state = stateIn(subject, evidence);
  // What is written over need not be read: a copy fails on its source.
  if (request.errorCode === 'InvalidObjectState' && writesOver(subject)) return passes();
  if (request.errorCode === 'InvalidObjectState')
    return state.status === 'found' && isReadable(subject, state.value)
      ? passes(words.note('object-exists'))
      : archived;
  if (request.errorCode === 'MethodNotAllowed')
    return forbids('MethodNotAllowed', [words.note('version-is-a-delete-marker')]);
  if (state.status === 'found') return isArchived(state.value) ? archived : passes(words.note('object-exists'));
  if (state.status === 'absent') return forbids('NoSuchKey', [sharedWords.note('object-does-not-exist')]);
  if (isQuestion(request)) return passes(words.note('object-assumed-to-exist'));
  if (request.errorCode !== 'AccessDenied')
    return passes(words.note('refused-for-another-reason', { errorCode: request.errorCode }));
  if (fellOnKms(request) || request.authorizations.some(isOfAKnownKey)) return passes(words.note('object-exists'));
  if (asksToList(subject)) return passes(words.note('list-bucket-was-asked'));
  if (namesPolicyType(request)) return passes(sharedWords.note('refused-by-a-policy'));
  // The right to list decides what a missing object looks like; where it is asked for, its own layers answer.
  if (request.authorizations.some(isTheRightToList)) return passes(words.note('hidden-only-without-list-bucket'));
  const code = evidence.existence.status === 'found' ? 'object-may-be-archived' : 'object-may-not-exist';
  return cannotKnow([words.unknown(code), ...whatWouldShowIt(subject, evidence)]);
}

const writesOver = ({ request: { operation }, authorization }: Subject): boolean =>
  /^(CopyObject|UploadPartCopy)$/.test(operation) && authorization.action === 's3:PutObject';

/** Whoever looks at the object itself sees most, and its tags do not show its class. A question may be about an object to come. */
function stateIn({ request }: Subject, { head, existence }: Evidence): Reading<State> {
  if (head.status !== 'unreadable' || isQuestion(request)) return head;
  return existence.status === 'found' && existence.value.storageClass === undefined ? head : existence;
}

function whatWouldShowIt(subject: Subject, { head, existence }: Evidence): readonly Unknown[] {
  return [
    ...(existence.status === 'unreadable' ? [unreadable(objectExistence, subject, existence)] : []),
    ...(head.status === 'unreadable' && head.why !== 'not-asked' ? [unreadable(objectHead, subject, head)] : []),
  ];
}

const archived = forbids('InvalidObjectState', [words.note('object-archived')]);

/** A restored copy shows as `ongoing-request="false"`: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
const isArchived = ({ storageClass = '', restore = '' }: State): boolean =>
  (storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE') && !restore.includes('ongoing-request="false"');

/** By now; what Intelligent-Tiering has archived looks like what it has not, and only the archived can be restored. */
const isReadable = ({ authorization }: Subject, state: State): boolean =>
  authorization.action !== 's3:RestoreObject' && !isArchived(state) && state.storageClass !== 'INTELLIGENT_TIERING';

/** Only the object itself, or KMS's record of its reading, shows its key. */
const isOfAKnownKey = ({ action, resource, needed, assumptions }: BoundAuthorization): boolean =>
  action === 'kms:Decrypt' && resource !== undefined && needed === 'yes' && assumptions.length === 0;

const isTheRightToList = ({ action, purpose }: BoundAuthorization): boolean =>
  purpose === 'companion' && (action === 's3:ListBucket' || action === 's3:ListBucketVersions');

const asksToList = ({ request: { said } }: Subject): boolean =>
  said.is === 'reason' && said.action.startsWith('s3:ListBucket');
