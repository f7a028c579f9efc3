/**
 * The story: a Lambda function's role has read `my-bucket` for months. Its policy is right, the bucket's policy is right, the
 * simulator says allowed. Since yesterday GetObject is denied: the object is encrypted with a customer managed key, and a newly
 * attached SCP denies `kms:*` on every key that lacks the tag `data-class`. This key lacks it.
 */

export const account = '111122223333';
export const managementAccount = '999988887777';
export const region = 'eu-central-1';
export const bucket = 'my-bucket';
export const roleName = 'orders-report-role';
export const roleArn = `arn:aws:iam::${account}:role/service-role/${roleName}`;
export const sessionArn = `arn:aws:sts::${account}:assumed-role/${roleName}/orders-report`;
/** Encrypted with the key that has no tag. */
export const deniedObject = 'orders/2026/11/24.csv';
/** Encrypted with the key that has the tag: the same role reads it. */
export const readableObject = 'reports/2026/q3.csv';
export const deniedAt = '2026-11-24T08:14:05Z';
export const attachedAt = '2026-11-23T15:02:11Z';
export const organizationRoleArn = `arn:aws:iam::${managementAccount}:role/culprit/organization-reader`;
export const administratorArn = `arn:aws:sts::${managementAccount}:assumed-role/PlatformAdmin/dana@example.com`;
export const organizationalUnit = 'Workloads';

/** Ids that the recorded server chose. */
export interface Cast {
  readonly organizationId: string;
  readonly rootId: string;
  readonly organizationalUnitId: string;
  /** The SCP's. */
  readonly policyId: string;
  readonly untaggedKeyArn: string;
  readonly taggedKeyArn: string;
}

export function policyArn({ organizationId, policyId }: Cast): string {
  return `arn:aws:organizations::${managementAccount}:policy/${organizationId}/service_control_policy/${policyId}`;
}

export const dataClassificationPolicyName = 'require-data-classification';
/** The SCP, statement 2 of which is the culprit. */
export const dataClassificationPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'DenyLeavingTheOrganization',
      Effect: 'Deny',
      Action: 'organizations:LeaveOrganization',
      Resource: '*',
    },
    {
      Sid: 'DenyKeysWithoutDataClass',
      Effect: 'Deny',
      Action: 'kms:*',
      Resource: 'arn:aws:kms:*:*:key/*',
      Condition: { Null: { 'aws:ResourceTag/data-class': 'true' } },
    },
  ],
};

export function identityPolicy(keys: readonly string[]) {
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'ReadObjects', Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
      { Sid: 'UseKeys', Effect: 'Allow', Action: 'kms:Decrypt', Resource: keys },
    ],
  };
}

export const bucketPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'ReportsMayRead',
      Effect: 'Allow',
      Principal: { AWS: roleArn },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  ],
};
