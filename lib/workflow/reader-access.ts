import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CulpritProps } from '../props';
import type { AssumedRoles } from './step-function';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalId = '[\\w+=,.@:/-]{2,1224}';

/** Which roles of other accounts the reading steps may assume, and what they are configured with for it. */
export class ReaderAccess {
  private readonly externalId: CfnParameter | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly props: CulpritProps,
  ) {
    this.externalId = this.askForExternalId();
  }

  rolesToAssume(): AssumedRoles {
    const { organizationRoleArn, accountRoles = {}, accountRoleName, accounts = [] } = this.props;
    const named = (account: string) =>
      accountRoleName === undefined
        ? []
        : [`arn:${Stack.of(this.scope).partition}:iam::${account}:role/${accountRoleName}`];
    return {
      roleArns: [
        ...(organizationRoleArn === undefined ? [] : [organizationRoleArn]),
        ...Object.values(accountRoles),
        ...accounts.flatMap(named),
      ],
      inOrganization: this.props.accounts === undefined ? named('*') : [],
    };
  }

  environment(): Readonly<Record<string, string>> {
    const { organizationRoleArn, accountRoles = {}, accountRoleName, accounts, headObject = false } = this.props;
    const given = {
      CULPRIT_ORGANIZATION_ROLE: organizationRoleArn,
      CULPRIT_ACCOUNT_ROLES:
        Object.keys(accountRoles).length === 0 ? undefined : Stack.of(this.scope).toJsonString(accountRoles),
      CULPRIT_ACCOUNT_ROLE_NAME: accountRoleName,
      CULPRIT_ACCOUNTS: accounts?.join(','),
      CULPRIT_EXTERNAL_ID: this.externalId?.valueAsString,
      CULPRIT_HEAD_OBJECT: headObject ? 'true' : undefined,
    };
    return Object.fromEntries(Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined));
  }

  /** Given at deployment: it stands in no template, and the console does not show it. */
  private askForExternalId(): CfnParameter | undefined {
    const { organizationRoleArn, accountRoles = {}, accountRoleName } = this.props;
    const readers = Object.keys(accountRoles).length > 0 || accountRoleName !== undefined;
    if (!readers && organizationRoleArn === undefined) return undefined;
    const parameter = new CfnParameter(this.scope, 'ExternalId', {
      description: 'External id that the reader roles of other accounts ask for',
      noEcho: true,
      // Without it, whoever can make Culprit investigate could make it use a role of somebody else.
      allowedPattern: readers ? externalId : `(${externalId})?`,
      ...(readers ? {} : { default: '' }),
    });
    parameter.overrideLogicalId('ExternalId');
    return parameter;
  }
}
