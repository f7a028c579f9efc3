/** What holds a policy or a setting, as infrastructure as code writes it. */
import type { PolicyToPut } from '../commands/aws-command';
import type { BoundRequest } from '../../request/types';

/** `no-resource`: the language has none for it. */
export interface InfrastructureResource {
  readonly terraform:
    | 'no-resource'
    | (TerraformResource & {
        /** A resource that hangs it where it counts. */
        readonly attachedBy?: TerraformResource;
      });
  readonly cloudFormation: 'no-resource' | CloudFormationResource;
}

export interface CloudFormationResource {
  /** `AWS::S3::BucketPolicy`, of which CDK has a class as well. */
  readonly type: string;
  readonly properties: InfrastructureValues;
  readonly partOf?: string;
}

/** What only a call does. */
export const noResource: InfrastructureResource = { terraform: 'no-resource', cloudFormation: 'no-resource' };

export interface TerraformResource {
  /** `aws_s3_bucket_policy` */
  readonly type: string;
  readonly arguments: InfrastructureValues;
  /** The bucket, key or role of which these are only the arguments that change. */
  readonly partOf?: string;
}

/** By the argument's or property's own name. */
export type InfrastructureValues = Readonly<Record<string, InfrastructureValue>>;

export type InfrastructureValue =
  | string
  | number
  | boolean
  /** Terraform takes its JSON, CloudFormation the document itself. */
  | { readonly policy: PolicyToPut['document'] }
  /** Arguments of an inner block, or a structure. */
  | { readonly block: InfrastructureValues }
  /** The same block of Terraform several times. */
  | { readonly blocks: readonly InfrastructureValues[] }
  | { readonly list: readonly InfrastructureValue[] }
  /** By names that nobody but their owner gave, as those of tags. */
  | { readonly map: Readonly<Record<string, string>> }
  /** The resource that this one attaches. */
  | { readonly attribute: string };

/** `undefined`: no resource holds such a policy. */
export type PolicyResource = (policy: PolicyToPut, request: BoundRequest) => InfrastructureResource | undefined;
