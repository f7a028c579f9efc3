/** What holds a policy, as infrastructure as code writes it. */
import type { PolicyToPut } from '../commands/aws-command';
import type { BoundRequest } from '../../request/types';

export interface InfrastructureResource {
  readonly terraform: {
    /** `aws_s3_bucket_policy` */
    readonly type: string;
    readonly arguments: InfrastructureValues;
  };
  readonly cloudFormation: {
    /** `AWS::S3::BucketPolicy`, of which CDK has a class as well. */
    readonly type: string;
    readonly properties: InfrastructureValues;
  };
}

/** By the argument's or property's own name. */
export type InfrastructureValues = Readonly<Record<string, InfrastructureValue>>;
/** A text, a policy (Terraform takes its JSON, CloudFormation the document itself), or arguments of an inner block. */
export type InfrastructureValue =
  string | { readonly policy: PolicyToPut['document'] } | { readonly block: InfrastructureValues };

/** `undefined`: no resource holds such a policy. */
export type PolicyResource = (policy: PolicyToPut, request: BoundRequest) => InfrastructureResource | undefined;
