import { defined } from '../../defined';
import type { PolicyToPut, PutPolicy } from '../../judging/commands/aws-command';
import { putManagedPolicy } from '../../judging/commands/put-iam-policy';
import { accountOf } from '../../names/principal';

/**
 * A session keeps the policy that it began with: a new one is begun. Its trust policy and tags are not known here.
 * https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html
 */
export const putSessionPolicy: PutPolicy = (policy, request) => {
  const { arn, document, besides } = policy;
  const { principal, region } = request;
  if (arn !== undefined) return putManagedPolicy(policy, request);
  const own = withOwn(besides, document);
  if (JSON.stringify(own).length > mostOfOwn) return [];
  const passed = besides.flatMap((other) => (other.arn === undefined ? [] : [{ arn: other.arn }]));
  const given = { Policy: { json: own }, ...(passed.length === 0 ? {} : { PolicyArns: { json: passed } }) };
  const where = { region, ...defined({ account: accountOf(principal) }) };
  if (principal.type === 'assumed-role' && principal.roleArn !== undefined)
    return [
      {
        service: 'sts',
        operation: 'AssumeRole',
        parameters: { RoleArn: principal.roleArn, RoleSessionName: principal.sessionName, ...given },
        ...where,
      },
    ];
  if (principal.type === 'federated-user')
    return [
      { service: 'sts', operation: 'GetFederationToken', parameters: { Name: principal.name, ...given }, ...where },
    ];
  return [];
};

/** A session takes one policy of its own, and managed ones by their ARNs. */
const mostOfOwn = 2048;

function withOwn(besides: PolicyToPut['besides'], document: PolicyToPut['document']): PolicyToPut['document'] {
  const [before] = besides.filter(({ arn }) => arn === undefined);
  if (before === undefined) return document;
  const Statement = [before.document, document].flatMap((one) => one['Statement'] ?? []);
  return { ...before.document, Statement };
}
