/** A session that began with MFA, and the denied call in it. */
import { defined } from '../../defined';
import type { AwsCommand } from '../../judging/commands/aws-command';
import { sameCall } from '../../judging/commands/same-call';
import { accountOf } from '../../names/principal';
import type { BoundRequest } from '../../request/types';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html */
export function signingIn(request: BoundRequest): readonly AwsCommand[] {
  const { principal, region } = request;
  const mfa = { SerialNumber: { fillIn: 'ARN of the MFA device' }, TokenCode: { fillIn: 'code' } };
  const where = { service: 'sts', region, ...defined({ account: accountOf(principal) }) };
  const begin: AwsCommand | undefined =
    principal.type === 'assumed-role' && principal.roleArn !== undefined
      ? {
          ...where,
          operation: 'AssumeRole',
          parameters: { RoleArn: principal.roleArn, RoleSessionName: principal.sessionName, ...mfa },
          caller: 'as a user with MFA, whom the role trusts',
        }
      : principal.type === 'user'
        ? { ...where, operation: 'GetSessionToken', parameters: mfa }
        : undefined;
  if (begin === undefined) return [];
  return [begin, ...sameCall(request).map((call) => ({ ...call, caller: 'with the credentials that it printed' }))];
}
