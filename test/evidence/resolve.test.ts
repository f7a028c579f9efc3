import { setImmediate } from 'node:timers/promises';
import { defined } from '../../src/defined';
import { resolveReads } from '../../src/evidence/resolve/facts';
import { resolve } from '../../src/evidence/resolve/resolve';
import { bind, type Binding } from '../../src/evidence/resolve/bind';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession, type ReadingSession } from '../../src/evidence/session/session';
import type { RequestContext } from '../../src/request/types';
import type { Authorization, DeniedRequest } from '../../src/request/types';
import { useTestCredentials } from '../setup/credentials';
import { services } from '../account/services';
import { wireOf } from '../account/wire';
import { account, accounts, keyArn, management, otherAccount, roleArn, type Change } from './accounts';
import { request } from './requests';
import { config, stage } from './setup';

useTestCredentials();

const unknown = (...keys: readonly string[]): RequestContext => ({
  known: {},
  unknown: keys.map((key) => ({ key, why: 'until-read' })),
});
const get: Authorization = {
  action: 's3:GetObject',
  resource: { is: 'arn', arn: 'arn:aws:s3:::my-bucket/a/b.csv' },
  purpose: 'main',
  certain: true,
  resourceAccountId: account,
  context: unknown('aws:PrincipalTag/*', 'aws:PrincipalOrgID', 's3:ExistingObjectTag/*', 'aws:ResourceTag/*'),
};
const decrypt: Authorization = {
  action: 'kms:Decrypt',
  resource: { is: 'key-of-object', bucket: 'my-bucket', key: 'a/b.csv' },
  purpose: 'encryption',
  certain: false,
  context: unknown('aws:ResourceTag/*', 'kms:ResourceAliases', 'kms:EncryptionContext:*'),
};
const { bucketRegion: _region, organizationId: _organization, unknowns: _unknowns, ...facts } = request;
const denied: DeniedRequest = { ...facts, resourceAccountId: account, authorizations: [get, decrypt] };

/** Reads the accounts as they are then. */
function reading(change: Change = {}, more: Partial<SessionConfig> = {}) {
  const recorder = stage(wireOf(accounts(change)));
  return { recorder, session: openSession({ ...config, headObject: false, recorder, ...more }) };
}
const refusing = (service: string, operation: string, code?: string): Change => ({
  refuses: [{ service, operation, ...defined({ code }) }],
});
const withoutHistory: Change = { account: { history: [] } };
const withoutKmsKey: Change = { bucket: { encryption: { algorithm: 'AES256' } } };
const allFailing: Change = { refuses: Object.keys(services).map((service) => ({ service, code: 'InternalError' })) };

