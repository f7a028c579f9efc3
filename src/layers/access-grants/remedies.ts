import { defined } from '../../defined';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import type { AwsCommand } from '../../judging/commands/aws-command';
import type { InfrastructureResource } from '../../judging/infrastructure/resource';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-grant.html */
const grant: Remedy = {
  text: 'Ask the owner of the S3 Access Grants instance to grant it to the caller.',
  safety: 'A grant on a prefix holds for everything under it.',
  commands: grantTo,
  resources: grantAsCode,
};

const location = '<id of the location>';
const prefix = '<prefix under the location>';

function granteeIn({ request: { principal, parameters } }: Told) {
  const grantee =
    principal.type === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  const { permission } = parameters;
  return grantee === undefined || permission === undefined ? undefined : { grantee, permission };
}

function grantAsCode(told: Told): readonly InfrastructureResource[] {
  const { grantee, permission } = granteeIn(told) ?? {};
  if (grantee === undefined || permission === undefined) return [];
  return [
    {
      terraform: {
        type: 'aws_s3control_access_grant',
        arguments: {
          access_grants_location_id: location,
          permission,
          access_grants_location_configuration: { block: { s3_sub_prefix: prefix } },
          grantee: { block: { grantee_type: 'IAM', grantee_identifier: grantee } },
        },
      },
      cloudFormation: {
        type: 'AWS::S3::AccessGrant',
        properties: {
          AccessGrantsLocationId: location,
          AccessGrantsLocationConfiguration: { block: { S3SubPrefix: prefix } },
          Grantee: { block: { GranteeType: 'IAM', GranteeIdentifier: grantee } },
          Permission: permission,
        },
      },
    },
  ];
}

function grantTo(told: Told): readonly AwsCommand[] {
  const { resourceAccountId: account, region } = told.request;
  const { grantee, permission } = granteeIn(told) ?? {};
  if (grantee === undefined || permission === undefined || account === undefined) return [];
  return [
    {
      service: 's3control',
      operation: 'CreateAccessGrant',
      parameters: {
        AccountId: account,
        AccessGrantsLocationId: { fillIn: 'id of the location' },
        AccessGrantsLocationConfiguration: { json: { S3SubPrefix: prefix } },
        Grantee: { json: { GranteeType: 'IAM', GranteeIdentifier: grantee } },
        Permission: permission,
      },
      ...defined({ account, region }),
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html */
const trust: Remedy = {
  text: 'Ask the owner of the role of the location to trust S3 Access Grants.',
  safety: 'It replaces the trust policy of that role: whoever else assumes it must stay in it.',
  commands: (told) => [
    {
      service: 'iam',
      operation: 'UpdateAssumeRolePolicy',
      parameters: { RoleName: { fillIn: 'role of the location' }, PolicyDocument: { json: trustIn(told) } },
      ...defined({ account: told.request.resourceAccountId }),
    },
  ],
  resources: (told) => [
    {
      terraform: {
        type: 'aws_iam_role',
        arguments: { name: role, assume_role_policy: { policy: trustIn(told) } },
        partOf: role,
      },
      cloudFormation: {
        type: 'AWS::IAM::Role',
        properties: { RoleName: role, AssumeRolePolicyDocument: { policy: trustIn(told) } },
        partOf: role,
      },
    },
  ],
};

const role = '<role of the location>';

const trustIn = ({ request: { resourceAccountId } }: Told) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'access-grants.s3.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      ...(resourceAccountId === undefined
        ? {}
        : { Condition: { StringEquals: { 'aws:SourceAccount': resourceAccountId } } }),
    },
  ],
});

export const remedies: Remedies = {
  'no-grant-for-prefix': [grant],
  'no-grant-for-caller': [grant],
  'location-role-not-assumable': [trust],
};
