/** Laws of undoing: another thing stays as it is, and what is undone and done again is what it was. */
import { createHash } from 'node:crypto';
import { aclAsRecorded, ownershipAsRecorded } from '../../../src/evidence/changes/history/bucket-settings';
import type { RecordedChange, SetThing } from '../../../src/evidence/changes/types';
import { resolve } from '../../../src/evidence/resolve/resolve';
import { gather } from '../../../src/judging/gather';
import { layers } from '../../../src/layers';
import { decide } from '../../../src/decision';
import { reverted } from '../../../src/verdict/changes/undo/documents';
import { table } from '../../../src/verdict/changes/undo/table';
import { undo } from '../../../src/verdict/changes/undo/undo';
import { essenceOf, statementDiff } from '../../../src/verdict/changes/diff/statements';
import type { Situation } from '../../../src/verdict/fixes/fix-case';
import { deniedIn, readingIn } from '../../account/investigate';
import { accounts, allow, deny, denying, policyOf } from '../../causes/accounts';
import { bucket, event, key, keyId, kmsArn, owner } from '../../causes/events';
import { readers } from '../../evidence/readers';
import { atTheTime } from '../../setup/at-the-time';
import { useTestCredentials } from '../../setup/credentials';
import { change } from '../../setup/tiny-registry';

useTestCredentials();
atTheTime('2026-11-20T09:14:01.000Z');

const read = policyOf(allow('s3:GetObject'));
const guard = policyOf(deny('Guard'));
const frozen = denying('Frozen');
const endpointPolicy = policyOf({ ...allow('*'), Principal: '*' });
const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const guardArn = `arn:aws:iam::${owner}:policy/Guard`;
const grantee = `arn:aws:iam::${owner}:role/app`;
const accessPoint = `arn:aws:s3:us-east-1:${owner}:accesspoint/ap`;

/** Everything of which a change can be undone, in one case. */
const awsAccounts = accounts({
  role: { inline: { read }, managed: { Guard: guard }, boundary: read },
  bucket: { policy: frozen, publicAccessBlock: block, objects: { [key]: { kmsKey: kmsArn } } },
  account: {
    publicAccessBlock: block,
    keys: {
      [keyId]: { policy: guard, grants: [{ GrantId: 'g-1', GranteePrincipal: grantee, Operations: ['Decrypt'] }] },
    },
    endpoints: { 'vpce-1': { policy: endpointPolicy } },
    accessPoints: { ap: { bucket, policy: frozen } },
  },
  organization: { accounts: { [owner]: ['ou-1'] }, scps: { 'ou-1': { Guard: guard } } },
});

let situation: Situation;
beforeAll(async () => {
  const denied = deniedIn(event({ accessPoint, more: { vpcEndpointId: 'vpce-1', vpcEndpointAccountId: owner } }));
  const session = readingIn(awsAccounts, denied);
  const request = await resolve(denied, session);
  const gathered = await Promise.all(
    layers.map(async (layer) => [layer.id, await gather(layer, request, session)] as const),
  );
  situation = { request, evidence: Object.fromEntries(gathered) };
});

const changed = (
  eventSource: string,
  eventName: string,
  sets: readonly SetThing[],
  resources: readonly string[] = [],
) => change({ eventSource: `${eventSource}.amazonaws.com`, eventName, sets, resources });
const other = policyOf(allow('s3:PutObject'));
const set = (setting: string, of: readonly string[], before: unknown, after: unknown): SetThing => ({
  setting,
  of,
  before,
  after,
});
const attached = { name: 'Guard', arn: guardArn, attachedTo: 'role app', document: guard };
const scp = () => {
  const found = JSON.stringify(situation.evidence);
  const arn = /"(arn:aws:organizations::[^"]*service_control_policy\/p-ou1guard)"/.exec(found)?.[1];
  return { name: 'Guard', arn: arn ?? '', document: JSON.stringify(guard) };
};
const swapped = (one: RecordedChange, eventName = one.eventName): RecordedChange => ({
  ...one,
  eventName,
  sets: one.sets.map(({ setting, of, before, after }) => ({ setting, of, before: after, after: before })),
});
const then = (one: RecordedChange, sets: readonly SetThing[], eventName: string): RecordedChange => ({
  ...one,
  eventName,
  sets,
});

