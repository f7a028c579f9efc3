import { defined } from '../../defined';
import type { Remedies } from '../../judging/commands/remedy';
import type { InfrastructureResource } from '../../judging/infrastructure/resource';

const loggingTo = (target: string, bucket: string): InfrastructureResource => ({
  terraform: {
    type: 'aws_s3_bucket_logging',
    arguments: { bucket, target_bucket: target, target_prefix: `${bucket}/` },
  },
  cloudFormation: {
    type: 'AWS::S3::Bucket',
    properties: {
      BucketName: bucket,
      LoggingConfiguration: { block: { DestinationBucketName: target, LogFilePrefix: `${bucket}/` } },
    },
    partOf: bucket,
  },
});

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
      resources: ({ request: { bucket, bucketRegion } }) =>
        bucket === undefined ? [] : [loggingTo(`<bucket in ${bucketRegion ?? 'the same Region'}>`, bucket)],
    },
  ],
};
