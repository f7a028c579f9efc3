import { defined } from '../../defined';
import type { PutPolicy } from '../../judging/commands/aws-command';
import { putManagedPolicy } from '../../judging/commands/put-iam-policy';
import { accountOf } from '../../names/principal';

/**
 * A session keeps the policy that it began with: a new one is begun. Its trust policy and tags are not known here.
 * https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html
 */
export const putSessionPolicy: PutPolicy = (policy, request) => {
  const { arn, document } = policy;
  const { principal, region } = request;
  if (arn !== undefined) return putManagedPolicy(policy, request);
  const Policy = { json: document };
  const where = { region, ...defined({ account: accountOf(principal) }) };
  if (principal.type === 'assumed-role' && principal.roleArn !== undefined)
    return [
      {
        service: 'sts',
        operation: 'AssumeRole',
        parameters: { RoleArn: principal.roleArn, RoleSessionName: principal.sessionName, Policy },
        ...where,
      },
    ];
  if (principal.type === 'federated-user')
    return [
      { service: 'sts', operation: 'GetFederationToken', parameters: { Name: principal.name, Policy }, ...where },
    ];
  return [];
};
