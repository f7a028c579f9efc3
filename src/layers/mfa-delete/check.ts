import { bucketVersioning } from '../../evidence/readers/bucket-versioning';
import type { Reading } from '../../evidence/define';
import type { Answer, Subject } from '../../judging/types';
import { cannotKnow, forbids, notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { words } from './words';

export interface Evidence {
  readonly versioning: Reading<{ readonly mfaDelete?: string }>;
}

const setting = 'MFADelete=Enabled';

/** Only the root user, with its device's code, deletes versions or changes versioning where MFA delete is on. */
export function checkMfaDelete(subject: Subject, { versioning }: Evidence): Answer {
  if (versioning.status === 'unreadable') return cannotKnow([unreadable(bucketVersioning, subject, versioning)]);
  const isOn = versioning.status === 'found' && versioning.value.mfaDelete === 'Enabled';
  if (!isOn) return notApplicable(words.note('mfa-delete-off'));
  if (subject.request.principal.type !== 'root') return forbids(setting, [words.note('only-root-may-delete-versions')]);
  // The code itself is a secret that no record keeps, so nothing shows whether it was sent and right.
  return cannotKnow([words.unknown('mfa-code-not-recorded')]);
}

/** A new bucket has no versions to keep. */
export const needsMfa = ({ authorization: { action }, request: { operation } }: Subject): boolean =>
  action === 's3:DeleteObjectVersion' || (action === 's3:PutBucketVersioning' && operation !== 'CreateBucket');
