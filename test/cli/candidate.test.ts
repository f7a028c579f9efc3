import { readFileSync } from 'node:fs';
import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { reportSchema } from '../../src/report/contract';
import { requestsFor } from '../../cli/trial/requests';
import { parseRecord } from '../../src/request/record/parse';
import { policyLayers } from '../../src/with-policy';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
const recording = folder.file('recording.json', JSON.stringify(story.recording));
const event = folder.file(
  'denied.json',
  JSON.stringify({ Records: [story.events.s3.detail, story.events.kms.detail] }),
);
const policy = (name: string, ...statements: readonly object[]) =>
  folder.file(name, JSON.stringify({ Version: '2012-10-17', Statement: statements }));
const scp = (effect: string) => ({ Sid: 'Tried', Effect: effect, Action: 'kms:*', Resource: '*' });
const harmless = `${policy('require-data-classification.json', scp('Allow'))}:service-control-policies`;
const forbidding = policy('no-keys.json', scp('Deny'));

const asks = (...more: readonly string[]) =>
  culprit(
    ...['explain', '--recording', recording, '--principal', roleArn, '--action', 'kms:Decrypt'],
    ...['--resource', story.cast.untaggedKeyArn, ...more],
  );
const answer = async (...more: readonly string[]) => {
  const { code, stdout } = await asks('--format', 'json', ...more);
  const { verdict } = reportSchema.parse(JSON.parse(stdout));
  const sids = [...verdict.rootCauses, ...verdict.blocksNext].map(({ statement }) => statement?.sid);
  return { code, status: verdict.status, sids };
};

test.each([
  ['denied', 0],
  ['allowed', 5],
] as const)('a denied question that is expected to be %s ends with %i', async (expected, code) =>
  expect(await answer('--expect', expected)).toMatchObject({ code, status: 'denied' }),
);

test('an undecided question is as nobody expects', async () => {
  const object = ['--principal', roleArn, '--action', 'read', '--resource', 's3://my-bucket/a.csv'];
  expect((await culprit('explain', '--recording', recording, ...object, '--expect', 'allowed')).code).toBe(4);
});

test('a policy of the name of one that is read stands in its place', async () =>
  expect(await answer('--with', harmless, '--expect', 'allowed')).toEqual({ code: 0, status: 'allowed', sids: [] }));

test('another comes beside them, at the caller where it names no layer', async () => {
  const { status, sids } = await answer('--with', forbidding);
  expect([status, sids]).toEqual(['denied', expect.arrayContaining(['Tried', 'DenyKeysWithoutDataClass'])]);
});

test('--why says what would make it allowed, with the command', async () => {
  const { stdout } = await asks('--format', 'text', '--why');
  expect(stdout).toMatch(/What would make it allowed:\n\n1\. .+\n {3}aws kms tag-resource/s);
});

