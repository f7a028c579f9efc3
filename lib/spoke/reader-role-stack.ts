import { CfnOutput, CfnParameter, Stack, Token, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { externalIdPattern, readerRole } from './reader-role';

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
    const culpritAccount =
      props.culpritAccount ?? this.parameter('CulpritAccount', 'Account id where Culprit runs', '\\d{12}');
    const externalId = props.externalId ?? this.parameter('ExternalId', 'The same as in Culprit', externalIdPattern);
    if (!Token.isUnresolved(culpritAccount) && !/^\d{12}$/.test(culpritAccount)) {
      throw new Error(
        `\`${culpritAccount}\` is no account id: set \`culpritAccount\` to the one Culprit is deployed in`,
      );
    }
    const { roleName, readsOrganization = false } = props;
    const role = readerRole(this, 'Reader', {
      culpritAccount,
      externalId,
      readsOrganization,
      ...(roleName === undefined ? {} : { roleName }),
    });
    new CfnOutput(this, 'RoleArn', {
      description: 'For Culprit: accountRoles or organizationRoleArn',
      value: role.roleArn,
    });
  }

  private parameter(id: string, description: string, allowedPattern: string): string {
    return new CfnParameter(this, id, { description, allowedPattern }).valueAsString;
  }
}
