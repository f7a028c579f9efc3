import { defined } from '../../defined';
import { bucketTagged } from '../../judging/infrastructure/bucket-tags-resource';
import type { Remedies } from '../../judging/commands/remedy';

export const remedies: Remedies = {
  'use-tag-resource': [
    {
      text: 'Set the tags with TagResource.',
      commands: ({ request: { bucket, partition, resourceAccountId, bucketRegion, region } }) =>
        bucket === undefined || resourceAccountId === undefined
          ? []
          : [
              {
                service: 's3control',
                operation: 'TagResource',
                parameters: {
                  AccountId: resourceAccountId,
                  ResourceArn: `arn:${partition}:s3:::${bucket}`,
                  Tags: { json: [{ Key: '<key>', Value: '<value>' }] },
                },
                ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
              },
            ],
      resources: ({ request: { bucket } }) => (bucket === undefined ? [] : [bucketTagged(bucket, '<key>', '<value>')]),
    },
  ],
};