describe('the key of an object', () => {
  const keyIn = async (change: Change, more: Partial<SessionConfig> = {}) => {
    const bound = await resolve(denied, reading(change, more).session);
    return bound.authorizations.find(({ action }) => action === 'kms:Decrypt');
  };
  const assumption = { code: 'object-key-from-bucket-default', facts: { bucket: 'my-bucket', key: keyArn } };

  test('is known from HeadObject, where the user opted in', async () => {
    const found = await keyIn(withoutHistory, { headObject: true });
    expect(found).toMatchObject({ resource: keyArn, resourceAccountId: account, needed: 'yes', assumptions: [] });
    expect(found?.context.known).toMatchObject({
      'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::my-bucket/a/b.csv',
    });
  });

  test.each([
    ['was asked for and refused', true, ['access-denied']],
    ['nobody opted in', false, []],
  ])('HeadObject failing is told where it %s', async (_, headObject, told) => {
    const change = { ...withoutHistory, ...refusing('s3', 'HeadObject') };
    const { unknowns } = await resolve(denied, reading(change, { headObject }).session);
    const ofHead = unknowns.flatMap((one) =>
      one.code === 'unreadable' && one.facts.read === 'object-head' ? [one] : [],
    );
    expect(ofHead.map(({ facts }) => facts.why)).toEqual(told);
  });

  test('is known from the record of KMS', async () => {
    const found = await keyIn(refusing('s3', 'GetBucketEncryption'));
    expect(found).toMatchObject({ resource: keyArn, needed: 'yes', assumptions: [] });
  });

  test('is only assumed from the bucket’s default, and may not be needed at all', async () => {
    const found = await keyIn(withoutHistory);
    expect(found).toMatchObject({ resource: keyArn, needed: 'unknown', assumptions: [assumption] });
  });

  test('cannot be known when the default is no KMS key: this object may be older', async () => {
    const found = await keyIn({ ...withoutHistory, ...withoutKmsKey });
    expect(found).toMatchObject({ resource: undefined, needed: 'unknown' });
  });

  test('is not asked for when S3 says that the object is encrypted without KMS', async () => {
    expect(await keyIn({ bucket: { objects: { 'a/b.csv': {} } } }, { headObject: true })).toBeUndefined();
  });

  test('of a new object is the bucket’s default, without doubt', async () => {
    const put: Authorization = {
      ...decrypt,
      action: 'kms:GenerateDataKey',
      resource: { is: 'default-key-of-bucket', bucket: 'my-bucket' },
    };
    const bound = await resolve({ ...denied, authorizations: [get, put] }, reading().session);
    expect(bound.authorizations[1]).toMatchObject({ resource: keyArn, needed: 'yes', assumptions: [] });
    expect(bound.authorizations[1]?.context.known).toMatchObject({
      'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::my-bucket',
    });
    const without = reading(withoutKmsKey);
    expect((await resolve({ ...denied, authorizations: [get, put] }, without.session)).authorizations).toHaveLength(1);
  });

  test.each([
    ['an id', '1234', `arn:aws:kms:eu-central-1:${account}:key/1234`],
    ['an alias', 'alias/app', keyArn],
    ['an ARN', keyArn, keyArn],
  ])('named by the request by %s is of the caller’s account', async (_, keyId, arn) => {
    const named: Authorization = { ...decrypt, resource: { is: 'key-named-by-request', keyId } };
    const { recorder, session } = reading();
    const bound = await resolve({ ...denied, authorizations: [get, named] }, session);
    expect(bound.authorizations[1]?.resource).toBe(arn);
    const asked = recorder.calls
      .filter(({ operation }) => operation === 'DescribeKey')
      .map(({ input }) => input['KeyId']);
    expect(asked).toContain(keyId === 'alias/app' ? `arn:aws:kms:eu-central-1:${account}:alias/app` : arn);
  });

  test.each([
    ['an id', '1234', { key: '1234' }],
    ['an alias', 'alias/app', { key: 'alias/app' }],
  ])('named by %s stays unknown where nothing names its Region', async (_, keyId, facts) => {
    const named: Authorization = { ...decrypt, resource: { is: 'key-named-by-request', keyId } };
    const { recorder, session } = reading(refusing('s3', 'GetBucketLocation'));
    const bound = await resolve({ ...denied, region: '', authorizations: [get, named] }, session);
    expect(bound.authorizations[1]?.resource).toBeUndefined();
    const why = 'region-of-key-unknown';
    expect(bound.unknowns).toContainEqual({
      code: 'resource-unknown',
      facts: { action: 'kms:Decrypt', why, ...facts },
    });
    expect(recorder.calls.filter(({ service }) => service === 'kms')).toEqual([]);
  });

  test('that the record does not tell stays unknown, and is told', async () => {
    const hidden: Authorization = { ...decrypt, resource: { is: 'not-told', why: 'network-event' } };
    const bound = await resolve({ ...denied, authorizations: [hidden] }, reading().session);
    expect(bound.authorizations[0]?.resource).toBeUndefined();
    expect(bound.unknowns).toContainEqual({
      code: 'resource-unknown',
      facts: { action: 'kms:Decrypt', why: 'network-event' },
    });
  });
});