const owned = (objectOwnership: string) => ownershipAsRecorded({ objectOwnership });
const shared = aclAsRecorded({ grants: [{ grantee: 'c0ffee', permission: 'READ' }] });

/** What was done, and what does it again once it is undone. */
const pairs: readonly (readonly [string, () => RecordedChange, (done: RecordedChange) => RecordedChange])[] = [
  [
    'a bucket policy',
    () => changed('s3', 'PutBucketPolicy', [set('policy-of-bucket', [bucket], other, frozen)]),
    swapped,
  ],
  [
    'the first bucket policy',
    () => changed('s3', 'PutBucketPolicy', [set('policy-of-bucket', [bucket], null, frozen)]),
    swapped,
  ],
  [
    'a block of public access',
    () => changed('s3', 'PutBucketPublicAccessBlock', [set('bucket-public-access-block', [bucket], null, block)]),
    swapped,
  ],
  [
    "an account's block of public access",
    () => changed('s3', 'PutAccountPublicAccessBlock', [set('account-public-access-block', [owner], null, block)]),
    swapped,
  ],
  [
    'the policy of an access point',
    () => changed('s3', 'PutAccessPointPolicy', [set('policy-of-access-point', ['ap'], null, frozen)]),
    swapped,
  ],
  [
    'the ACL of a bucket',
    () => changed('s3', 'PutBucketAcl', [set('bucket-acl', [bucket], 'public-read', 'private')]),
    swapped,
  ],
  [
    'the policy of an endpoint',
    () => changed('ec2', 'ModifyVpcEndpoint', [set('policy-of-endpoint', ['vpce-1'], other, endpointPolicy)]),
    swapped,
  ],
  [
    'an inline policy',
    () => changed('iam', 'PutRolePolicy', [set('role-policy', ['app', 'read'], other, read)]),
    swapped,
  ],
  [
    'a version',
    () => changed('iam', 'CreatePolicyVersion', [set('managed-policy', [guardArn], other, guard)]),
    swapped,
  ],
  [
    'an attachment',
    () => changed('iam', 'AttachRolePolicy', [set('role-attachment', ['app', guardArn], undefined, guardArn)]),
    (done) => then(done, [set('role-attachment', ['app', guardArn], attached, null)], 'DetachRolePolicy'),
  ],
  ['a key policy', () => changed('kms', 'PutKeyPolicy', [set('policy-of-key', [keyId], other, guard)]), swapped],
  [
    'a grant',
    () => changed('kms', 'CreateGrant', [set('key-grant', ['g-1'], null, {})], [keyId]),
    (done) =>
      then(
        done,
        [set('key-grant', ['g-1'], { granteePrincipal: grantee, operations: ['Decrypt'] }, null)],
        'RevokeGrant',
      ),
  ],
  [
    'the owner of objects, as an earlier reading shows it',
    () =>
      changed('s3', 'PutBucketOwnershipControls', [
        set('bucket-ownership', [bucket], owned('ObjectWriter'), owned('BucketOwnerEnforced')),
      ]),
    swapped,
  ],
  [
    'an ACL, as an earlier reading shows it',
    () => changed('s3', 'PutBucketAcl', [set('bucket-acl', [bucket], shared, 'private')]),
    swapped,
  ],
  ['the state of a key', () => changed('kms', 'EnableKey', [], [keyId]), (done) => then(done, [], 'DisableKey')],
  [
    'an SCP',
    () => changed('organizations', 'UpdatePolicy', [set('organization-policy', ['p-ou1guard'], other, guard)]),
    swapped,
  ],
  [
    'the attachment of an SCP',
    () =>
      changed('organizations', 'AttachPolicy', [
        set('organization-attachment', ['ou-1', 'p-ou1guard'], undefined, 'p-ou1guard'),
      ]),
    (done) => then(done, [set('organization-attachment', ['ou-1', 'p-ou1guard'], scp(), null)], 'DetachPolicy'),
  ],
];

