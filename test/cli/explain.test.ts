import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { withBucketPolicy } from '../../demo/story/answers';
import { openSessions } from '../../cli/sessions';
import { reportSchema } from '../../src/report/contract';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
const variables = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_PROFILE'];
const before = variables.map((name) => [name, process.env[name]] as const);

function environment(values: Readonly<Record<string, string>>): void {
  for (const name of variables) delete process.env[name];
  Object.assign(process.env, { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', ...values });
}

afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const resource = `arn:aws:s3:::my-bucket/reports/2026/q3.csv`;
const question = ['--principal', roleArn, '--action', 's3:GetObject', '--resource', resource];
const profiles = folder.file('config', '[default]\nregion = eu-west-1\n[profile china]\nregion = cn-north-1\n');
const recording = folder.file('recording.json', JSON.stringify(story.recording));

describe('the Region to read in', () => {
  test.each<[string, Record<string, string>, object, string | undefined]>([
    ['--region, whatever else is set', { AWS_REGION: 'eu-west-3' }, { region: 'sa-east-1' }, 'sa-east-1'],
    ['AWS_REGION', { AWS_REGION: 'eu-west-3', AWS_DEFAULT_REGION: 'eu-west-2' }, {}, 'eu-west-3'],
    ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'eu-west-2', AWS_CONFIG_FILE: profiles }, {}, 'eu-west-2'],
    ['that of the default profile', { AWS_CONFIG_FILE: profiles }, {}, 'eu-west-1'],
    ['that of the profile that is asked for', { AWS_CONFIG_FILE: profiles }, { profile: 'china' }, 'cn-north-1'],
    ['that of the recording', {}, { recording }, 'eu-central-1'],
    ['none', {}, {}, undefined],
  ])('%s', async (_, variablesSet, options, region) => {
    environment(variablesSet);
    const sessions = await openSessions({ 'head-object': false, full: false, ...options });
    expect(await sessions.regionOf({ region: '' })).toBe(region);
    expect(await sessions.regionOf({ region: 'ap-south-1' })).toBe('ap-south-1');
  });

  test('where nothing tells it, explain says what to set', async () => {
    environment({});
    const { code, stdout, stderr } = await culprit('explain', ...question);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/nothing says in which Region to read: give `--region`, or set AWS_REGION/);
  });
});

test('a condition on the time is decided as of now, and the question has no time of its own', async () => {
  const late = {
    Sid: 'TooLate',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::my-bucket/*',
    Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
  };
  const changed = withBucketPolicy(story.recording, ({ Statement, ...policy }) => ({
    ...policy,
    Statement: [...Statement, late],
  }));
  const file = folder.file('late.json', JSON.stringify(changed));
  const { code, stdout } = await culprit('explain', '--recording', file, '--format', 'json', ...question);
  const { request, verdict } = reportSchema.parse(JSON.parse(stdout));
  expect([code, verdict.status, request.time]).toEqual([0, 'denied', '']);
  expect(verdict.rootCauses[0]?.statement?.sid).toBe('TooLate');
});