describe('tags', () => {
  test('of role and session are known together, the session’s first', async () => {
    const bound = await resolve(denied, reading().session);
    expect(bound.authorizations[0]?.context.known).toMatchObject({
      'aws:PrincipalTag/team': 'data',
      'aws:PrincipalTag/project': 'x',
    });
    expect(bound.authorizations[0]?.context.unknown).not.toContainEqual(
      expect.objectContaining({ key: 'aws:PrincipalTag/*' }),
    );
  });

  test('of the role alone prove nothing while the session’s are not found', async () => {
    const bound = await resolve(denied, reading(withoutHistory).session);
    const context = bound.authorizations[0]!.context;
    expect(context.known).not.toHaveProperty('aws:PrincipalTag/team');
    expect(context.unknown).toContainEqual(expect.objectContaining({ key: 'aws:PrincipalTag/*' }));
  });

  test('of a session that AWS issued to a function are its role’s', async () => {
    const lambda = { ...denied, session: { ...denied.session, issuedToCompute: 'AWS::Lambda::Function' } };
    const bound = await resolve(lambda, reading(withoutHistory).session);
    expect(bound.authorizations[0]?.context.known).toMatchObject({ 'aws:PrincipalTag/team': 'data' });
  });

  test('of the key, its aliases and its object’s are bound', async () => {
    const bound = await resolve(denied, reading().session);
    expect(bound.authorizations[1]?.context.known).toMatchObject({
      'aws:ResourceTag/data-class': 'pii',
      'kms:ResourceAliases': ['alias/app'],
    });
    expect(bound.authorizations[1]?.context.unknown).toEqual([]);
    expect(bound.authorizations[0]?.context.known).toMatchObject({ 's3:ExistingObjectTag/team': 'data' });
  });

  test('that cannot be read stay unknown, and are told', async () => {
    const bound = await resolve(denied, reading(refusing('kms', 'ListResourceTags')).session);
    expect(bound.authorizations[1]?.context.unknown).toEqual([{ key: 'aws:ResourceTag/*', why: 'until-read' }]);
    expect(bound.unknowns).toContainEqual({
      code: 'unreadable',
      facts: expect.objectContaining({
        read: 'key-tags',
        why: 'access-denied',
        permission: 'kms:ListResourceTags',
      }) as object,
    });
  });

  test('of a bucket are seen only where its ABAC is on', async () => {
    const on = await resolve(denied, reading().session);
    expect(on.authorizations[0]?.context.known).toMatchObject({ 'aws:ResourceTag/team': 'data' });
    const off = reading({ bucket: { abac: false } });
    const { context } = (await resolve(denied, off.session)).authorizations[0]!;
    expect(Object.keys(context.known).filter((key) => key.startsWith('aws:ResourceTag'))).toEqual([]);
    expect(context.unknown).not.toContainEqual(expect.objectContaining({ key: 'aws:ResourceTag/*' }));
  });
});

