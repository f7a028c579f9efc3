/** Grants to everybody that IgnorePublicAcls hides: an ACL is read without them. */
import { accounts } from '../accounts';
import { anonymous, event } from '../events';
import type { Careless } from './row';

const key = 'reports/a.csv';
const shared = { objects: { [key]: { grants: [{ to: 'AllUsers', permission: 'READ' }] } } } as const;
const flags = (IgnorePublicAcls: boolean) => ({
  BlockPublicAcls: false,
  IgnorePublicAcls,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
});
const nothingGrants = 'nobody ever shared the object';
const anybody = event({ by: anonymous, more: { recipientAccountId: '111122223333' } });

export const ignoredAcls: readonly Careless[] = [
  {
    title: 'a public ACL that a setting of the bucket ignores',
    careless: nothingGrants,
    event: anybody,
    awsAccounts: accounts({ bucket: { ...shared, ownership: 'ObjectWriter', publicAccessBlock: flags(true) } }),
    status: 'denied',
    says: [/ignores public ACLs: grants to everybody count for nothing/],
  },
  {
    title: 'a bucket without ACLs',
    careless: 'its public ACL is ignored',
    event: anybody,
    awsAccounts: accounts({ bucket: { ownership: 'BucketOwnerEnforced', publicAccessBlock: flags(true) } }),
    status: 'denied',
    neverSays: [/"rootCauses":\[[^\]]*public-acls-ignored/],
  },
];
