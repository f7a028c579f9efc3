/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy */
import { holderOf } from '../commands/put-iam-policy';
import type { PolicyResource } from './resource';

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
