import { defined } from '../../defined';
import type { Remedies, Remedy } from '../../judging/commands/remedy';
import type { InfrastructureResource } from '../../judging/infrastructure/resource';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
const underAnotherKey: Remedy = {
  text: 'Write the object again under a customer managed key, whose policy can let the other account use it.',
  safety: 'It is a new version of the object, and the policy of that key still has to allow the caller.',
  commands: ({ request: { bucket, key, resourceAccountId, bucketRegion, region } }) =>
    bucket === undefined || key === undefined
      ? []
      : [
          {
            service: 's3api',
            operation: 'CopyObject',
            parameters: {
              Bucket: bucket,
              Key: key,
              CopySource: `${bucket}/${encodeURIComponent(key.toWellFormed())}`,
              ServerSideEncryption: 'aws:kms',
              SSEKMSKeyId: { fillIn: `customer managed key in ${bucketRegion ?? region}` },
            },
            ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
          },
        ],
};

const withoutKms: Remedy = {
  text: 'Ask the owner of the bucket for SSE-S3 (AES256) as its default encryption: {service} can use no KMS key there, whatever the policy of the key says.',
  safety: 'New objects of others are then encrypted with SSE-S3 as well, unless they ask for a key.',
  commands: ({ request: { bucket, bucketRegion, resourceAccountId } }) =>
    bucket === undefined
      ? []
      : [
          {
            service: 's3api',
            operation: 'PutBucketEncryption',
            parameters: {
              Bucket: bucket,
              ServerSideEncryptionConfiguration: {
                json: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
              },
              ExpectedBucketOwner: resourceAccountId,
            },
            ...defined({ account: resourceAccountId, region: bucketRegion }),
          },
        ],
  resources: ({ request: { bucket } }) => (bucket === undefined ? [] : [withS3Keys(bucket)]),
};

const withS3Keys = (bucket: string): InfrastructureResource => ({
  terraform: {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    arguments: {
      bucket,
      rule: { block: { apply_server_side_encryption_by_default: { block: { sse_algorithm: 'AES256' } } } },
    },
  },
  cloudFormation: {
    type: 'AWS::S3::Bucket',
    properties: {
      BucketName: bucket,
      BucketEncryption: {
        block: {
          ServerSideEncryptionConfiguration: {
            list: [{ block: { ServerSideEncryptionByDefault: { block: { SSEAlgorithm: 'AES256' } } } }],
          },
        },
      },
    },
    partOf: bucket,
  },
});

export const remedies: Remedies = {
  'aws-key-from-another-account': [underAnotherKey],
  'writes-without-kms': [withoutKms],
};
