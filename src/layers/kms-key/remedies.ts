import { defined } from '../../defined';
import type { Remedies } from '../../judging/commands/remedy';

export const remedies: Remedies = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
  'aws-key-from-another-account': [
    {
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
    },
  ],
};
