/** Permissions that are worth more than the one request. */
import type { FixNote } from '../fix-notes';

type Danger = Extract<
  FixNote['code'],
  'breaks-retention' | 'deletes-for-good' | 'grants-itself-more' | 'ends-a-protection'
>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-bypass */
const dangers: readonly (readonly [actions: RegExp, danger: Danger])[] = [
  [/^s3:BypassGovernanceRetention$/i, 'breaks-retention'],
  [/^s3:DeleteObjectVersion$/i, 'deletes-for-good'],
  [
    /^(s3:(Put|Delete)(Bucket|AccessPoint)Policy|s3:Put(Bucket|Object|ObjectVersion)Acl|kms:(PutKeyPolicy|CreateGrant))$/i,
    'grants-itself-more',
  ],
  [
    /^s3:(Put(Account|Bucket)PublicAccessBlock|PutBucketOwnershipControls|PutBucketObjectLockConfiguration)$/i,
    'ends-a-protection',
  ],
];

export const dangersOf = (actions: readonly string[]): readonly FixNote[] =>
  actions.flatMap((action) =>
    dangers.filter(([dangerous]) => dangerous.test(action)).map(([, code]): FixNote => ({ code, facts: { action } })),
  );
