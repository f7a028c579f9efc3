import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'bucket-owner-owns-every-object': 'the bucket owner owns every object (BucketOwnerEnforced)',
    'bucket-owner-owns-the-object': 'the bucket owner owns the object',
    'object-owned-by-another-account':
      'the object belongs to {owner}, not to the owner of the bucket ({bucketOwner}): the bucket policy allows nothing on it, only the ACL of the object does',
    'acl-sent-where-acls-are-disabled': 'the request sends an ACL to a bucket with ACLs disabled',
    'bucket-acl-conflicts-with-ownership': 'the ACL of the bucket conflicts with its object ownership setting',
  },
});
