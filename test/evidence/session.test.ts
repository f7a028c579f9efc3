import type { WireCall } from '../../src/evidence/place';
import { createRecorder } from '../../src/evidence/recording/recording';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession } from '../../src/evidence/session/session';
import { bucketPolicy } from '../../src/evidence/readers/bucket-policy';
import { bucketTags } from '../../src/evidence/readers/bucket-tags';
import { keyPolicy } from '../../src/evidence/readers/key-policy';
import { identityPolicies } from '../../src/evidence/readers/identity-policies';
import { permissionsBoundary } from '../../src/evidence/readers/permissions-boundary';
import { principalFacts } from '../../src/evidence/readers/principal-facts';
import { serviceControlPolicies } from '../../src/evidence/readers/service-control-policies';
import { resourceControlPolicies } from '../../src/evidence/readers/resource-control-policies';
import { vpcEndpoint } from '../../src/evidence/readers/vpc-endpoint';
import type { Reader } from '../../src/evidence/define';
import type { Unreadable } from '../../src/evidence/define';
import { remedyOf } from '../../src/report/sentences/unknowns/unreadable';
import type { BoundRequest } from '../../src/request/types';
import { localServer } from '../setup/server';
import { useTestCredentials } from '../setup/credentials';
import { errorOf } from '../account/shapes';
import { wireOf } from '../account/wire';
import { account, accounts, management, openPolicy, otherAccount as other } from './accounts';
import { kmsAuthorization, request, s3Authorization } from './requests';
import { answerTo, config, stage } from './setup';

useTestCredentials();

const organizationRoleArn = `arn:aws:iam::${management}:role/org`;
const policyText = JSON.stringify(openPolicy);
const foreignCaller: BoundRequest = {
  ...request,
  principal: {
    type: 'assumed-role',
    arn: `arn:aws:sts::${other}:assumed-role/app/s`,
    accountId: other,
    roleName: 'app',
    sessionName: 's',
  },
};

function reading(configured: Partial<SessionConfig>, asked = request, common = config) {
  const recorder = stage();
  const session = openSession({ ...common, recorder, ...configured });
  return {
    calls: recorder.calls,
    session,
    read: (reader: Reader<unknown>, authorization = s3Authorization) =>
      session.read(reader, reader.target(authorization, asked), { authorization, request: asked }),
  };
}

const placesOf = (calls: readonly WireCall[]) =>
  calls.map((call) => `${call.account} ${call.region} ${call.operation}`);

describe('a read goes', () => {
  test.each([
    ['to the account of the caller', { accountRoleName: 'reader' }, principalFacts, `${other} us-east-1 GetRole`],
    ['to the account of the bucket', {}, bucketPolicy, `${account} eu-central-1 GetBucketPolicy`],
    ['to the account of the endpoint', {}, vpcEndpoint, `${account} eu-central-1 DescribeVpcEndpoints`],
  ] as const)('%s', async (_, configured, reader, place) => {
    const { calls, read } = reading(configured, foreignCaller);
    expect(await read(reader as Reader<unknown>)).toMatchObject({ status: 'found' });
    expect(placesOf(calls)).toContain(place);
  });

  test('to the account and Region of the key', async () => {
    const { calls, read } = reading({ accountRoleName: 'reader' });
    await read(keyPolicy, { ...kmsAuthorization, resource: `arn:aws:kms:eu-west-1:${other}:key/1` });
    expect(placesOf(calls)).toContain(`${other} eu-west-1 GetKeyPolicy`);
  });

  test('to the account that the organization role names', async () => {
    const { calls, read } = reading({ organizationRoleArn });
    await read(serviceControlPolicies);
    expect(placesOf(calls)).toContain(`${management} us-east-1 ListParents`);
    expect(calls[0]).toMatchObject({ operation: 'AssumeRole', input: { RoleArn: organizationRoleArn } });
  });

  test('to the Regions of other partitions', async () => {
    const { calls, read } = reading({}, { ...request, partition: 'aws-cn' });
    await Promise.all([read(principalFacts), read(serviceControlPolicies)]);
    expect(placesOf(calls)).toEqual(
      expect.arrayContaining([`${account} cn-north-1 GetRole`, `${account} cn-northwest-1 ListParents`]),
    );
  });
});

