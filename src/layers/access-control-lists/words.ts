import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'public-grants-ignored': 'the ACL grants it to everybody, and {setting} ignores that',
    'no-acl-allows-this-action': 'no permission of an ACL covers this action',
    'acls-disabled': 'ACLs are disabled (BucketOwnerEnforced): grants of old ACLs count for nothing',
    'acl-grants': 'the ACL of the {on} grants {permission}',
    'no-acl-grant': 'the ACL of the {on} grants the caller nothing that covers this',
  },
  unknowns: {
    'public-grants-may-be-ignored': {
      what: 'whether {setting} ignores the public grant of the ACL',
      why: 'not every level of S3 Block Public Access could be read',
      remedy: 'Grant s3:GetAccountPublicAccessBlock and s3:GetBucketPublicAccessBlock.',
    },
    'grantee-may-be-the-caller': {
      what: 'whether {grantee}, whom the ACL grants it, is the account of the caller',
      why: 'ACLs name canonical ids, and only the account itself knows its own',
      remedy: 'Compare with `aws s3api list-buckets --query Owner.ID` in the account of the caller.',
    },
    'grant-to-write-may-reach-further': {
      what: 'whether the bucket’s ACL, which lets the caller write, allows {action} as well',
      why: 'AWS does not say the same of it everywhere, and in part it hangs on who wrote the object',
      remedy: 'Allow it in the bucket policy, or disable ACLs.',
    },
  },
});
