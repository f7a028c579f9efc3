/** Which ACL, and which permission in it, allows an action. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
import type { AccessControlList } from '../../evidence/values';
import type { Subject } from '../types';

export type AclPermission = AccessControlList['grants'][number]['permission'];

export interface AclQuestion {
  readonly on: 'bucket' | 'object';
  readonly permission: AclPermission;
}

/** `undefined`: no ACL can allow it. */
export const aclQuestion = (action: string): AclQuestion | undefined => questions[action];

/**
 * Whoever may write to a bucket may perhaps delete as well, and give what it writes an ACL: what AWS says of it is not
 * the same everywhere. `undefined`: that is no such action.
 */
export const perhapsByWriting = ({ authorization: { action, purpose } }: Subject): AclQuestion | undefined =>
  action === 's3:DeleteObject' || (action === 's3:PutObjectAcl' && purpose === 'companion') ? writing : undefined;

const writing: AclQuestion = { on: 'bucket', permission: 'WRITE' };

/** The grants that allow it, to whomever. */
export const grantsOf = (acl: AccessControlList, { permission }: AclQuestion): AccessControlList['grants'] =>
  acl.grants.filter((grant) => grant.permission === permission || grant.permission === 'FULL_CONTROL');

/** The caller must be anybody, or anybody who signs. */
export const isPublicGroup = (grantee: string): boolean =>
  /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(grantee);
export const isEverybody = (grantee: string): boolean => grantee.endsWith('/groups/global/AllUsers');
export const isGroup = (grantee: string): boolean => grantee.includes('/groups/');

const questions: Readonly<Record<string, AclQuestion>> = {
  's3:ListBucket': { on: 'bucket', permission: 'READ' },
  's3:ListBucketVersions': { on: 'bucket', permission: 'READ' },
  's3:ListBucketMultipartUploads': { on: 'bucket', permission: 'READ' },
  's3:PutObject': { on: 'bucket', permission: 'WRITE' },
  's3:GetBucketAcl': { on: 'bucket', permission: 'READ_ACP' },
  's3:PutBucketAcl': { on: 'bucket', permission: 'WRITE_ACP' },
  's3:GetObject': { on: 'object', permission: 'READ' },
  's3:GetObjectVersion': { on: 'object', permission: 'READ' },
  's3:GetObjectAcl': { on: 'object', permission: 'READ_ACP' },
  's3:GetObjectVersionAcl': { on: 'object', permission: 'READ_ACP' },
  's3:PutObjectAcl': { on: 'object', permission: 'WRITE_ACP' },
  's3:PutObjectVersionAcl': { on: 'object', permission: 'WRITE_ACP' },
};
