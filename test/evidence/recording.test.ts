import { createRecorder, type RecordedCall, type Recording } from '../../src/evidence/recording/recording';
import type { Wire } from '../../src/evidence/place';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession } from '../../src/evidence/session/session';
import { bucketPolicy } from '../../src/evidence/readers/bucket-policy';
import { serviceControlPolicies } from '../../src/evidence/readers/service-control-policies';
import { cases, subjectOf, type ReaderCase } from './cases';
import { useTestCredentials } from '../setup/credentials';
import { failures } from '../account/failures';
import { account, otherAccount } from './accounts';
import { request, s3Authorization } from './requests';
import { answersOf, answerTo, config, nameOf, readerOf } from './setup';

useTestCredentials();

/** A real recorder in front of the accounts. */
function recorderOf(answer: Wire = async (call) => answerTo(call)) {
  const recorder = createRecorder({ from: 'documentation', source: 'https://docs.aws.amazon.com/' });
  const wire: Wire = (call, send) => recorder.wire(call, () => answer(call, send));
  return { ...recorder, wire };
}

const ask = (one: ReaderCase, configured: SessionConfig) => {
  const subject = subjectOf(one);
  const reader = readerOf(one);
  return openSession(configured).read(reader, reader.target(subject.authorization, subject.request), subject);
};
const asFile = (recording: Recording): Recording => JSON.parse(JSON.stringify(recording)) as Recording;

test.each(cases.map((one) => [nameOf(one), one] as const))('%s: a replay finds what was recorded', async (_, one) => {
  const recorder = recorderOf(async (call) => answersOf(one)(call));
  const recorded = await ask(one, { ...config, recorder });
  const replay = asFile(recorder.recording());
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name];
  try {
    const replayed = await ask(one, { region: 'eu-central-1', headObject: true, replay });
    expect(replayed).toEqual({ ...recorded, readAt: expect.any(String) as string });
  } finally {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'test' });
  }
});

const policyCase = cases.find(({ reader }) => reader === 'bucket-policy')!;

test.each(Object.entries(failures))('what is unreadable because %s is replayed as such', async (_, { why, answer }) => {
  const recorder = recorderOf(async (call) => answer(call));
  expect(await ask(policyCase, { ...config, recorder })).toMatchObject({ why });
  const replay = asFile(recorder.recording());
  expect(await ask(policyCase, { region: 'eu-central-1', replay })).toMatchObject({ status: 'unreadable', why });
});

test('what a recording does not hold is not recorded', async () => {
  const recorder = recorderOf();
  await ask(policyCase, { ...config, recorder });
  const other = cases.find(({ reader }) => reader === 'bucket-tags')!;
  expect(await ask(other, { region: 'eu-central-1', replay: asFile(recorder.recording()) })).toMatchObject({
    status: 'unreadable',
    why: 'not-recorded',
  });
});

test('an account that a recording does not hold is not configured', async () => {
  const recorder = recorderOf();
  await ask(policyCase, { ...config, recorder });
  const foreign = { ...s3Authorization, resourceAccountId: otherAccount };
  const session = openSession({ region: 'eu-central-1', replay: asFile(recorder.recording()) });
  expect(await session.read(bucketPolicy, 'my-bucket', { authorization: foreign, request })).toMatchObject({
    status: 'unreadable',
    why: 'account-not-configured',
    account: otherAccount,
  });
});

test('where it was never told whose credentials these are, a replay says why, as the reads did', async () => {
  const recorder = recorderOf(() => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })));
  const { ownAccount: _, ...unknown } = config;
  expect(await ask(policyCase, { ...unknown, recorder })).toMatchObject({ why: 'connection-failed' });
  const replay = asFile(recorder.recording());
  expect(replay.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  expect(await ask(policyCase, { region: 'eu-central-1', replay })).toMatchObject({ why: 'connection-failed' });
});

test('a replay assumes the recorded roles, without their credentials', async () => {
  const organizationRoleArn = 'arn:aws:iam::999988887777:role/org';
  const recorder = recorderOf();
  const subject = { authorization: s3Authorization, request };
  const session = openSession({ ...config, recorder, organizationRoleArn, externalId: 'EXTERNALSECRET' });
  const recorded = await session.read(serviceControlPolicies, account, subject);
  const recording = asFile(recorder.recording());
  expect(JSON.stringify(recording)).not.toMatch(/SECRET(?!Access)/);
  const replay = openSession({ region: 'eu-central-1', replay: recording });
  expect(await replay.read(serviceControlPolicies, account, subject)).toEqual({
    ...recorded,
    readAt: expect.any(String) as string,
  });
});

test('a question that is asked at another time is the same call, with another context another one', async () => {
  const recorder = recorderOf();
  const simulation = cases.find(({ reader }) => reader === 'policy-simulation')!;
  const asking = (known: Readonly<Record<string, string>>) => ({
    ...simulation,
    authorization: { ...s3Authorization, context: { known, unknown: [] } },
  });
  const at = (time: string) => ({ 'aws:CurrentTime': time, 'aws:EpochTime': String(Date.parse(time) / 1000) });
  await ask(asking(at('2026-11-20T09:00:00Z')), { ...config, recorder });
  const replay = { region: 'eu-central-1', replay: asFile(recorder.recording()) };
  expect(await ask(asking(at('2026-11-21T09:00:00Z')), replay)).toMatchObject({ status: 'found' });
  const elsewhere = { ...at('2026-11-20T09:00:00Z'), 'aws:SourceIp': '203.0.113.9' };
  expect(await ask(asking(elsewhere), replay)).toMatchObject({ status: 'unreadable', why: 'not-recorded' });
});

test('the secrets of events are removed, however deep they lie', async () => {
  const recorder = recorderOf();
  const one = cases.find(({ reader }) => reader === 'session-policies')!;
  await ask(one, { ...config, recorder });
  const text = JSON.stringify(recorder.recording());
  expect(text).not.toContain('SECRETTOKEN');
  expect(text).toContain('ASIAEXAMPLE000000001');
});

test('a replay happens when its recording was made', async () => {
  const at = ['2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z'];
  const calls = at.map((moment): RecordedCall => ({ ...(recorded[0] as RecordedCall), at: moment }));
  const session = openSession({ region: 'eu-central-1', replay: { format: 'culprit-recording', version: 1, calls } });
  expect(session.now()).toBe(Date.parse('2026-11-20T10:00:00Z'));
});

const recorded: readonly RecordedCall[] = [
  {
    account,
    region: 'eu-central-1',
    service: 's3',
    operation: 'GetBucketPolicy',
    input: { Bucket: 'my-bucket', ExpectedBucketOwner: account },
    request: { method: 'GET', path: '/my-bucket/', query: 'policy=', body: null },
    response: { status: 200, headers: {}, body: '{}' },
    provenance: { from: 'server' },
    at: '2026-11-20T09:00:00Z',
  },
];
