/** An ACL as S3 returns it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
import { required } from '../../answers';
import type { AccessControlList } from '../../values';

interface Answered {
  readonly Owner?: { readonly ID?: string };
  readonly Grants?: readonly {
    readonly Grantee?: { readonly ID?: string; readonly URI?: string; readonly EmailAddress?: string };
    readonly Permission?: string;
  }[];
}

export function accessControlList({ Owner, Grants }: Answered): AccessControlList {
  return {
    ownerId: required(Owner?.ID, 'Owner.ID'),
    grants: required(Grants, 'Grants').map(({ Grantee, Permission }) => ({
      grantee: required(Grantee?.ID ?? Grantee?.URI ?? Grantee?.EmailAddress, 'Grantee'),
      // S3 knows no others.
      permission: required(Permission, 'Permission') as AccessControlList['grants'][number]['permission'],
    })),
  };
}
