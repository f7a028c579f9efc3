import { accessPoint } from '../../evidence/readers/access-point';
import { multiRegionAccessPoint } from '../../evidence/readers/multi-region-access-point';
import { multiRegionAccessPointPolicy } from '../../evidence/readers/multi-region-access-point-policy';
import { accessPointPolicy } from '../../evidence/readers/access-point-policy';
import { accountPublicAccessBlock } from '../../evidence/readers/account-public-access-block';
import { bucketPolicy } from '../../evidence/readers/bucket-policy';
import { bucketPolicyStatus } from '../../evidence/readers/bucket-policy-status';
import { bucketPublicAccessBlock } from '../../evidence/readers/bucket-public-access-block';
import { defineLayer } from '../define';
import { undocumentedOfOwn } from '../../judging/request/access-point';
import { checkBlockPublicAccess, isTrusted, putsAcl, putsPolicy } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** S3 Block Public Access at organization, account, bucket and access point. */
export const blockPublicAccess = defineLayer({
  id: 'block-public-access',
  title: 'S3 Block Public Access',
  name: 'S3 Block Public Access',
  kind: 'modifier',
  side: 'resource',
  saidAs: ['BlockPublicAcls', 'BlockPublicPolicy'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  words,
  hidesGrants: ['public-acls-ignored'],
  remedies,
  reads: {
    account: accountPublicAccessBlock,
    bucket: bucketPublicAccessBlock,
    accessPoint,
    status: bucketPolicyStatus,
    policy: bucketPolicy,
    accessPointPolicy,
    multiRegion: multiRegionAccessPoint,
    multiRegionPolicy: multiRegionAccessPointPolicy,
  },
  causes: [
    { number: 47, title: '`BlockPublicAcls` and a public ACL', code: 'BlockPublicAcls' },
    { number: 48, title: '`BlockPublicPolicy` and a public policy', code: 'BlockPublicPolicy' },
    { number: 49, title: '`IgnorePublicAcls`', code: 'public-acls-ignored' },
    { number: 50, title: '`RestrictPublicBuckets` and a public policy', code: 'RestrictPublicBuckets' },
    { number: 51, title: "A stricter setting of the account's or the access point's", code: 'public-policy-cut-off' },
    {
      number: 52,
      title: 'The organization manages Block Public Access',
      code: 'organization-may-manage-block-public-access',
    },
  ],
  undocumented: undocumentedOfOwn,
  fix: 'hand-over',
  appliesTo: (subject) =>
    subject.authorization.action.startsWith('s3:') &&
    (putsAcl(subject) ||
      putsPolicy(subject) ||
      subject.authorization.action === 's3:PutAccountPublicAccessBlock' ||
      !isTrusted(subject)),
  check: checkBlockPublicAccess,
});