describe('accounts', () => {
  test('a bucket that answers as ours is ours', async () => {
    const { resourceAccountId: _, ...anybodys } = denied;
    const asked = { ...get };
    delete (asked as { resourceAccountId?: string }).resourceAccountId;
    const bound = await resolve({ ...anybodys, authorizations: [asked] }, reading().session);
    expect(bound).toMatchObject({ resourceAccountId: account, bucketRegion: 'eu-central-1' });
    expect(bound.authorizations[0]?.resourceAccountId).toBe(account);
    const { session } = reading(refusing('s3', 'GetBucketLocation'));
    const unknownOwner = await resolve({ ...anybodys, authorizations: [asked] }, session);
    expect(unknownOwner).toMatchObject({ resourceAccountId: undefined, bucketRegion: undefined });
  });

  test('the organization is that which the caller’s account names', async () => {
    const bound = await resolve(denied, reading().session);
    expect(bound.organizationId).toBe('o-1');
    expect(bound.authorizations[0]?.context.known).toMatchObject({ 'aws:PrincipalOrgID': 'o-1' });
    expect(bound.authorizations[0]?.flags).toMatchObject({
      principalAccountIsManagement: false,
      resourceAccountIsManagement: false,
    });
  });

  test('an account outside organizations has no organization', async () => {
    const outside = refusing('organizations', 'DescribeOrganization', 'AWSOrganizationsNotInUseException');
    const { authorizations } = await resolve(denied, reading(outside).session);
    expect(authorizations[0]?.context.unknown).not.toContainEqual(
      expect.objectContaining({ key: 'aws:PrincipalOrgID' }),
    );
    expect(authorizations[0]?.context.known).not.toHaveProperty('aws:PrincipalOrgID');
    expect(authorizations[0]?.flags).toMatchObject({
      principalAccountIsManagement: false,
      principalAccountIsStandalone: true,
      resourceAccountIsStandalone: true,
    });
  });

  test('an organization that nobody tells stays unknown', async () => {
    const closed = reading({ refuses: [{ service: 'organizations' }] });
    const { authorizations, organizationId } = await resolve(denied, closed.session);
    expect(authorizations[0]?.flags).not.toHaveProperty('principalAccountIsStandalone');
    expect(organizationId).toBeUndefined();
    expect(authorizations[0]?.context.unknown).toContainEqual(expect.objectContaining({ key: 'aws:PrincipalOrgID' }));
    expect(authorizations[0]?.flags.principalAccountIsManagement).toBeUndefined();
  });

  test('of a caller in an account that nobody reads, the organization’s own account may tell', async () => {
    const foreign: DeniedRequest = {
      ...denied,
      principal: {
        type: 'assumed-role',
        arn: `arn:aws:sts::${otherAccount}:assumed-role/app/s`,
        accountId: otherAccount,
        roleName: 'app',
        sessionName: 's',
      },
    };
    const { session } = reading({}, { organizationRoleArn: `arn:aws:iam::${management}:role/org` });
    const bound = await resolve(
      { ...foreign, authorizations: [{ ...get, context: unknown('aws:PrincipalOrgID', 'aws:PrincipalOrgPaths') }] },
      session,
    );
    expect(bound.authorizations[0]?.context.known).toEqual({
      'aws:PrincipalOrgID': 'o-1',
      'aws:PrincipalOrgPaths': ['o-1/r-1/ou-9/'],
    });
  });

  test('a role’s path is found', async () => {
    const bound = await resolve(denied, reading().session);
    expect(bound.principal).toMatchObject({ roleArn });
  });
});

test('the VPC of the endpoint is found', async () => {
  const asked = { ...get, context: unknown('aws:SourceVpc', 'aws:VpceOrgID') };
  const bound = await resolve({ ...denied, authorizations: [asked] }, reading().session);
  expect(bound.authorizations[0]?.context.known).toEqual({ 'aws:SourceVpc': 'vpc-1', 'aws:VpceOrgID': 'o-1' });
});

test('whatever fails, there is a bound request', async () => {
  const bound = await resolve(denied, reading(allFailing).session);
  expect(bound.authorizations.map(({ action }) => action)).toEqual(['s3:GetObject', 'kms:Decrypt']);
  expect(bound.authorizations[0]?.context.unknown).toEqual(get.context.unknown);
  expect(bound.unknowns.length).toBeGreaterThan(0);
});

test('resolve uses the readers that it declares, and no others', async () => {
  const used = new Set<string>();
  const { session } = reading();
  await resolve(denied, {
    ...session,
    read: async (reader, target, subject) => {
      used.add(reader.id);
      return session.read(reader, target, subject);
    },
  });
  const declared = new Set(resolveReads.map(({ id }) => id));
  expect([...used].filter((id) => !declared.has(id))).toEqual([]);
});

/** The readers in the order of their answers: whatever is asked by then is answered together. */
async function roundsOf(asked: DeniedRequest, session: ReadingSession): Promise<readonly (readonly string[])[]> {
  // Everything is read once, so that no reading takes time of its own.
  await resolve(asked, session);
  const rounds: Set<string>[] = [];
  let round: Promise<void> | undefined;
  await resolve(asked, {
    ...session,
    read: async (reader, target, subject) => {
      if (round === undefined) {
        rounds.push(new Set());
        round = setImmediate().then(() => void (round = undefined));
      }
      rounds.at(-1)?.add(reader.id);
      await round;
      return session.read(reader, target, subject);
    },
  });
  return rounds.map((ids) => [...ids].sort());
}