function undone(from: Situation, one: RecordedChange, mode: 'rewind' | 'leave-out' = 'rewind'): Situation {
  const result = undo(from, one, layers, mode);
  if (result.is !== 'undone') throw new Error(JSON.stringify(result.because));
  return result.situation;
}

/** Documents are JSON text where AWS gave text, and lists have no order that decides. */
function normal(value: unknown, name = ''): unknown {
  if (name === 'document' && typeof value === 'string') return normal(JSON.parse(value));
  if (Array.isArray(value)) return value.map((one) => essenceOf(normal(one))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !['error', 'readAt', 'attachedTo'].includes(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, normal(part, key)]));
}
/** Short, for a whole case is too long to be shown. */
const digestOf = (one: Situation) =>
  createHash('sha256')
    .update(essenceOf(normal([one.request, one.evidence])))
    .digest('hex')
    .slice(0, 12);
const holdsUnknown = (one: Situation) => JSON.stringify(one.evidence).includes('"why":"no-record"');

describe.each(pairs)('%s', (_, done, again) => {
  test('undone is another case, and done again the same', () => {
    const before = undone(situation, done());
    expect(digestOf(before)).not.toBe(digestOf(situation));
    const after = undone(before, again(done()));
    // What no record shows of the time before is not known again.
    if (holdsUnknown(before)) return;
    expect(digestOf(after)).toBe(digestOf(situation));
    expect(decide(after.request, after.evidence)).toMatchObject({
      decision: decide(situation.request, situation.evidence).decision,
    });
  });

  test('undone changes nothing of what it was made from', () => {
    const before = JSON.stringify(situation);
    undone(situation, done());
    expect(JSON.stringify(situation)).toBe(before);
  });

  test('of another thing changes nothing', () => {
    const one = done();
    const elsewhere = {
      ...one,
      resources: ['other'],
      sets: one.sets.map((thing) => ({ ...thing, of: thing.of.map(() => 'other') })),
    };
    expect(digestOf(undone(situation, elsewhere))).toBe(digestOf(situation));
    expect(digestOf(undone(situation, elsewhere, 'leave-out'))).toBe(digestOf(situation));
  });

  test('cannot be rewound where something else is at hand', () => {
    const before = undone(situation, done());
    const again = undo(before, done(), layers, 'rewind');
    expect(again.is === 'undone' ? again.is : again.because.code).toBe('not-as-recorded');
  });
});

test('every row is of a call that changes what some reader reads', () => {
  const named = new Set(readers.flatMap(({ changedBy = {} }) => Object.values(changedBy).flat()));
  const rows = Object.values(table).flatMap((calls) => Object.keys(calls));
  expect(rows.filter((call) => !named.has(call))).toEqual([]);
});

describe('a document of chance', () => {
  const random = numbers(7);
  const statements = Array.from({ length: 6 }, (_, at) => ({
    Sid: `S${at}`,
    Effect: 'Allow',
    Action: [`s3:A${at}`],
    Resource: '*',
  }));
  const some = () => statements.filter(() => random() < 0.5);
  const documentOf = (list: readonly object[]) =>
    list.length === 0 ? null : { Version: '2012-10-17', Statement: list };
  const setOf = (document: unknown) => (statementDiff(null, document)?.added ?? []).map(essenceOf).sort();

  test.each(Array.from({ length: 300 }, (_, at) => at))(
    '%i: what was added is taken out, what was taken out is put back',
    () => {
      const [before, after] = [some(), some()];
      const later = statements
        .filter((one) => !before.includes(one) && !after.includes(one))
        .filter(() => random() < 0.5);
      const [old, set] = [documentOf(before), documentOf(after)];
      expect(reverted(set, old, set, 'rewind')).toEqual(old);
      const now = documentOf([...after, ...later]);
      expect(setOf(reverted(now, old, set, 'leave-out'))).toEqual(setOf(documentOf([...before, ...later])));
      expect(setOf(reverted(reverted(now, old, set, 'leave-out'), set, old, 'leave-out'))).toEqual(setOf(now));
    },
  );
});

/** https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}
