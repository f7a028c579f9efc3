/**
 * The only file that loads the AWS SDK for reading: one function per call, so that a bundle holds the clients of the
 * calls it makes and no others. Each names the IAM action that the call needs.
 */
import * as cloudTrail from '@aws-sdk/client-cloudtrail';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3Control from '@aws-sdk/client-s3-control';
import * as sts from '@aws-sdk/client-sts';
import { call, clientFor } from './client';
import { Unread } from './failures';
import { pace } from './pace';
import type { Place } from '../place';

const cloudTrailAt = /* @__PURE__ */ clientFor(
  'cloudtrail',
  (config) => new cloudTrail.CloudTrailClient(config),
  'adaptive',
);
const ec2At = /* @__PURE__ */ clientFor('ec2', (config) => new ec2.EC2Client(config));
const iamAt = /* @__PURE__ */ clientFor('iam', (config) => new iam.IAMClient(config), 'adaptive');
const kmsAt = /* @__PURE__ */ clientFor('kms', (config) => new kms.KMSClient(config));
const organizationsAt = /* @__PURE__ */ clientFor(
  'organizations',
  (config) => new organizations.OrganizationsClient(config),
  'adaptive',
);
const s3At = /* @__PURE__ */ clientFor('s3', (config) => new s3.S3Client({ ...config, followRegionRedirects: true }));
const s3ControlAt = /* @__PURE__ */ clientFor('s3-control', (config) => new s3Control.S3ControlClient(config));
const stsAt = /* @__PURE__ */ clientFor('sts', (config) => new sts.STSClient(config));

export const getBucketPolicy = (place: Place, input: s3.GetBucketPolicyCommandInput) =>
  call('s3:GetBucketPolicy', () => s3At(place).send(new s3.GetBucketPolicyCommand(input)));
export const getBucketPolicyStatus = (place: Place, input: s3.GetBucketPolicyStatusCommandInput) =>
  call('s3:GetBucketPolicyStatus', () => s3At(place).send(new s3.GetBucketPolicyStatusCommand(input)));
export const getBucketPublicAccessBlock = (place: Place, input: s3.GetPublicAccessBlockCommandInput) =>
  call('s3:GetBucketPublicAccessBlock', () => s3At(place).send(new s3.GetPublicAccessBlockCommand(input)));
export const getBucketAcl = (place: Place, input: s3.GetBucketAclCommandInput) =>
  call('s3:GetBucketAcl', () => s3At(place).send(new s3.GetBucketAclCommand(input)));
export const getObjectAcl = (place: Place, input: s3.GetObjectAclCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObjectAcl' : 's3:GetObjectVersionAcl', () =>
    s3At(place).send(new s3.GetObjectAclCommand(input)),
  );
export const getBucketOwnershipControls = (place: Place, input: s3.GetBucketOwnershipControlsCommandInput) =>
  call('s3:GetBucketOwnershipControls', () => s3At(place).send(new s3.GetBucketOwnershipControlsCommand(input)));
export const getBucketEncryption = (place: Place, input: s3.GetBucketEncryptionCommandInput) =>
  call('s3:GetEncryptionConfiguration', () => s3At(place).send(new s3.GetBucketEncryptionCommand(input)));
export const getBucketVersioning = (place: Place, input: s3.GetBucketVersioningCommandInput) =>
  call('s3:GetBucketVersioning', () => s3At(place).send(new s3.GetBucketVersioningCommand(input)));
export const getObjectLockConfiguration = (place: Place, input: s3.GetObjectLockConfigurationCommandInput) =>
  call('s3:GetBucketObjectLockConfiguration', () => s3At(place).send(new s3.GetObjectLockConfigurationCommand(input)));
export const getObjectRetention = (place: Place, input: s3.GetObjectRetentionCommandInput) =>
  call('s3:GetObjectRetention', () => s3At(place).send(new s3.GetObjectRetentionCommand(input)));
