import { readFileSync } from 'node:fs';
import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { reportSchema } from '../../src/report/contract';
import { openSessions } from '../../cli/sessions';
import { answersOf } from '../../cli/trial/answers';
import { trialText } from '../../cli/trial/print';
import { requestsFor } from '../../cli/trial/requests';
import { codeOfTrial } from '../../cli/trial/run';
import { parseRecord } from '../../src/request/record/parse';
import { policyLayers } from '../../src/with-policy';
import { deniedIn, readingIn } from '../account/investigate';
import { accounts } from '../causes/accounts';
import { event as deniedCall } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

useTestCredentials();

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
      /^2 of 3 requests \(3 allowed, 0 denied\) would change their answer: 2 newly denied, 0 newly allowed; 1 cannot be decided; the newest was tried of each of 2 groups of like requests\n\nNewly denied:\n {2}2 × .+ s3:GetObject .+\n {6}by .+NoPrivate\n\nCannot be decided:\n {2}1 × /,
    );
  });

  test('requests that a statement may fit are tried each by itself', () => {
    const ifTagged = { StringEquals: { 's3:ExistingObjectTag/class': 'private' } };
    const statement = { ...{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }, Condition: ifTagged };
    const asked = requestsFor({ Version: '2012-10-17', Statement: [statement] });
    for (const record of [call('a', 'a.csv'), call('b', 'b.csv'), call('c', 'b.csv')]) {
      const parsed = parseRecord(record);
      if (parsed.is !== 'not-denied') throw new Error('it succeeded');
      asked.add(parsed);
    }
    expect(asked.groups().map(({ group }) => [group.count, group.newest.key])).toEqual([
      [2, 'b.csv'],
      [1, 'a.csv'],
    ]);
  });

  test('what fails is counted, and loses none of the others', async () => {
    const candidate = { layer: 'identity-policies', name: 'none', document: { Statement: [] } };
    const requests = requestsFor(candidate.document);
    for (const { detail } of [story.events.s3, story.events.kms]) {
      const parsed = parseRecord(detail);
      if (parsed.is !== 'denied') throw new Error('it was denied');
      requests.denials.add({ ...parsed.request, eventId: `${parsed.request.eventId}-${parsed.request.eventSource}` });
    }
    const groups = [...requests.groups(), ...requests.groups()];
    const sessions = await openSessions({ recording, full: false, 'head-object': false });
    let calls = 0;
    const broken = (region: string) => {
      calls += 1;
      if (calls === 1) throw new Error('it broke');
      return sessions.sessionFor(region);
    };
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { tried: answered, failed } = await answersOf(groups, candidate, { ...sessions, sessionFor: broken });
    expect([answered.length, failed]).toEqual([groups.length - 1, groups[0]?.group.count]);
    expect(said.mock.calls.flat().join()).toMatch(/failed on event .+: it broke/);
    said.mockRestore();
  });

  test('a policy that names no key is put on none of several', async () => {
    const ofKey = policy('key.json', { Sid: 'K', Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' });
    const [first, second] = [story.cast.untaggedKeyArn, `${story.cast.untaggedKeyArn}-2`];
    const uses = [first, second].map((arn, at) => {
      const { resources: _, ...detail } = story.events.kms.detail;
      return {
        ...detail,
        eventID: `key-${at}`,
        requestID: `key-${at}`,
        resources: [{ type: 'AWS::KMS::Key', ARN: arn }],
      };
    });
    const { code, stderr } = await tried(`${ofKey}:kms-key`, 'json', uses);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/nothing says for which it is.+--with key.json:kms-key=NAME/s),
    ]);
    expect((await tried(`${ofKey}:kms-key=${first}`, 'json', uses)).code).not.toBe(2);
    const none = await tried(`${ofKey}:kms-key=none`, 'json', uses);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no request asks `none`')]);
  });

  test('what is left out or fails is no clean answer', () => {
    const trial = { tried: [], failed: 0, left: 0 };
    expect([trial, { ...trial, left: 1 }, { ...trial, left: 1, failed: 1 }].map(codeOfTrial)).toEqual([0, 4, 1]);
  });

  test('what denies today is not claimed where nobody knows it', async () => {
    const awsAccounts = accounts({ refuses: [{ service: 's3', operation: 'GetBucketPolicy' }] });
    const denial = deniedIn(deniedCall());
    const sessions = await openSessions({ recording, full: false, 'head-object': false });
    const document = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
    const requests = requestsFor(document);
    requests.denials.add(denial);
    const live = { ...sessions, sessionFor: () => readingIn(awsAccounts, denial) };
    const { tried: answered } = await answersOf(
      requests.groups(),
      { layer: 'bucket-policy', name: 'open', document },
      live,
    );
    expect(answered).toMatchObject([
      { change: 'newly-allowed', now: 'inconclusive', why: expect.stringMatching(/^bucket policy/) },
    ]);
    expect(answered[0]).not.toHaveProperty('deniedBy');
  });

  test('what denies today is named only where it is known', () => {
    const group = {
      change: 'newly-allowed',
      was: 'denied',
      count: 1,
      caller: 'c',
      action: 'a',
      resource: 'r',
    } as const;
    const times = { firstTime: '', lastTime: '', now: 'inconclusive', withPolicy: 'allowed' } as const;
    const text = trialText({ tried: [{ ...group, ...times, why: 'the key: not read' }], failed: 1, left: 2 });
    expect(text).toContain('      what denies it today is not known: the key: not read\n');
    expect(text).toMatch(/\n1 more were not tried: their investigation failed\n2 more were not tried: /);
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
