/** Undoes the ACL of a bucket. That of an object is set by data events, which nobody looks up. */
import { bucketAcl } from '../../../evidence/readers/bucket-acl';
import { at, textAt } from '../../../evidence/readers/shared/events';
import type { AccessControlList } from '../../../evidence/values';
import { isPublicGroup } from '../../../judging/acl/permission';
import { notRecorded, theOne } from './one-thing';
import type { Reverse, Revert } from './types';

type Grant = AccessControlList['grants'][number];

export const aclOfBucket: Reverse = (change) =>
  theOne(
    change,
    ({ of: [bucket = ''], before, after }) => {
      // By any owner: is it of a form that is known?
      if (grantsIn(before, '') === undefined) return notRecorded(change, 'before');
      if (grantsIn(after, '') === undefined) return notRecorded(change, 'after');
      const revert: Revert = (reading, target) => {
        if (target !== bucket || reading.status !== 'found') return reading;
        const { ownerId, grants } = reading.value as AccessControlList;
        const [was = [], set = []] = [grantsIn(before, ownerId), grantsIn(after, ownerId)];
        // Another call has set it since, or it was recorded in a form of which more is to be known.
        if (!isInEffect(set, grants)) return undefined;
        return { ...reading, value: { ownerId, grants: was } };
      };
      return { readings: [[bucketAcl, revert]] };
    },
    'both',
  );

/** AWS shows an ACL without the public grants that Block Public Access ignores. */
const isInEffect = (set: readonly Grant[], now: readonly Grant[]): boolean =>
  isSame(set, now) ||
  isSame(
    set.filter(({ grantee }) => !isPublicGroup(grantee)),
    now,
  );

const isSame = (one: readonly Grant[], other: readonly Grant[]): boolean => namesOf(one) === namesOf(other);
const namesOf = (grants: readonly Grant[]): string =>
  [...new Set(grants.map(({ grantee, permission }) => `${permission} ${grantee}`))].toSorted().join('\n');

/** As a record shows it. `undefined`: as no record is known to. */
function grantsIn(acl: unknown, owner: string): readonly Grant[] | undefined {
  if (acl === null) return canned['private']?.(owner);
  if (typeof acl === 'string') return canned[acl]?.(owner);
  const listed = [at(acl, 'AccessControlList', 'Grant') ?? []].flat();
  const grants = listed.flatMap((grant) => grantIn(grant) ?? []);
  return at(acl, 'AccessControlList') === undefined || grants.length < listed.length ? undefined : grants;
}

function grantIn(grant: unknown): Grant | undefined {
  const grantee = textAt(grant, 'Grantee', 'ID') ?? textAt(grant, 'Grantee', 'URI');
  const permission = permissions.find((one) => one === textAt(grant, 'Permission'));
  return grantee === undefined || permission === undefined ? undefined : { grantee, permission };
}

const permissions: readonly Grant['permission'][] = ['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP'];

const canned: Readonly<Partial<Record<string, (owner: string) => readonly Grant[]>>> = cannedOf({
  private: [],
  'public-read': [['global/AllUsers', 'READ']],
  'public-read-write': [
    ['global/AllUsers', 'READ'],
    ['global/AllUsers', 'WRITE'],
  ],
  'authenticated-read': [['global/AuthenticatedUsers', 'READ']],
  'log-delivery-write': [
    ['s3/LogDelivery', 'WRITE'],
    ['s3/LogDelivery', 'READ_ACP'],
  ],
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
function cannedOf(groups: Readonly<Record<string, readonly (readonly [string, Grant['permission']])[]>>) {
  return Object.fromEntries(
    Object.entries(groups).map(([name, grants]) => [
      name,
      (owner: string): readonly Grant[] => [
        { grantee: owner, permission: 'FULL_CONTROL' },
        ...grants.map(([group, permission]) => ({ grantee: `http://acs.amazonaws.com/groups/${group}`, permission })),
      ],
    ]),
  );
}