export const getObjectLegalHold = (place: Place, input: s3.GetObjectLegalHoldCommandInput) =>
  call('s3:GetObjectLegalHold', () => s3At(place).send(new s3.GetObjectLegalHoldCommand(input)));
export const getBucketRequestPayment = (place: Place, input: s3.GetBucketRequestPaymentCommandInput) =>
  call('s3:GetBucketRequestPayment', () => s3At(place).send(new s3.GetBucketRequestPaymentCommand(input)));
export const getBucketLogging = (place: Place, input: s3.GetBucketLoggingCommandInput) =>
  call('s3:GetBucketLogging', () => s3At(place).send(new s3.GetBucketLoggingCommand(input)));
export const getBucketAbac = (place: Place, input: s3.GetBucketAbacCommandInput) =>
  call('s3:GetBucketAbac', () => s3At(place).send(new s3.GetBucketAbacCommand(input)));
export const getBucketTagging = (place: Place, input: s3.GetBucketTaggingCommandInput) =>
  call('s3:GetBucketTagging', () => s3At(place).send(new s3.GetBucketTaggingCommand(input)));
export const getObjectTagging = (place: Place, input: s3.GetObjectTaggingCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging', () =>
    s3At(place).send(new s3.GetObjectTaggingCommand(input)),
  );
export const getBucketLocation = (place: Place, input: s3.GetBucketLocationCommandInput) =>
  call('s3:GetBucketLocation', () => s3At(place).send(new s3.GetBucketLocationCommand(input)));
export const headObject = (place: Place, input: s3.HeadObjectCommandInput) =>
  call(input.VersionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', () =>
    s3At(place).send(new s3.HeadObjectCommand(input)),
  );