describe('roles', () => {
  test('are assumed with the external id, for the shortest time, narrowed to what is read', async () => {
    const { calls, read } = reading(
      {
        accountRoles: { [other]: `arn:aws:iam::${other}:role/path/listed` },
        accountRoleName: 'unlisted',
        externalId: 'external',
        sessionActions: ['iam:GetRole'],
      },
      foreignCaller,
    );
    await read(principalFacts);
    expect(calls[0]?.input).toEqual({
      RoleArn: `arn:aws:iam::${other}:role/path/listed`,
      RoleSessionName: 'culprit',
      DurationSeconds: 900,
      ExternalId: 'external',
      Policy: expect.stringContaining('"Action":["iam:GetRole"]') as string,
    });
  });

  test('are assumed once for all reads', async () => {
    const { calls, read } = reading({ accountRoleName: 'reader' }, foreignCaller);
    await Promise.all([read(principalFacts), read(identityPolicies), read(permissionsBoundary)]);
    expect(calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1);
  });

  test('that are not configured are named as what would settle it', async () => {
    const { calls, read } = reading({}, foreignCaller);
    expect(await read(principalFacts)).toMatchObject({
      status: 'unreadable',
      why: 'account-not-configured',
      account: other,
      permission: 'iam:GetRole',
      error: expect.stringContaining(`arn:aws:iam::${other}:role/`) as string,
    });
    expect(calls).toEqual([]);
  });

  test('of one name are assumed in no account that is not known, and it says how it becomes known', async () => {
    const { calls, read } = reading({ accountRoleName: 'reader', accounts: [account] }, foreignCaller);
    expect(await read(principalFacts)).toMatchObject({
      why: 'account-not-configured',
      account: other,
      error: expect.stringMatching(/not known to be yours.*`culprit doctor --stack`.*at once/) as string,
    });
    expect(calls).toEqual([]);
  });

  test('that refuse are unreadable with sts:AssumeRole', async () => {
    const recorder = stage(wireOf(accounts({ withoutReader: [other] })));
    const { read } = reading({ accountRoleName: 'reader', recorder }, foreignCaller);
    expect(await read(principalFacts)).toMatchObject({
      status: 'unreadable',
      why: 'access-denied',
      permission: 'sts:AssumeRole',
      account: other,
    });
  });

  test('an organization that AWS closes to its members needs a role', async () => {
    const recorder = stage(async ({ service }) =>
      errorOf(service, 'AccessDeniedException', 400, "You don't have permissions to access this resource."),
    );
    expect(await reading({ recorder }).read(serviceControlPolicies)).toMatchObject({
      status: 'unreadable',
      why: 'account-not-configured',
      permission: 'organizations:ListParents',
    });
    const configured = { recorder, organizationRoleArn };
    expect(await reading(configured).read(serviceControlPolicies)).toMatchObject({ why: 'access-denied' });
  });
});

test('the own account is asked of STS once, when it is not configured', async () => {
  const { ownAccount: _, ...unnamed } = config;
  const { calls, read, session } = reading({}, request, unnamed);
  await Promise.all([read(bucketPolicy), read(bucketTags), read(identityPolicies)]);
  expect(await session.ownAccount()).toBe(account);
  expect(calls.filter(({ operation }) => operation === 'GetCallerIdentity')).toHaveLength(1);
});

test('an owner that nothing tells is tried to be the own account', async () => {
  const { calls, read } = reading({}, { ...request, resourceAccountId: undefined });
  await read(bucketPolicy, { ...s3Authorization, resourceAccountId: undefined });
  expect(calls[0]).toMatchObject({ account, input: { ExpectedBucketOwner: account } });
});

describe('what was read', () => {
  test('is shared, also in parts: SCPs and RCPs ask for the path once', async () => {
    const { calls, read } = reading({});
    await Promise.all([read(serviceControlPolicies), read(serviceControlPolicies), read(resourceControlPolicies)]);
    expect(placesOf(calls).filter((call) => call.endsWith('ListParents'))).toHaveLength(2);
    const described = calls
      .filter(({ operation }) => operation === 'DescribePolicy')
      .map(({ input }) => input['PolicyId']);
    // Two of AWS's own, and three of each kind.
    expect(described).toHaveLength(8);
    expect(new Set(described).size).toBe(8);
  });

  test('is read again when it is older than allowed, and says how old it is', async () => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick'], now: 0 });
    try {
      const { calls, read } = reading({ maxAgeMs: 60_000 });
      const first = await read(bucketPolicy);
      jest.setSystemTime(50_000);
      expect(await read(bucketPolicy)).toEqual(first);
      expect(first.readAt).toBe('1970-01-01T00:00:00.000Z');
      jest.setSystemTime(70_000);
      expect((await read(bucketPolicy)).readAt).toBe('1970-01-01T00:01:10.000Z');
      expect(calls).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  test('a shared part makes a reading as old as the part is', async () => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick'], now: 0 });
    try {
      const { read } = reading({ maxAgeMs: 60_000 });
      await read(principalFacts);
      jest.setSystemTime(30_000);
      expect((await read(permissionsBoundary)).readAt).toBe('1970-01-01T00:00:00.000Z');
    } finally {
      jest.useRealTimers();
    }
  });

  test('a failure is asked again soon', async () => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick'], now: 0 });
    try {
      let failing = true;
      const recorder = stage(async (call) => (failing ? errorOf(call.service, 'AccessDenied', 403) : answerTo(call)));
      const { read } = reading({ recorder });
      expect(await read(bucketPolicy)).toMatchObject({ status: 'unreadable' });
      failing = false;
      expect(await read(bucketPolicy)).toMatchObject({ status: 'unreadable' });
      jest.setSystemTime(10_000);
      expect(await read(bucketPolicy)).toMatchObject({ status: 'found' });
    } finally {
      jest.useRealTimers();
    }
  });
});

