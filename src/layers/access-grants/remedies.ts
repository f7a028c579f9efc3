import { defined } from '../../defined';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import type { AwsCommand } from '../../judging/commands/aws-command';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-grant.html */
const grant: Remedy = {
  text: 'Ask the owner of the S3 Access Grants instance to grant it to the caller.',
  safety: 'A grant on a prefix holds for everything under it.',
  commands: grantTo,
};

function grantTo({ request: { principal, parameters, resourceAccountId, region } }: Told): readonly AwsCommand[] {
  const grantee =
    principal.type === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  const { permission } = parameters;
  if (grantee === undefined || resourceAccountId === undefined || permission === undefined) return [];
  const account = resourceAccountId;
  return [
    {
      service: 's3control',
      operation: 'CreateAccessGrant',
      parameters: {
        AccountId: account,
        AccessGrantsLocationId: { fillIn: 'id of the location' },
        AccessGrantsLocationConfiguration: { json: { S3SubPrefix: '<prefix under the location>' } },
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
  commands: ({ request: { resourceAccountId } }) => [
    {
      service: 'iam',
      operation: 'UpdateAssumeRolePolicy',
      parameters: {
        RoleName: { fillIn: 'role of the location' },
        PolicyDocument: {
          json: {
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
          },
        },
      },
      ...defined({ account: resourceAccountId }),
    },
  ],
};

export const remedies: Remedies = {
  'no-grant-for-prefix': [grant],
  'no-grant-for-caller': [grant],
  'location-role-not-assumable': [trust],
};
