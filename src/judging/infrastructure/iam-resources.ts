/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy */
import type { PolicyToPut } from '../commands/aws-command';
import { holderOf, ownNameOf } from '../commands/put-iam-policy';
import type { InfrastructureResource, PolicyResource } from './resource';

export const managedPolicyResource: PolicyResource = ({ arn, document: policy }) => {
  const { path, name } = /:policy(?<path>\/(?:.+\/)?)(?<name>[^/]+)$/s.exec(arn ?? '')?.groups ?? {};
  if (name === undefined || path === undefined) return undefined;
  return {
    terraform: { type: 'aws_iam_policy', arguments: { name, path, policy: { policy } } },
    cloudFormation: {
      type: 'AWS::IAM::ManagedPolicy',
      properties: { ManagedPolicyName: name, Path: path, PolicyDocument: { policy } },
    },
  };
};

/** In the place of a policy of AWS's, which whoever makes this takes off its holder. */
export const ownPolicyResource = (put: PolicyToPut): InfrastructureResource =>
  attachedPolicyResource({ ...put, name: ownNameOf(put) });

/** A managed policy, and what attaches it to its one holder. */
export function attachedPolicyResource(put: PolicyToPut): InfrastructureResource {
  const { kind, name: holder } = holderOf(put);
  const { name } = put;
  const policy = { policy: put.document };
  const of = kind.toLowerCase();
  return {
    terraform: {
      type: 'aws_iam_policy',
      arguments: { name, policy },
      attachedBy: {
        type: `aws_iam_${of}_policy_attachment`,
        arguments: { [of]: holder, policy_arn: { attribute: 'arn' } },
      },
    },
    cloudFormation: {
      type: 'AWS::IAM::ManagedPolicy',
      properties: { ManagedPolicyName: name, PolicyDocument: policy, [`${kind}s`]: { list: [holder] } },
    },
  };
}

export const inlinePolicyResource: PolicyResource = (put) => {
  const { kind, name: holder } = holderOf(put);
  const policy = { policy: put.document };
  return {
    terraform: {
      type: `aws_iam_${kind.toLowerCase()}_policy`,
      arguments: { name: put.name, [kind.toLowerCase()]: holder, policy },
    },
    cloudFormation: {
      type: `AWS::IAM::${kind}Policy`,
      properties: { PolicyName: put.name, [`${kind}Name`]: holder, PolicyDocument: policy },
    },
  };
};
