import { objectInArn } from '../../names/bucket';
import type { BoundRequest } from '../../request/types';
import type { InfrastructureResource, InfrastructureValues } from './resource';

/**
 * What Terraform can say of an object that it made; CloudFormation makes none. One version of several it does not know.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_object
 */
export function objectInCode(
  arn: string | undefined,
  { versionId }: Pick<BoundRequest, 'versionId'>,
  said: InfrastructureValues,
): readonly InfrastructureResource[] {
  const { bucket, key } = objectInArn(arn ?? '') ?? {};
  if (bucket === undefined || key === undefined || versionId !== undefined) return [];
  return [
    {
      terraform: { type: 'aws_s3_object', arguments: { bucket, key, ...said }, partOf: `${bucket}/${key}` },
      cloudFormation: 'no-resource',
    },
  ];
}
