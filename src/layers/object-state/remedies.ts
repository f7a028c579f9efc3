import { defined } from '../../defined';
import type { Remedies } from '../../judging/commands/remedy';
import { objectInArn } from '../../names/bucket';

export const remedies: Remedies = {
  'object-archived': [
    {
      text: 'Restore the object first: it takes hours, and S3 then keeps a copy for the days asked for.',
      safety: 'Retrieval and the copy cost money; no permission changes.',
      commands: ({ request, authorization: { resource = '', resourceAccountId } }) => {
        // A copy reads another object than it writes.
        const { bucket, key } = objectInArn(resource) ?? request;
        const isOwn = bucket === request.bucket && key === request.key;
        return bucket === undefined || key === undefined
          ? []
          : [
              {
                service: 's3api',
                operation: 'RestoreObject',
                parameters: {
                  Bucket: bucket,
                  Key: key,
                  VersionId: isOwn ? request.versionId : undefined,
                  RestoreRequest: { json: { Days: 7, GlacierJobParameters: { Tier: 'Standard' } } },
                },
                ...defined({
                  account: resourceAccountId,
                  region: bucket === request.bucket ? (request.bucketRegion ?? request.region) : undefined,
                }),
              },
            ];
      },
    },
  ],
  'object-does-not-exist': [
    {
      text: 'Ask for an object that is there: this lists its folder.',
      safety: 'A list needs s3:ListBucket. Nothing is changed.',
      commands: ({ request: { bucket, key, resourceAccountId, bucketRegion, region } }) =>
        bucket === undefined || key === undefined
          ? []
          : [
              {
                service: 's3api',
                operation: 'ListObjectsV2',
                parameters: { Bucket: bucket, Prefix: key.slice(0, key.lastIndexOf('/') + 1) },
                ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
              },
            ],
    },
  ],
  'version-is-a-delete-marker': [
    {
      text: 'Ask for a version that is an object: this lists them.',
      commands: ({ request: { bucket, key, resourceAccountId, bucketRegion, region } }) =>
        bucket === undefined || key === undefined
          ? []
          : [
              {
                service: 's3api',
                operation: 'ListObjectVersions',
                parameters: { Bucket: bucket, Prefix: key },
                ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
              },
            ],
    },
  ],
};
