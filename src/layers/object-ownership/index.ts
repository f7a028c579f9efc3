import { bucketAcl } from '../../evidence/readers/bucket-acl';
import { bucketOwnershipControls } from '../../evidence/readers/bucket-ownership-controls';
import { objectAcl } from '../../evidence/readers/object-acl';
import { objectExistence } from '../../evidence/readers/object-existence';
import { aclQuestion } from '../../judging/acl/permission';
import { defineLayer } from '../define';
import { checkOwnership, refusedAcls } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** An object may belong to another account than its bucket; then only its own ACL grants anything on it. */
export const objectOwnership = defineLayer({
  id: 'object-ownership',
  title: 'Object ownership',
  name: 'the object ownership',
  kind: 'modifier',
  side: 'resource',
  saidAs: Object.keys(refusedAcls),
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
  words,
  remedies,
  reads: { ownership: bucketOwnershipControls, bucketAcl, objectAcl, existence: objectExistence },
  causes: [
    { number: 53, title: 'Object owned by another account', code: 'object-owned-by-another-account' },
    { number: 56, title: 'ACL sent to a bucket with ACLs disabled', code: 'acl-sent-where-acls-are-disabled' },
  ],
  fix: 'hand-over',
  appliesTo: ({ authorization: { action, purpose }, request }) =>
    // The object that a write with an ACL makes belongs to its writer, whoever owned the one before.
    (aclQuestion(action)?.on === 'object' && purpose !== 'companion') ||
    (refusedAcls[request.errorCode] !== undefined && purpose === 'main'),
  check: checkOwnership,
});
