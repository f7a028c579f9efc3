import { Duration, Stack, Tags, Token } from 'aws-cdk-lib';
import { AccountPrincipal, PrincipalWithConditions, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { readCards } from '../cards';
import { grantReads, readerRoleName, rolePath } from '../workflow/roles';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalIdPattern = '[\\w+=,.@:/-]{2,1224}';

export interface ReaderRoleOptions {
  /** The account that Culprit is deployed in. */
  readonly culpritAccount: string;
  readonly externalId: string;
  /** @default culprit-reader */
  readonly roleName?: string;
  readonly readsOrganization: boolean;
}

/** What Culprit reads another account with: policies and settings, no content. Only its functions may take it. */
export function readerRole(scope: Construct, id: string, options: ReaderRoleOptions): Role {
  const { culpritAccount: account, externalId, roleName = readerRoleName, readsOrganization } = options;
  if (!Token.isUnresolved(externalId) && !new RegExp(`^${externalIdPattern}$`).test(externalId)) {
    throw new Error('`externalId` has 2 to 1,224 letters, digits and `+=,.@:/-`: choose another');
  }
  const role = new Role(scope, id, {
    roleName,
    path: rolePath,
    description: 'Culprit reads policies and settings with this role; it reads no content and writes nothing',
    maxSessionDuration: Duration.hours(1),
    // Only Culprit's functions in that account, whose roles lie under its path.
    assumedBy: new PrincipalWithConditions(new AccountPrincipal(account), {
      StringEquals: { 'sts:ExternalId': externalId },
      ArnLike: { 'aws:PrincipalArn': `arn:${Stack.of(scope).partition}:iam::${account}:role${rolePath}*` },
    }),
  });
  const { layers, steps, readerRights } = readCards();
  // The doctor compares it with what the deployed version reads with.
  Tags.of(role).add('culprit-rights', readerRights);
  const permissions = [...layers, ...steps].flatMap((card) => card.permissions);
  grantReads(
    role,
    permissions.filter(({ action }) => readsOrganization || !isOfOrganization(action)),
  );
  acknowledge(role, 'IAM5[Resource::*]', 'actions that IAM knows no resources for; they read or list');
  return role;
}

/** Only the management account and delegated administrators may ask; members may ask which organization they are in. */
const isOfOrganization = (action: string): boolean =>
  action.startsWith('organizations:') && action !== 'organizations:DescribeOrganization';
