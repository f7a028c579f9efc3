/** An ACL as S3 returns it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
import type { GetBucketAclCommandOutput, GetObjectAclCommandOutput } from '@aws-sdk/client-s3';
import { required } from '../../answers';
import type { AccessControlList } from '../../values';

export function accessControlList({
  Owner,
  Grants,
}: GetBucketAclCommandOutput | GetObjectAclCommandOutput): AccessControlList {
  return {
    ownerId: required(Owner?.ID, 'Owner.ID'),
    grants: required(Grants, 'Grants').map(({ Grantee, Permission }) => ({
      grantee: required(Grantee?.ID ?? Grantee?.URI ?? Grantee?.EmailAddress, 'Grantee'),
      permission: required(Permission, 'Permission'),
    })),
  };
}
