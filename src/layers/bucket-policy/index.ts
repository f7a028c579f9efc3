import { bucketPolicy as reader } from '../../evidence/readers/bucket-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { defineLayer } from '../define';
import { checkBucketPolicy } from './check';
import { bucketPolicyResource, putBucketPolicy } from './put-policy';
import { words } from './words';

/** The bucket's own policy. */
export const bucketPolicy = defineLayer({
  id: 'bucket-policy',
  title: 'Bucket policy',
  name: 'the bucket policy',
  kind: 'grant',
  side: 'resource',
  saidAs: ['resource-based policy'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  words,
  reads: { policy: reader, boundary: permissionsBoundary },
  causes: [
    { number: 12, title: 'The bucket policy gives a caller of another account no Allow', code: 'does-not-allow' },
    { number: 13, title: 'The bucket policy denies', code: 'denies' },
    { number: 14, title: 'The caller is outside the organization, so AWS gives no reason', code: 'does-not-allow' },
    { number: 16, title: 'The policy names a principal that was deleted and made again (`AROA…`)', code: 'Principal' },
    {
      number: 17,
      title: 'Deny with `NotPrincipal` without the session, role and account of the excepted caller',
      code: 'NotPrincipal',
    },
    { number: 18, title: 'Locked out by the own bucket policy', code: 'denies' },
    { number: 20, title: 'Plain HTTP', code: 'aws:SecureTransport' },
    { number: 21, title: 'Wrong IP address', code: 'aws:SourceIp' },
    { number: 22, title: 'Wrong VPC or endpoint', code: 'aws:SourceVpce' },
    { number: 23, title: 'Data perimeter: organization or account', code: 'aws:PrincipalOrgID' },
    { number: 24, title: 'No MFA', code: 'aws:MultiFactorAuthPresent' },
    { number: 25, title: 'Encryption header missing', code: 's3:x-amz-server-side-encryption' },
    { number: 26, title: 'ACL must be `bucket-owner-full-control`', code: 's3:x-amz-acl' },
    {
      number: 27,
      title: 'Tags of the object, the request, the principal or the bucket',
      code: 's3:ExistingObjectTag/*',
    },
    { number: 28, title: 'Conditional write or delete enforced', code: 's3:if-none-match' },
    { number: 29, title: 'How the request was signed', code: 's3:signatureAge' },
    { number: 30, title: 'List call without the required prefix', code: 's3:prefix' },
    { number: 31, title: 'Version, lock, location or access point', code: 's3:DataAccessPointArn' },
    { number: 32, title: 'Region, time, user agent, referer, session', code: 'aws:RequestedRegion' },
    { number: 33, title: 'A service writes for the wrong source', code: 'aws:SourceArn' },
    { number: 41, title: 'The bucket policy does not delegate to the access point', code: 'does-not-allow' },
  ],
  grantForm: 'policy',
  policies: {
    read: 'policy',
    naming: 'anybody',
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html
    changedBy: { actions: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'], elseBy: 'root-user' },
    largest: { each: 20_480 },
  },
  putPolicy: putBucketPolicy,
  policyResource: bucketPolicyResource,
  // What is asked on everything (ListBuckets, the settings of an account) is asked of no bucket, and a new one has no policy.
  appliesTo: ({ authorization: { action, resource }, request: { operation } }) =>
    operation !== 'CreateBucket' &&
    action !== 's3:CreateBucket' &&
    !/^(kms|lambda|iam|s3-object-lambda):/i.test(action) &&
    !(action.startsWith('s3:') && resource === '*'),
  check: checkBucketPolicy,
  slots: { policy: 'resourcePolicy', boundary: 'permissionsBoundary' },
});
