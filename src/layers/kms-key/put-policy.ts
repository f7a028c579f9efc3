import { defined } from '../../defined';
import type { PutPolicy } from '../../judging/commands/aws-command';
import { accountInArn, regionInArn } from '../../names/arn';
import type { PolicyResource } from '../../judging/infrastructure/resource';

/** Every key has one policy, `default`. https://docs.aws.amazon.com/cli/latest/reference/kms/put-key-policy.html */
export const putKeyPolicy: PutPolicy = ({ target, document }) => [
  {
    service: 'kms',
    operation: 'PutKeyPolicy',
    parameters: { KeyId: target, PolicyName: 'default', Policy: { json: document } },
    ...defined({ account: accountInArn(target), region: regionInArn(target) }),
  },
];

/** In CloudFormation the policy is a property of the key. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key_policy */
export const keyPolicyResource: PolicyResource = ({ target, document: policy }) => ({
  terraform: { type: 'aws_kms_key_policy', arguments: { key_id: target, policy: { policy } } },
  cloudFormation: { type: 'AWS::KMS::Key', properties: { KeyPolicy: { policy } }, partOf: target },
});
