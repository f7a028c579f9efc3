/** Objects that another account owns: only their own ACL grants anything, reading that ACL included. */
import { accounts, allow, allowing, allPowerful, denying, policyOf } from '../accounts';
import { event, key, keyId, kmsArn, lambdaRole, partner, stranger } from '../events';
import type { Careless } from './row';

const withAcls = { ownership: 'ObjectWriter' } as const;
const theirs = { ...withAcls, objects: { [key]: { owner: partner } } };
const grantTheRead = /Grant `s3:Get(?:Object\w*)`/;
const nobodyCanGrant = /No grant in the account of the bucket helps: ask the account that wrote the object/;
const unsure = { status: 'inconclusive', certain: false } as const;

export const objectsOfOthers: readonly Careless[] = [
  {
    title: 'an object that another account wrote and kept, whose ACL nobody here may read',
    careless: 'everything allows it, and a right to read the ACL would show more',
    event: event(),
    awsAccounts: accounts({ bucket: theirs }),
    ...unsure,
    leads: 'object-ownership',
    says: [/the object belongs to/, nobodyCanGrant],
    neverSays: [grantTheRead],
  },
  {
    title: 'the same, by a policy of the bucket that lets the role read',
    careless: 'the bucket policy allows it',
    event: event(),
    awsAccounts: accounts({ role: { inline: {} }, bucket: { ...theirs, policy: allowing('*') } }),
    ...unsure,
    says: [/the bucket policy allows nothing on it, only the ACL of the object does/],
    neverSays: [grantTheRead],
  },
  {
    title: 'an object that the bucket’s owner wrote, whose ACL cannot be read: a list shows its owner',
    careless: 'it may be another account’s',
    event: event(),
    awsAccounts: accounts({
      role: { inline: { write: policyOf(allow('s3:PutObject')) } },
      bucket: withAcls,
      refuses: [{ service: 's3', operation: 'GetObjectAcl' }],
    }),
    status: 'denied',
    leads: 'identity-policies',
    says: [/the bucket owner owns the object/],
    neverSays: [nobodyCanGrant],
  },
  {
    title: 'an outsider, whom the bucket policy allows an object of a third account',
    careless: 'the bucket policy allows it, and the outsider’s own policies do too',
    event: event({ by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    awsAccounts: accounts({
      accounts: { [partner]: allPowerful() },
      bucket: {
        ...withAcls,
        policy: allowing('*'),
        publicAccessBlock: 'none',
        objects: { [key]: { owner: stranger } },
      },
    }),
    ...unsure,
    says: [/the object belongs to/],
    neverSays: [grantTheRead],
  },
  {
    title: 'an object of another account, and nothing shows with which key it is encrypted',
    careless: 'a right to read the object would show its key',
    event: event(),
    awsAccounts: accounts({
      bucket: { ...withAcls, encryption: { kmsKey: kmsArn }, objects: { [key]: { owner: partner, kmsKey: kmsArn } } },
      account: { keys: { [keyId]: {} } },
      headObject: false,
    }),
    ...unsure,
    says: [nobodyCanGrant],
    neverSays: [grantTheRead, /--head-object/],
  },
  {
    title: 'a policy asks for tags of an object that another account owns',
    careless: 'a right to read the tags would settle it',
    event: event(),
    awsAccounts: accounts({
      bucket: {
        ...withAcls,
        policy: denying('OnlyOpen', { StringNotEquals: { 's3:ExistingObjectTag/class': 'open' } }),
        objects: { [key]: { owner: partner, tags: { class: 'closed' } } },
      },
    }),
    ...unsure,
    says: [nobodyCanGrant],
    neverSays: [grantTheRead],
  },
];
