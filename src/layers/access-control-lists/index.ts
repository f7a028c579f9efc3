import { accountPublicAccessBlock } from '../../evidence/readers/account-public-access-block';
import { bucketAcl } from '../../evidence/readers/bucket-acl';
import { bucketOwnershipControls } from '../../evidence/readers/bucket-ownership-controls';
import { bucketPublicAccessBlock } from '../../evidence/readers/bucket-public-access-block';
import { objectAcl } from '../../evidence/readers/object-acl';
import { objectExistence } from '../../evidence/readers/object-existence';
import { aclQuestion, perhapsByWriting } from '../../judging/acl/permission';
import { defineLayer } from '../define';
import { checkAcl } from './check';
import { words } from './words';

/** Access control lists of the bucket and the object: grants only, and only where ACLs are on. */
export const accessControlLists = defineLayer({
  id: 'access-control-lists',
  title: 'Access control lists',
  name: 'the access control lists',
  short: 'ACL',
  kind: 'grant',
  side: 'resource',
  saidAs: ['resource-based policy'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
  words,
  reads: {
    ownership: bucketOwnershipControls,
    bucketAcl,
    objectAcl,
    existence: objectExistence,
    accountBlock: accountPublicAccessBlock,
    bucketBlock: bucketPublicAccessBlock,
  },
  grantForm: 'access-control-list',
  causes: [
    { number: 54, title: 'ACLs are on and grant nothing to the caller', code: 'no-acl-grant' },
    { number: 55, title: 'ACLs were disabled without moving their grants into a policy', code: 'acls-disabled' },
  ],
  fix: 'hand-over',
  appliesTo: (subject) =>
    aclQuestion(subject.authorization.action) !== undefined || perhapsByWriting(subject) !== undefined,
  check: checkAcl,
});
