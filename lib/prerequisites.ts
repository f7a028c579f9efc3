import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { CulpritProps } from './props';

interface Prerequisite {
  readonly id: string;
  /** What must exist already. */
  readonly what: string;
  /** The command that checks it. */
  readonly command: string;
}

/** Printed by every deployment: what must exist already and only AWS can show, each with the command that checks it. */
export class Prerequisites extends Construct {
  constructor(scope: Construct, id: string, props: CulpritProps) {
    super(scope, id);
    for (const { id: name, what, command } of prerequisitesOf(props, Stack.of(this).region)) {
      const output = new CfnOutput(this, name, { description: what, value: command });
      output.overrideLogicalId(`Check${name}`);
    }
  }
}

function prerequisitesOf(props: CulpritProps, region: string): readonly Prerequisite[] {
  const { trail, slackSecretName, organizationRoleArn, accountRoles = {}, accountRoleName, accessLogs } = props;
  const assume = (arn: string) =>
    `aws sts assume-role --role-session-name check --role-arn ${arn} --external-id EXTERNAL_ID`;
  const reader =
    Object.values(accountRoles)[0] ??
    (accountRoleName === undefined ? undefined : `arn:aws:iam::ACCOUNT:role/${accountRoleName}`);
  const events = `aws cloudtrail get-event-selectors --region ${region} --trail-name`;
  return [
    ...('existing' in trail
      ? [
          {
            id: 'DataEvents',
            what: 'A trail of this Region logs the S3 data events of the buckets (eventCategory Data, AWS::S3::Object) and, for VPC endpoint denials, network activity',
            command: `${events} NAME`,
          },
        ]
      : []),
    {
      id: 'ManagementEvents',
      what: 'A trail of this Region logs management events, reads and those of KMS included; aws cloudtrail describe-trails lists the trails',
      command: `${events} NAME --query "[EventSelectors, AdvancedEventSelectors]"`,
    },
    ...(accessLogs === undefined
      ? []
      : [
          {
            id: 'AccessLogEvents',
            what: 'The bucket of the access logs sends its events to EventBridge: an EventBridgeConfiguration is printed, {} as it may be',
            command: `aws s3api get-bucket-notification-configuration --region ${region} --bucket ${accessLogs.bucketName}`,
          },
          {
            id: 'AccessLogs',
            what: 'Each bucket that is watched logs there: TargetBucket and TargetPrefix are those of the settings',
            command: `aws s3api get-bucket-logging --region ${region} --bucket NAME`,
          },
        ]),
    ...(slackSecretName === undefined
      ? []
      : [
          {
            id: 'SlackSecret',
            what: 'The secret holds the address of a Slack webhook, or JSON with a url',
            command: `aws secretsmanager describe-secret --region ${region} --secret-id ${slackSecretName}`,
          },
        ]),
    ...(organizationRoleArn === undefined
      ? []
      : [
          {
            id: 'OrganizationRole',
            what: 'The role trusts the roles of this stack (they lie under /culprit/) and may read the policies of the organization',
            command: `aws iam get-role --role-name ${organizationRoleArn.split('/').at(-1) ?? ''}`,
          },
        ]),
    ...(reader === undefined
      ? []
      : [
          { id: 'ReaderRoles', what: 'Each other account has its reader role; see examples/', command: assume(reader) },
        ]),
  ];
}