test('what does not depend on one another is read at once', async () => {
  expect(await roundsOf(denied, reading().session)).toEqual([
    ['bucket-region', 'organization', 'organization-asked', 'organization-path', 'principal-facts', 'session-policies'],
    // These need the bucket's Region.
    ['bucket-abac', 'bucket-tags', 'object-existence', 'object-head', 'object-tags'],
    // Seen only where ABAC is on; asked only where nobody opted in to ask the object.
    ['bucket-tags', 'object-encryption-key'],
    // The key is known by now.
    ['key-aliases', 'key-description', 'key-tags'],
  ]);
});

test('what could not be found stands in one order, whoever answers first', async () => {
  const { session } = reading(allFailing);
  const slow = (ids: readonly string[]): ReadingSession => ({
    ...session,
    read: async (reader, target, subject) => {
      for (let turn = ids.indexOf(reader.id); turn > 0; turn -= 1) await setImmediate();
      return session.read(reader, target, subject);
    },
  });
  const ids = resolveReads.map(({ id }) => id);
  const { unknowns } = await resolve(denied, slow(ids));
  expect(await resolve(denied, slow(ids.toReversed()))).toMatchObject({ unknowns });
  expect(unknowns.length).toBeGreaterThan(3);
});

describe('binding', () => {
  const context = unknown('aws:PrincipalTag/*', 'aws:PrincipalOrgID', 'kms:Key*');
  const other = unknown('*:sub', 'aws:SourceVpcArn');
  test.each<[string, RequestContext, Binding, RequestContext['known'], number]>([
    ['a key', context, { key: 'aws:principalorgid', value: 'o-1' }, { 'aws:principalorgid': 'o-1' }, 2],
    ['an absent key', context, { key: 'aws:PrincipalOrgID', value: undefined }, {}, 2],
    ['a key under a pattern', context, { key: 'kms:KeySpec', value: 'RSA' }, { 'kms:KeySpec': 'RSA' }, 3],
    ['an absent key under a pattern', context, { key: 'kms:KeySpec', value: undefined }, { 'kms:KeySpec': [] }, 3],
    ['a key that the record knows to be absent', context, { key: 'aws:SourceVpc', value: 'vpc-1' }, {}, 3],
    ['no key beside a pattern', other, { key: 'aws:SourceVpc', value: 'vpc-1' }, {}, 2],
    ['a family', context, { prefix: 'aws:PrincipalTag/', values: { a: 'b' } }, { 'aws:PrincipalTag/a': 'b' }, 2],
    ['a family that is known', context, { prefix: 'aws:ResourceTag/', values: { a: 'b' } }, {}, 3],
  ])('%s', (_, from, binding, known, open) => {
    const bound = bind(from, [binding]);
    expect(bound.known).toEqual(known);
    expect(bound.unknown).toHaveLength(open);
  });

  test('the first of two bindings of one key holds', () => {
    const twice = ['o-1', 'o-2'].map((value) => ({ key: 'aws:PrincipalOrgID', value }));
    expect(bind(context, twice).known).toEqual({ 'aws:PrincipalOrgID': 'o-1' });
  });
});

test('the owner that an access point tells is the request’s, though no record names its bucket', async () => {
  const { bucket: _bucket, key: _key, resourceAccountId: _owner, ...without } = denied;
  const accessPoint = `arn:aws:s3:eu-central-1:${account}:accesspoint/ap`;
  const { resourceAccountId: _told, ...asked } = get;
  const through: Authorization = { ...asked, resource: { is: 'arn', arn: `${accessPoint}/object/a/b.csv` } };
  const bound = await resolve({ ...without, accessPoint, authorizations: [through] }, reading().session);
  expect(bound.authorizations[0]).toMatchObject({ resourceAccountId: account });
});
