import { listAccessGrants } from '../aws/calls/s3-control';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { allPages } from '../aws/pages';
import { onAccessGrants } from '../permissions';
import { bucketAccount } from '../targets';
import type { AccessGrant } from '../values';

/** The S3 Access Grants of an account in the bucket's Region. Absent: it has no instance there. */
export const accessGrants = defineReader<readonly AccessGrant[]>({
  id: 'access-grants',
  at: 'bucket',
  region: 'bucket',
  permissions: onAccessGrants('s3:ListAccessGrants'),
  changedBy: {
    accessGrants: [
      'CreateAccessGrant',
      'DeleteAccessGrant',
      'DeleteAccessGrantsLocation',
      'UpdateAccessGrantsLocation',
    ],
  },
  target: bucketAccount,
  read: (place, account) =>
    absentOn(['AccessGrantsInstanceNotExistsError', 'NoSuchAccessGrantsInstance'], async () => {
      const grants = await allPages(async (NextToken) => {
        const page = await listAccessGrants(place, { AccountId: account, NextToken });
        return { items: required(page.AccessGrantsList, 'AccessGrantsList'), next: page.NextToken };
      });
      return grants.map(({ AccessGrantId, Grantee, Permission, GrantScope }) => ({
        id: required(AccessGrantId, 'AccessGrantId'),
        grantee: {
          type: required(Grantee?.GranteeType, 'Grantee.GranteeType'),
          id: required(Grantee?.GranteeIdentifier, 'Grantee.GranteeIdentifier'),
        },
        permission: required(Permission, 'Permission'),
        scope: required(GrantScope, 'GrantScope'),
      }));
    }),
});
