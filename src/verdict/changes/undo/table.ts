/** How each call is undone. A call without a row is of an unknown kind: a change by it is related, never a cause. */
import { aclOfBucket } from './acl';
import { encryptionOfBucket } from './encryption';
import { attachment, boundary, inlinePolicy, managedPolicy, membership } from './identity';
import { grant, state } from './keys';
import * as organization from './organization';
import {
  blockOfAccount,
  blockOfBucket,
  ownershipOfBucket,
  paymentOfBucket,
  policyOfAccessPoint,
  policyOfBucket,
  policyOfEndpoint,
  policyOfKey,
  policyOfMultiRegionAccessPoint,
} from './settings';
import { allTagsOfBucket, tagsOfBucket, tagsOfCaller, tagsOfKey } from './tags';
import type { Reverse } from './types';

/** AWS refuses it while the policy is in use. */
const decidesNothing: Reverse = () => ({ readings: [] });

/** By the source of the event, for services share names: `s3.amazonaws.com`. */
export const table: Readonly<Record<string, Readonly<Record<string, Reverse>>>> = {
  's3.amazonaws.com': {
    PutBucketPolicy: policyOfBucket,
    DeleteBucketPolicy: policyOfBucket,
    PutBucketAcl: aclOfBucket,
    PutBucketPublicAccessBlock: blockOfBucket,
    DeleteBucketPublicAccessBlock: blockOfBucket,
    PutAccountPublicAccessBlock: blockOfAccount,
    DeleteAccountPublicAccessBlock: blockOfAccount,
    PutBucketOwnershipControls: ownershipOfBucket,
    DeleteBucketOwnershipControls: ownershipOfBucket,
    PutBucketRequestPayment: paymentOfBucket,
    PutBucketEncryption: encryptionOfBucket,
    DeleteBucketEncryption: encryptionOfBucket,
    PutBucketTagging: allTagsOfBucket,
    DeleteBucketTagging: allTagsOfBucket,
    TagResource: tagsOfBucket,
    UntagResource: tagsOfBucket,
    PutAccessPointPolicy: policyOfAccessPoint,
    DeleteAccessPointPolicy: policyOfAccessPoint,
    PutMultiRegionAccessPointPolicy: policyOfMultiRegionAccessPoint,
  },
  'iam.amazonaws.com': {
    AttachRolePolicy: attachment('role'),
    DetachRolePolicy: attachment('role'),
    AttachUserPolicy: attachment('user'),
    DetachUserPolicy: attachment('user'),
    AttachGroupPolicy: attachment('group'),
    DetachGroupPolicy: attachment('group'),
    PutRolePolicy: inlinePolicy('role'),
    DeleteRolePolicy: inlinePolicy('role'),
    PutUserPolicy: inlinePolicy('user'),
    DeleteUserPolicy: inlinePolicy('user'),
    PutGroupPolicy: inlinePolicy('group'),
    DeleteGroupPolicy: inlinePolicy('group'),
    AddUserToGroup: membership,
    RemoveUserFromGroup: membership,
    CreatePolicyVersion: managedPolicy,
    SetDefaultPolicyVersion: managedPolicy,
    DeletePolicyVersion: decidesNothing,
    PutRolePermissionsBoundary: boundary('role'),
    DeleteRolePermissionsBoundary: boundary('role'),
    PutUserPermissionsBoundary: boundary('user'),
    DeleteUserPermissionsBoundary: boundary('user'),
    TagRole: tagsOfCaller,
    UntagRole: tagsOfCaller,
    TagUser: tagsOfCaller,
    UntagUser: tagsOfCaller,
  },
  'organizations.amazonaws.com': {
    AttachPolicy: organization.attachment,
    DetachPolicy: organization.attachment,
    UpdatePolicy: organization.content,
    DeletePolicy: decidesNothing,
  },
  'kms.amazonaws.com': {
    PutKeyPolicy: policyOfKey,
    CreateGrant: grant,
    RevokeGrant: grant,
    RetireGrant: grant,
    DisableKey: state,
    EnableKey: state,
    ScheduleKeyDeletion: state,
    CancelKeyDeletion: state,
    ImportKeyMaterial: state,
    DeleteImportedKeyMaterial: state,
    TagResource: tagsOfKey,
    UntagResource: tagsOfKey,
  },
  'ec2.amazonaws.com': { ModifyVpcEndpoint: policyOfEndpoint },
};
