import { defined } from '../../defined';
import type { Remedies } from '../../judging/commands/remedy';

export const remedies: Remedies = {
  'log-bucket-in-another-region': [
    {
      text: 'Log to a bucket of the same Region.',
      commands: ({ request: { bucket, bucketRegion, region, resourceAccountId } }) =>
        bucket === undefined
          ? []
          : [
              {
                service: 's3api',
                operation: 'PutBucketLogging',
                parameters: {
                  Bucket: bucket,
                  BucketLoggingStatus: {
                    json: {
                      LoggingEnabled: {
                        TargetBucket: `<bucket in ${bucketRegion ?? 'the same Region'}>`,
                        TargetPrefix: `${bucket}/`,
                      },
                    },
                  },
                },
                ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
              },
            ],
    },
  ],
};
