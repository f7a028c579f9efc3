import { tryPolicy } from '../src/try-policy';
import { unplaced, withPolicy, type CandidatePolicy } from '../src/with-policy';
import type { AwsAccounts } from './account/description';
import { deniedIn, readingIn, type Event } from './account/investigate';
import { both, denied, mended, same, withEvaluation } from './aws-evaluation/setup';
import { accounts, allow, allowing, deny, denying, encrypted, everything, policyOf, withKey } from './causes/accounts';
import { anonymous, bucket, bucketArn, event, key, kmsArn, lambdaRole } from './causes/events';
import { useTestCredentials } from './setup/credentials';

useTestCredentials();

const other = 'amzn-s3-demo-other';
const two: AwsAccounts = accounts({ account: { buckets: { [other]: { objects: { [key]: {} } } } } });
const on = (name: string): Event => event({ by: lambdaRole(), bucket: name });

async function tried(awsAccounts: AwsAccounts, asked: Event, candidate: Omit<CandidatePolicy, 'name'>) {
  const request = deniedIn(asked);
  const answer = await tryPolicy(request, readingIn(awsAccounts, request), {
    candidate: { name: 'tried', ...candidate },
    time: '2026-11-20T09:00:00Z',
  });
  const { now, withPolicy: after, places } = answer;
  const layers = after.verdict.rootCauses.map(({ layer }) => layer);
  return {
    now: now.verdict.status,
    after: after.verdict.status,
    layers,
    ...places,
    fixes: [...now.fixes, ...after.fixes],
  };
}

const ofBucket = (document: object, target?: string) => ({
  layer: 'bucket-policy',
  document,
  ...(target === undefined ? {} : { target }),
});

describe('a policy is put on what it is for', () => {
  test.each([
    ['its own bucket', bucket, denying('No'), undefined, 'denied'],
    ['another bucket', other, denying('No'), undefined, 'allowed'],
    ['what NotResource names', bucket, policyOf(noBut(bucketArn)), undefined, 'denied'],
    ['another than NotResource names', other, policyOf(noBut(bucketArn)), undefined, 'allowed'],
    ['a pattern that fits', other, policyOf(no(`arn:aws:s3:::${other}*`)), undefined, 'denied'],
    ['a pattern that does not fit', bucket, policyOf(no(`arn:aws:s3:::${other}*`)), undefined, 'allowed'],
    ['the one that is named', other, policyOf(no('*')), other, 'denied'],
    ['another than the one that is named', bucket, policyOf(no('*')), `arn:aws:s3:::${other}`, 'allowed'],
  ] as const)('%s', async (_, asked, document, target, after) =>
    expect(await tried(two, on(asked), ofBucket(document, target))).toMatchObject({ now: 'allowed', after }),
  );

  test.each([
    ['an exact name', denying('No'), []],
    ['a pattern', policyOf(no('arn:aws:s3:::amzn-*')), [bucket]],
    ['everything', policyOf(no('*')), [bucket]],
  ])('%s: what it leaves open', async (_, document, unsaid) =>
    expect(await tried(two, on(bucket), ofBucket(document))).toMatchObject({ on: [bucket], unsaid }),
  );

  test('of several that nothing names it is refused', () => {
    const candidate = { layer: 'kms-key', name: 'tried', document: policyOf(no('*')) };
    const read = { status: 'absent' } as const;
    const evidence = { 'kms-key': { policy: { [kmsArn]: read, 'arn:aws:kms:us-east-1:111122223333:key/2': read } } };
    expect(() => withPolicy(evidence, candidate)).toThrow(/nothing says for which it is: `arn:aws:kms.+`, `arn/);
    expect(() => withPolicy(evidence, { ...candidate, target: kmsArn })).not.toThrow();
    expect(unplaced({ on: [], unsaid: [] }, { ...candidate, target: 'none' })?.message).toBe('no request asks `none`');
  });

  test('a key, and no bucket', async () => {
    const awsAccounts = accounts({ bucket: encrypted, account: withKey() });
    const key = { layer: 'kms-key', document: policyOf({ ...deny('No'), Action: 'kms:*', Principal: '*' }) };
    expect(await tried(awsAccounts, on(bucket), key)).toMatchObject({
      after: 'denied',
      layers: ['kms-key'],
      on: [kmsArn],
    });
  });

  test('a boundary where there is none', async () => {
    const boundary = { layer: 'permissions-boundary', document: policyOf(allow('s3:List*')) };
    expect(await tried(two, on(bucket), boundary)).toMatchObject({ after: 'denied', layers: ['permissions-boundary'] });
  });

  test('an endpoint', async () => {
    const id = 'vpce-0123456789abcdef0';
    const awsAccounts = accounts({ account: { endpoints: { [id]: {} } } });
    const endpoint = { layer: 'vpc-endpoint-policy', document: policyOf({ ...deny('No'), Principal: '*' }) };
    const asked = event({ by: lambdaRole(), more: { vpcEndpointId: id } });
    expect(await tried(awsAccounts, asked, endpoint)).toMatchObject({
      after: 'denied',
      layers: [endpoint.layer],
      on: [id],
    });
  });
});

test('what AWS said and captured of the denial decides neither answer', async () => {
  const awsAccounts = withEvaluation(mended, { ...same, policies: both });
  const harmless = { layer: 'identity-policies', document: policyOf(allow('s3:Get*')) };
  const forbidding = { layer: 'identity-policies', document: policyOf(deny('No')) };
  expect(await tried(awsAccounts, denied(), harmless)).toMatchObject({ now: 'allowed', after: 'allowed' });
  expect(await tried(awsAccounts, denied(), forbidding)).toMatchObject({ now: 'allowed', after: 'denied' });
});

describe('S3 Block Public Access judges the policy that is tried', () => {
  const open = ofBucket(allowing('*'));
  const asked = event({ by: anonymous });

  test('a public one is cut off', async () =>
    expect(await tried(accounts(), asked, open)).toMatchObject({ after: 'denied', layers: ['block-public-access'] }));

  test('where nothing blocks it, it lets pass', async () => {
    const awsAccounts = accounts({ bucket: { publicAccessBlock: 'none' } });
    expect(await tried(awsAccounts, asked, open)).toMatchObject({ now: 'denied', after: 'allowed' });
  });

  test('one that is private no longer lets the flag cut off another account', async () => {
    const partner = '444455556666';
    const awsAccounts = accounts({
      bucket: { policy: allowing('*'), policyIsPublic: true },
      accounts: { [partner]: { roles: { app: { inline: { everything } } } } },
    });
    const byPartner = event({ by: lambdaRole('app', partner) });
    const closed = ofBucket(allowing({ AWS: `arn:aws:iam::${partner}:root` }));
    expect(await tried(awsAccounts, byPartner, closed)).toMatchObject({ now: 'denied', after: 'allowed' });
  });
});

test('no fix is sought for what is only tried', async () => {
  const awsAccounts = accounts({ bucket: { policy: denying('Now') } });
  const { now, fixes } = await tried(awsAccounts, on(bucket), ofBucket(denying('Then')));
  expect([now, fixes]).toEqual(['denied', []]);
});

function no(resource: string) {
  return { ...deny('No'), Principal: '*', Resource: resource };
}
function noBut(arn: string) {
  const { Resource: _, ...statement } = no('*');
  return { ...statement, NotResource: `${arn}/public/*` };
}
