import { defined } from '../../defined';
import { objectInCode } from '../../judging/infrastructure/object-resource';
import type { Remedies, Remedy } from '../../judging/commands/remedy';
import { sameCallWithoutAcl } from '../../judging/commands/same-call';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
const giveItToTheOwner: Remedy = {
  text: 'Ask {owner}, who wrote the object, to give the owner of the bucket full control of it.',
  safety: 'It concerns this object only; the policy of the bucket then still allows nothing on it to others.',
  commands: ({ request: { bucket, key, versionId, bucketRegion, region } }) =>
    bucket === undefined || key === undefined
      ? []
      : [
          {
            service: 's3api',
            operation: 'PutObjectAcl',
            parameters: { Bucket: bucket, Key: key, VersionId: versionId, ACL: 'bucket-owner-full-control' },
            region: bucketRegion ?? region,
          },
        ],
  resources: ({ request, authorization }) =>
    objectInCode(authorization.resource, request, { acl: 'bucket-owner-full-control' }),
};

const disableAcls: Remedy = {
  text: 'Ask the owner of the bucket to disable ACLs (BucketOwnerEnforced): then every object in it is theirs.',
  safety: 'Grants of ACLs count for nothing then: whoever reads by one needs a policy first.',
  commands: ({ request: { bucket, resourceAccountId, bucketRegion, region } }) =>
    bucket === undefined
      ? []
      : [
          {
            service: 's3api',
            operation: 'PutBucketOwnershipControls',
            parameters: {
              Bucket: bucket,
              OwnershipControls: { json: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
            },
            ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
          },
        ],
  resources: ({ request: { bucket } }) =>
    bucket === undefined
      ? []
      : [
          {
            terraform: {
              type: 'aws_s3_bucket_ownership_controls',
              arguments: { bucket, rule: { block: { object_ownership: 'BucketOwnerEnforced' } } },
            },
            cloudFormation: {
              type: 'AWS::S3::Bucket',
              properties: {
                BucketName: bucket,
                OwnershipControls: {
                  block: { Rules: { list: [{ block: { ObjectOwnership: 'BucketOwnerEnforced' } }] } },
                },
              },
              partOf: bucket,
            },
          },
        ],
};

const withoutAcl: Remedy = {
  text: 'Send the request without an ACL: the bucket takes none.',
  safety: 'Only the request changes. The owner of the bucket owns the object anyway.',
  commands: ({ request }) => sameCallWithoutAcl(request),
};

export const remedies: Remedies = {
  'object-owned-by-another-account': [giveItToTheOwner, disableAcls],
  'acl-sent-where-acls-are-disabled': [withoutAcl],
  'bucket-acl-conflicts-with-ownership': [withoutAcl],
};
