import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { reportSchema } from '../../src/report/contract';
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

test('of a batch, those are listed whose answer would change', async () => {
  const tried = (format: string) =>
    culprit('investigate', '--recording', recording, '--with', harmless, '--format', format, event);
  const { code, stdout } = await tried('text');
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^\d+ of \d+ denied requests would change their answer\n {2}denied → allowed {3}/),
  ]);
  expect(JSON.parse((await tried('json')).stdout.split('\n')[0]!)).toMatchObject({
    now: 'denied',
    withPolicy: 'allowed',
  });
});

test.each([
  ['no layer', `${forbidding}:identity-polices`, /no layer that holds policies \(did you mean `identity-policies`\?\)/],
  ['no policy', event, /is no policy: it holds no Statement/],
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