test('a throttle that ends is no failure', async () => {
  let asked = 0;
  const recorder = stage(async (call) => {
    asked += 1;
    return asked === 1 ? errorOf(call.service, 'SlowDown', 503) : answerTo(call);
  });
  expect(await reading({ recorder, maxAttempts: 2 }).read(bucketPolicy)).toMatchObject({ status: 'found' });
});

describe('over the network', () => {
  const serve = async (answer: Parameters<typeof localServer>[0], configured: Partial<SessionConfig> = {}) => {
    const server = await localServer(answer);
    process.env['AWS_ENDPOINT_URL'] = server.origin;
    try {
      const session = openSession({ ownAccount: account, region: 'eu-central-1', maxAttempts: 1, ...configured });
      const subject = { authorization: s3Authorization, request };
      return { reading: await session.read(bucketPolicy, 'my-bucket', subject), received: server.received };
    } finally {
      process.env['AWS_ENDPOINT_URL'] = 'http://localhost:9';
      await server.close();
    }
  };

  test('an answer is read', async () => {
    const { reading, received } = await serve(() => ({ body: policyText }));
    expect(reading).toMatchObject({ status: 'found', value: { document: policyText } });
    expect(received[0]?.headers['x-amz-expected-bucket-owner']).toBe(account);
  });

  test('a server that does not answer is a time-out', async () => {
    const { reading } = await serve(() => ({ silent: true }), { timeoutMs: 100 });
    expect(reading).toMatchObject({ status: 'unreadable', why: 'timeout' });
  });

  test('nobody listening is a failed connection', async () => {
    const session = openSession({ ...config, region: 'eu-central-1' });
    const subject = { authorization: s3Authorization, request };
    expect(await session.read(bucketPolicy, 'my-bucket', subject)).toMatchObject({
      status: 'unreadable',
      why: 'connection-failed',
    });
  });

  test.each([
    ['PermanentRedirect', 301],
    ['IllegalLocationConstraintException', 400],
  ])('S3 redirects to the bucket’s Region: %s', async (code, status) => {
    let redirected = false;
    const { reading, received } = await serve(() => {
      if (redirected) return { body: policyText };
      redirected = true;
      const body = `<Error><Code>${code}</Code><Message>m</Message></Error>`;
      return { status, headers: { 'x-amz-bucket-region': 'eu-south-1' }, body };
    });
    expect(reading).toMatchObject({ status: 'found' });
    expect(received[1]?.headers.authorization).toContain('/eu-south-1/s3/');
  });

  test.each(['OptInRequired', 'InvalidToken', 'InvalidAccessKeyId'])(
    'a Region that the account did not opt in to says %s, and the remedy is no permission',
    async (code) => {
      const body = `<Error><Code>${code}</Code><Message>m</Message></Error>`;
      const { reading } = await serve(() => ({ status: 403, body }));
      expect(reading).toMatchObject({ why: 'access-denied', permission: 's3:GetBucketPolicy' });
      expect(remedyOf(reading as Unreadable)).toMatch(/that the Region is enabled in account `111122223333`/);
    },
  );

  test('secrets of the wire are in no recording', async () => {
    const recorder = createRecorder();
    await serve(() => ({ body: policyText, headers: { 'set-cookie': 'c', 'x-amz-meta-a': 'b' } }), { recorder });
    const text = JSON.stringify(recorder.recording());
    expect(recorder.recording().calls).toHaveLength(1);
    for (const secret of ['Signature', 'AKIATEST', 'set-cookie', 'x-amz-meta']) expect(text).not.toContain(secret);
  });
});