describe('of a trail file', () => {
  const { errorCode: _code, errorMessage: _message, ...succeeded } = story.events.s3.detail;
  const asked = succeeded['requestParameters'] as Readonly<Record<'bucketName' | 'key', string>>;
  const call = (eventID: string, key: string) => ({
    ...succeeded,
    ...{ eventID, requestID: eventID, requestParameters: { ...asked, key } },
  });
  const known = call('ok-1', asked.key);
  const denials = [story.events.s3.detail, story.events.kms.detail];
  const noPrivate = policy('no-private.json', {
    ...{ Sid: 'NoPrivate', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::my-bucket/private/*' },
  });
  const tried = (candidate: string, format: string, records: readonly object[], ...more: readonly string[]) =>
    culprit(
      ...['investigate', '--recording', recording, '--with', candidate, '--format', format],
      ...[folder.file('tried.json', JSON.stringify({ Records: records })), ...more],
    );

  test('what would newly be allowed is listed, whatever came of it, with what denies it today', async () => {
    const { code, stdout } = await tried(harmless, 'json', [...denials, known]);
    const listed = { change: 'newly-allowed', count: 1, now: 'denied', withPolicy: 'allowed' };
    const deniedBy = expect.stringMatching(/^service-control-policies › .+ › DenyKeysWithoutDataClass$/);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        counts: { requests: 2, wereDenied: 1, wereAllowed: 1, newlyDenied: 0, newlyAllowed: 2, undecided: 0 },
        newlyDenied: [],
        newlyAllowed: [
          { ...listed, was: 'denied', deniedBy },
          { ...listed, was: 'allowed', deniedBy },
        ],
      },
    ]);
  });

  const others = [call('a', 'private/a.csv'), call('b', 'private/b.csv'), call('c', 'public/c.csv')];
  test('successful requests that it denies are told apart from those that stay open', async () => {
    const { code, stdout } = await tried(noPrivate, 'json', others);
    const { counts, newlyDenied, undecided } = JSON.parse(stdout);
    expect([code, counts]).toMatchObject([4, { requests: 3, newlyDenied: 2, undecided: 1, notTried: 0 }]);
    expect(newlyDenied).toMatchObject([{ count: 2, was: 'allowed', action: 's3:GetObject', withPolicy: 'denied' }]);
    expect(newlyDenied[0].deniedBy).toMatch(/› no-private › NoPrivate$/);
    expect(undecided).toMatchObject([{ count: 1, resource: 'arn:aws:s3:::my-bucket/public/c.csv' }]);
    expect(undecided[0].why).toContain('recording does not hold');
  });

  test('as text: counts, then each group with the statement', async () => {
    const { stdout } = await tried(noPrivate, 'text', others);
    expect(stdout).toMatch(
      /^2 of 3 requests \(3 allowed, 0 denied\) would change their answer: 2 newly denied, 0 newly allowed; 1 cannot be decided\n\nNewly denied:\n {2}2 × .+ s3:GetObject .+\n {6}by .+NoPrivate\n\nCannot be decided:\n {2}1 × /,
    );
  });

  test('the answer goes to a file, and no page is made of it', async () => {
    const file = folder.file('answer.json', '');
    await tried(noPrivate, 'json', others, '--output', file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('counts');
    expect(await tried(noPrivate, 'html', others)).toMatchObject({ code: 2, stdout: '' });
  });

  test('a file without denials and successes has nothing to try', async () =>
    expect((await tried(noPrivate, 'json', [{ ...known, eventSource: 'ec2.amazonaws.com' }])).code).toBe(3));

  test('what is kept is bounded, and the rest is counted', () => {
    const asked = requestsFor(JSON.parse(readFileSync(noPrivate, 'utf8')), 2);
    const buckets = ['b-1', 'b-2', 'b-3', 'b-4'];
    for (const bucketName of buckets)
      for (const one of ['1', '2']) {
        const record = call(`${bucketName}-${one}`, 'k');
        const parsed = parseRecord({ ...record, resources: [], requestParameters: { bucketName, key: one } });
        if (parsed.is !== 'not-denied') throw new Error('it succeeded');
        asked.add(parsed);
      }
    expect([asked.groups().map(({ group }) => group.count), asked.left()]).toEqual([[2, 2], 4]);
  });
});

test.each([
  ['no layer', `${forbidding}:identity-polices`, /no layer that holds policies \(did you mean `identity-policies`\?\)/],
  ['no policy', event, /is no policy: it holds no Statement/],
  ['a policy that AWS would refuse', policy('odd.json', { ...scp('Deny'), Resource: '*/x' }), /invalid resource at St/],
  ['no file', 'nowhere.json', /cannot read the policy `nowhere.json`: there is no such file/],
  ['principals, and no place', policy('p.json', { ...scp('Deny'), Principal: '*' }), /it names principals/],
])('refused: %s', async (_, given, sentence) => {
  const { code, stdout, stderr } = await asks('--with', given);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)]);
});

test('an unknown expectation is refused', async () =>
  expect(await asks('--expect', 'alowed')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/did you mean `allowed`/),
  }));

test('every layer that holds policies takes one', () => expect(policyLayers().length).toBeGreaterThan(8));
