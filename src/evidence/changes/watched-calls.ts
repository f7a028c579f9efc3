/** CloudTrail's names of the calls that change what readers read, as data. */
import {
  changesOfGroups,
  changesOfManagedPolicies,
  changesOfOrganizationPolicies,
} from '../readers/shared/changing-calls';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html */
const changesOfBuckets = [
  'PutBucketPolicy',
  'DeleteBucketPolicy',
  'PutBucketPublicAccessBlock',
  'DeleteBucketPublicAccessBlock',
  'PutBucketAcl',
  'PutBucketOwnershipControls',
  'DeleteBucketOwnershipControls',
  'PutBucketEncryption',
  'DeleteBucketEncryption',
  'PutBucketAbac',
  'PutBucketTagging',
  'DeleteBucketTagging',
  'TagResource',
  'UntagResource',
  'PutBucketRequestPayment',
  'PutBucketVersioning',
  'PutBucketObjectLockConfiguration',
  'CreateBucket',
  'DeleteBucket',
] as const;

const changesOfAccounts = ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock'] as const;

const changesOfAccessGrants = [
  'CreateAccessGrant',
  'DeleteAccessGrant',
  'DeleteAccessGrantsLocation',
  'UpdateAccessGrantsLocation',
] as const;

const changesOfAccessPoints = [
  'CreateAccessPoint',
  'DeleteAccessPoint',
  'PutAccessPointPolicy',
  'DeleteAccessPointPolicy',
  'CreateMultiRegionAccessPoint',
  'DeleteMultiRegionAccessPoint',
  'PutMultiRegionAccessPointPolicy',
  'CreateAccessPointForObjectLambda',
  'DeleteAccessPointForObjectLambda',
  'PutAccessPointConfigurationForObjectLambda',
  'PutAccessPointPolicyForObjectLambda',
  'DeleteAccessPointPolicyForObjectLambda',
] as const;

/** https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html */
const changesOfKeys = [
  'PutKeyPolicy',
  'CreateGrant',
  'RevokeGrant',
  'RetireGrant',
  'DisableKey',
  'EnableKey',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
  'DeleteKey',
  'ImportKeyMaterial',
  'DeleteImportedKeyMaterial',
  'TagResource',
  'UntagResource',
  'CreateAlias',
  'UpdateAlias',
  'DeleteAlias',
  'UpdatePrimaryRegion',
] as const;

const changesOfRoles = [
  'AttachRolePolicy',
  'DetachRolePolicy',
  'PutRolePolicy',
  'DeleteRolePolicy',
  'PutRolePermissionsBoundary',
  'DeleteRolePermissionsBoundary',
  'TagRole',
  'UntagRole',
  'CreateRole',
  'DeleteRole',
] as const;

const changesOfUsers = [
  'AttachUserPolicy',
  'DetachUserPolicy',
  'PutUserPolicy',
  'DeleteUserPolicy',
  'PutUserPermissionsBoundary',
  'DeleteUserPermissionsBoundary',
  'AddUserToGroup',
  'RemoveUserFromGroup',
  'TagUser',
  'UntagUser',
  'CreateUser',
  'DeleteUser',
] as const;

const changesOfEndpoints = ['ModifyVpcEndpoint', 'CreateVpcEndpoint', 'DeleteVpcEndpoints'] as const;

/** Every call that is looked for, by what it changes. */
export const watchedCalls = {
  buckets: changesOfBuckets,
  accounts: changesOfAccounts,
  accessGrants: changesOfAccessGrants,
  accessPoints: changesOfAccessPoints,
  keys: changesOfKeys,
  roles: changesOfRoles,
  users: changesOfUsers,
  groups: changesOfGroups,
  managedPolicies: changesOfManagedPolicies,
  endpoints: changesOfEndpoints,
  organizations: changesOfOrganizationPolicies,
} as const;