/** S3 Control puts the account before the host's name, and an address bears none: `http://1111.127.0.0.1` is no URL. */
function s3ControlOf(place: Place): s3Control.S3ControlClient {
  const endpoint = process.env['AWS_ENDPOINT_URL_S3_CONTROL'] ?? process.env['AWS_ENDPOINT_URL'] ?? '';
  if (!/^https?:\/\/(\d+\.\d+\.\d+\.\d+|\[)/.test(endpoint)) return s3ControlAt(place);
  throw new Unread(
    'connection-failed',
    'S3 Control needs an endpoint with a host name: set AWS_ENDPOINT_URL_S3_CONTROL',
  );
}

export const getAccountPublicAccessBlock = (place: Place, input: s3Control.GetPublicAccessBlockCommandInput) =>
  call('s3:GetAccountPublicAccessBlock', () =>
    s3ControlOf(place).send(new s3Control.GetPublicAccessBlockCommand(input)),
  );
export const getAccessPoint = (place: Place, input: s3Control.GetAccessPointCommandInput) =>
  call('s3:GetAccessPoint', () => s3ControlOf(place).send(new s3Control.GetAccessPointCommand(input)));
export const getAccessPointPolicy = (place: Place, input: s3Control.GetAccessPointPolicyCommandInput) =>
  call('s3:GetAccessPointPolicy', () => s3ControlOf(place).send(new s3Control.GetAccessPointPolicyCommand(input)));
export const listMultiRegionAccessPoints = (place: Place, input: s3Control.ListMultiRegionAccessPointsCommandInput) =>
  call('s3:ListMultiRegionAccessPoints', () =>
    s3ControlOf(place).send(new s3Control.ListMultiRegionAccessPointsCommand(input)),
  );
export const getMultiRegionAccessPointPolicy = (
  place: Place,
  input: s3Control.GetMultiRegionAccessPointPolicyCommandInput,
) =>
  call('s3:GetMultiRegionAccessPointPolicy', () =>
    s3ControlOf(place).send(new s3Control.GetMultiRegionAccessPointPolicyCommand(input)),
  );
export const getAccessPointPolicyForObjectLambda = (
  place: Place,
  input: s3Control.GetAccessPointPolicyForObjectLambdaCommandInput,
) =>
  call('s3:GetAccessPointPolicyForObjectLambda', () =>
    s3ControlOf(place).send(new s3Control.GetAccessPointPolicyForObjectLambdaCommand(input)),
  );
export const getAccessPointConfigurationForObjectLambda = (
  place: Place,
  input: s3Control.GetAccessPointConfigurationForObjectLambdaCommandInput,
) =>
  call('s3:GetAccessPointConfigurationForObjectLambda', () =>
    s3ControlOf(place).send(new s3Control.GetAccessPointConfigurationForObjectLambdaCommand(input)),
  );
export const listAccessGrants = (place: Place, input: s3Control.ListAccessGrantsCommandInput) =>
  call('s3:ListAccessGrants', () => s3ControlOf(place).send(new s3Control.ListAccessGrantsCommand(input)));

export const getRole = (place: Place, input: iam.GetRoleCommandInput) =>
  call('iam:GetRole', () => iamAt(place).send(new iam.GetRoleCommand(input)));
export const getUser = (place: Place, input: iam.GetUserCommandInput) =>
  call('iam:GetUser', () => iamAt(place).send(new iam.GetUserCommand(input)));
export const listAttachedRolePolicies = (place: Place, input: iam.ListAttachedRolePoliciesCommandInput) =>
  call('iam:ListAttachedRolePolicies', () => iamAt(place).send(new iam.ListAttachedRolePoliciesCommand(input)));
export const listRolePolicies = (place: Place, input: iam.ListRolePoliciesCommandInput) =>
  call('iam:ListRolePolicies', () => iamAt(place).send(new iam.ListRolePoliciesCommand(input)));
export const getRolePolicy = (place: Place, input: iam.GetRolePolicyCommandInput) =>
  call('iam:GetRolePolicy', () => iamAt(place).send(new iam.GetRolePolicyCommand(input)));
export const listAttachedUserPolicies = (place: Place, input: iam.ListAttachedUserPoliciesCommandInput) =>
  call('iam:ListAttachedUserPolicies', () => iamAt(place).send(new iam.ListAttachedUserPoliciesCommand(input)));
export const listUserPolicies = (place: Place, input: iam.ListUserPoliciesCommandInput) =>
  call('iam:ListUserPolicies', () => iamAt(place).send(new iam.ListUserPoliciesCommand(input)));
export const getUserPolicy = (place: Place, input: iam.GetUserPolicyCommandInput) =>
  call('iam:GetUserPolicy', () => iamAt(place).send(new iam.GetUserPolicyCommand(input)));
export const listGroupsForUser = (place: Place, input: iam.ListGroupsForUserCommandInput) =>
  call('iam:ListGroupsForUser', () => iamAt(place).send(new iam.ListGroupsForUserCommand(input)));
export const listAttachedGroupPolicies = (place: Place, input: iam.ListAttachedGroupPoliciesCommandInput) =>
  call('iam:ListAttachedGroupPolicies', () => iamAt(place).send(new iam.ListAttachedGroupPoliciesCommand(input)));
export const listGroupPolicies = (place: Place, input: iam.ListGroupPoliciesCommandInput) =>
  call('iam:ListGroupPolicies', () => iamAt(place).send(new iam.ListGroupPoliciesCommand(input)));
export const getGroupPolicy = (place: Place, input: iam.GetGroupPolicyCommandInput) =>
  call('iam:GetGroupPolicy', () => iamAt(place).send(new iam.GetGroupPolicyCommand(input)));
export const getPolicy = (place: Place, input: iam.GetPolicyCommandInput) =>
  call('iam:GetPolicy', () => iamAt(place).send(new iam.GetPolicyCommand(input)));
export const getPolicyVersion = (place: Place, input: iam.GetPolicyVersionCommandInput) =>
  call('iam:GetPolicyVersion', () => iamAt(place).send(new iam.GetPolicyVersionCommand(input)));
export const simulatePrincipalPolicy = (place: Place, input: iam.SimulatePrincipalPolicyCommandInput) =>
  call('iam:SimulatePrincipalPolicy', () => iamAt(place).send(new iam.SimulatePrincipalPolicyCommand(input)));

export const getKeyPolicy = (place: Place, input: kms.GetKeyPolicyCommandInput) =>
  call('kms:GetKeyPolicy', () => kmsAt(place).send(new kms.GetKeyPolicyCommand(input)));
export const listGrants = (place: Place, input: kms.ListGrantsCommandInput) =>
  call('kms:ListGrants', () => kmsAt(place).send(new kms.ListGrantsCommand(input)));
export const describeKey = (place: Place, input: kms.DescribeKeyCommandInput) =>
  call('kms:DescribeKey', () => kmsAt(place).send(new kms.DescribeKeyCommand(input)));
export const listResourceTags = (place: Place, input: kms.ListResourceTagsCommandInput) =>
  call('kms:ListResourceTags', () => kmsAt(place).send(new kms.ListResourceTagsCommand(input)));
export const listAliases = (place: Place, input: kms.ListAliasesCommandInput) =>
  call('kms:ListAliases', () => kmsAt(place).send(new kms.ListAliasesCommand(input)));

export const describeVpcEndpoints = (place: Place, input: ec2.DescribeVpcEndpointsCommandInput) =>
  call('ec2:DescribeVpcEndpoints', () => ec2At(place).send(new ec2.DescribeVpcEndpointsCommand(input)));

export const describeOrganization = (place: Place, input: organizations.DescribeOrganizationCommandInput) =>
  call('organizations:DescribeOrganization', () =>
    organizationsAt(place).send(new organizations.DescribeOrganizationCommand(input)),
  );
export async function listParents(place: Place, input: organizations.ListParentsCommandInput) {
  await pace('ListParents', place);
  return call('organizations:ListParents', () =>
    organizationsAt(place).send(new organizations.ListParentsCommand(input)),
  );
}
export async function listPoliciesForTarget(place: Place, input: organizations.ListPoliciesForTargetCommandInput) {
  await pace('ListPoliciesForTarget', place);
  return call('organizations:ListPoliciesForTarget', () =>
    organizationsAt(place).send(new organizations.ListPoliciesForTargetCommand(input)),
  );
}
export async function describePolicy(place: Place, input: organizations.DescribePolicyCommandInput) {
  await pace('DescribePolicy', place);
  return call('organizations:DescribePolicy', () =>
    organizationsAt(place).send(new organizations.DescribePolicyCommand(input)),
  );
}
export async function describeOrganizationalUnit(
  place: Place,
  input: organizations.DescribeOrganizationalUnitCommandInput,
) {
  await pace('DescribeOrganizationalUnit', place);
  return call('organizations:DescribeOrganizationalUnit', () =>
    organizationsAt(place).send(new organizations.DescribeOrganizationalUnitCommand(input)),
  );
}

export const describeResourcePolicy = (place: Place, input: organizations.DescribeResourcePolicyCommandInput) =>
  call('organizations:DescribeResourcePolicy', () =>
    organizationsAt(place).send(new organizations.DescribeResourcePolicyCommand(input)),
  );

export async function lookupEvents(place: Place, input: cloudTrail.LookupEventsCommandInput) {
  await pace('LookupEvents', place);
  return call('cloudtrail:LookupEvents', () => cloudTrailAt(place).send(new cloudTrail.LookupEventsCommand(input)));
}

export const getCallerIdentity = (place: Place, input: sts.GetCallerIdentityCommandInput) =>
  call('sts:GetCallerIdentity', () => stsAt(place).send(new sts.GetCallerIdentityCommand(input)));
export const assumeRole = (place: Place, input: sts.AssumeRoleCommandInput) =>
  call('sts:AssumeRole', () => stsAt(place).send(new sts.AssumeRoleCommand(input)));

/** The Region of the environment or of the profile, as every client would choose it; `undefined`: none is set. */
export async function configuredRegion(): Promise<string | undefined> {
  try {
    return await new sts.STSClient({}).config.region();
  } catch {
    // It throws where there is none.
    return undefined;
  }
}
