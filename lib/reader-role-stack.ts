import { CfnOutput, CfnParameter, Duration, Stack, Token, type StackProps } from 'aws-cdk-lib';
import { AccountPrincipal, PrincipalWithConditions, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { readCards } from './cards';
import { grantReads, readerRoleName, rolePath } from './workflow/roles';

export interface ReaderRoleProps extends StackProps {
  /**
   * The account that Culprit is deployed in.
   * @default the template asks for it, as a StackSet needs it
   */
  readonly culpritAccount?: string;
  /**
   * Chosen by you, the same as Culprit's parameter `ExternalId`; it keeps others from making Culprit read for them.
   * @default the template asks for it
   */
  readonly externalId?: string;
  /** @default culprit-reader */
  readonly roleName?: string;
  /**
   * Also for the account that manages the organization: the role may read its policies.
   * @default false
   */
  readonly readsOrganization?: boolean;
}

/** Deployed to another account whose buckets, keys, endpoints or callers are part of investigations: one role. */
export class ReaderRoleStack extends Stack {
  constructor(scope: Construct, id: string, props: ReaderRoleProps = {}) {
    super(scope, id, props);
    const account =
      props.culpritAccount ?? this.parameter('CulpritAccount', 'Account id where Culprit runs', '\\d{12}');
    const externalId =
      props.externalId ?? this.parameter('ExternalId', 'The same as in Culprit', '[\\w+=,.@:/-]{2,1224}');
    if (!Token.isUnresolved(account) && !/^\d{12}$/.test(account)) {
      throw new Error(`\`${account}\` is no account id: set \`culpritAccount\` to the one Culprit is deployed in`);
    }
    if (!Token.isUnresolved(externalId) && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) {
      throw new Error('`externalId` has 2 to 1,224 letters, digits and `+=,.@:/-`: choose another');
    }
    const role = new Role(this, 'Reader', {
      roleName: props.roleName ?? readerRoleName,
      path: rolePath,
      description: 'Culprit reads policies and settings with this role; it reads no content and writes nothing',
      maxSessionDuration: Duration.hours(1),
      // Only Culprit's functions in that account, whose roles lie under its path.
      assumedBy: new PrincipalWithConditions(new AccountPrincipal(account), {
        StringEquals: { 'sts:ExternalId': externalId },
        ArnLike: { 'aws:PrincipalArn': `arn:${this.partition}:iam::${account}:role${rolePath}*` },
      }),
    });
    const { layers, steps } = readCards();
    const permissions = [...layers, ...steps].flatMap((card) => card.permissions);
    grantReads(
      role,
      permissions.filter(({ action }) => props.readsOrganization === true || !isOfOrganization(action)),
    );
    acknowledge(role, 'IAM5[Resource::*]', 'actions that IAM knows no resources for; they read or list');
    new CfnOutput(this, 'RoleArn', {
      description: 'For Culprit: accountRoles or organizationRoleArn',
      value: role.roleArn,
    });
  }

  private parameter(id: string, description: string, allowedPattern: string): string {
    return new CfnParameter(this, id, { description, allowedPattern }).valueAsString;
  }
}

/** Only the management account and delegated administrators may ask; members may ask which organization they are in. */
const isOfOrganization = (action: string): boolean =>
  action.startsWith('organizations:') && action !== 'organizations:DescribeOrganization';
