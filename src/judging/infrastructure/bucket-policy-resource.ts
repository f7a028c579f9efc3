import type { InfrastructureResource } from './resource';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_policy */
export const bucketPolicyWith = (
  bucket: string,
  policy: Readonly<Record<string, unknown>>,
): InfrastructureResource => ({
  terraform: { type: 'aws_s3_bucket_policy', arguments: { bucket, policy: { policy } } },
  cloudFormation: { type: 'AWS::S3::BucketPolicy', properties: { Bucket: bucket, PolicyDocument: { policy } } },
});
