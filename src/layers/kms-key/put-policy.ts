import { defined } from '../../defined';
import type { PutPolicy } from '../../judging/commands/aws-command';
import { accountInArn, regionInArn } from '../../names/arn';

/** Every key has one policy, `default`. https://docs.aws.amazon.com/cli/latest/reference/kms/put-key-policy.html */
export const putKeyPolicy: PutPolicy = ({ target, document }) => [
  {
    service: 'kms',
    operation: 'PutKeyPolicy',
    parameters: { KeyId: target, PolicyName: 'default', Policy: { json: document } },
    ...defined({ account: accountInArn(target), region: regionInArn(target) }),
  },
];
