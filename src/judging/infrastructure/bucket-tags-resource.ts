import type { InfrastructureResource } from './resource';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket */
export const bucketTagged = (bucket: string, tag: string, value: string): InfrastructureResource => ({
  terraform: { type: 'aws_s3_bucket', arguments: { bucket, tags: { map: { [tag]: value } } }, partOf: bucket },
  cloudFormation: {
    type: 'AWS::S3::Bucket',
    properties: { BucketName: bucket, Tags: { list: [{ block: { Key: tag, Value: value } }] } },
    partOf: bucket,
  },
});
