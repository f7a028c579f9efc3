import { dirname } from 'node:path';
import { troubleOf } from '../../cli/preflight/trouble';
import { localServer, type LocalServer, type Received, type Reply } from '../setup/server';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';
import { story } from '../../demo/story/story';

const folder = temporaryFolder();
const denied = folder.file('denied.json', JSON.stringify(story.events.s3));
const config = folder.file('config', '[profile sso]\nregion = eu-central-1\n');
const names = [
  'AWS_ENDPOINT_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_REGION',
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
];
const before = names.map((name) => [name, process.env[name]] as const);
let server: LocalServer;

async function answering(answer: (request: Received) => Reply): Promise<void> {
  server = await localServer(answer);
  const set = { AWS_ENDPOINT_URL: server.origin, AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
  Object.assign(process.env, { ...set, AWS_REGION: 'eu-central-1' });
}

afterEach(async () => {
  await server.close();
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const xml = (body: string, status = 200): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
const refusal = (code: string, message: string, status = 403): Reply =>
  xml(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    status,
  );
const identity = xml(
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/me</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
);
const role = (arn: string) => `<Role><Arn>${arn}</Arn><RoleName>${arn.split('/').at(-1)}</RoleName></Role>`;
const actual = 'arn:aws:iam::111122223333:role/service-role/orders-report-role';

/** An account with one role, whose path is `service-role`, and one bucket. */
function account({ path, body }: Received): Reply {
  if (body.includes('Action=GetCallerIdentity')) return identity;
  if (body.includes('Action=GetRole&') && body.includes('RoleName=orders-report-role'))
    return xml(`<GetRoleResponse><GetRoleResult>${role(actual)}</GetRoleResult></GetRoleResponse>`);
  if (body.includes('Action=ListRoles'))
    return xml(
      `<ListRolesResponse><ListRolesResult><Roles><member>${role(actual).slice(6, -7)}</member></Roles></ListRolesResult></ListRolesResponse>`,
    );
  if (body.includes('Action=GetRole&')) return refusal('NoSuchEntity', 'no such role', 404);
  if (/^\/my-bucket\/?\?location/.test(path)) return xml('<LocationConstraint>eu-central-1</LocationConstraint>');
  if (/\?location/.test(path)) return xml('<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>', 404);
  if (path.startsWith('/?'))
    return xml(
      '<ListAllMyBucketsResult><Buckets><Bucket><Name>my-bucket</Name></Bucket></Buckets></ListAllMyBucketsResult>',
    );
  return refusal('AccessDenied', 'not for you');
}

const asked = (principal: string, resource: string) =>
  culprit('explain', '--principal', principal, '--action', 'read', '--resource', resource, '--format', 'json');

test.each([
  [
    'ExpiredToken',
    'The security token included in the request is expired',
    1,
    /have expired.*Run: unset AWS_ACCESS_KEY_ID/,
  ],
  [
    'InvalidClientTokenId',
    'The security token included in the request is invalid',
    1,
    /AWS does not know this access key.*Run: aws configure/,
  ],
  ['SignatureDoesNotMatch', 'Signature expired: 20261130T1 is now earlier', 1, /clock is wrong/],
  ['SignatureDoesNotMatch', 'The request signature we calculated does not match', 1, /the secret access key is wrong/],
])('%s (%s): one line before anything else is asked', async (code, message, exit, sentence) => {
  await answering(() => refusal(code, message));
  const ran = await culprit('investigate', denied);
  expect(ran).toMatchObject({ code: exit, stdout: '' });
  expect(ran.stderr.trim().split('\n')).toEqual([expect.stringMatching(sentence)]);
  expect([...new Set(server.received.map(({ body }) => body.includes('GetCallerIdentity')))]).toEqual([true]);
});

test('a profile that does not exist is named', async () => {
  await answering(account);
  process.env['AWS_CONFIG_FILE'] = config;
  delete process.env['AWS_ACCESS_KEY_ID'];
  const sentence = /there is no profile `soo` \(did you mean `sso`\?\)\. Run: aws configure list-profiles/;
  const { code, stderr } = await culprit('investigate', '--profile', 'soo', denied);
  expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  // A question has no Region of its own, and a profile that is not there says none.
  delete process.env['AWS_REGION'];
  process.env['AWS_PROFILE'] = 'soo';
  const question = await asked('app', 's3://my-bucket/a');
  expect([question.code, question.stderr]).toEqual([2, expect.stringMatching(sentence)]);
});

test('a file of profiles that cannot be read is named, and no profile is missed', async () => {
  await answering(account);
  process.env['AWS_CONFIG_FILE'] = dirname(config);
  delete process.env['AWS_ACCESS_KEY_ID'];
  const { code, stderr } = await culprit('investigate', '--profile', 'sso', denied);
  expect([code, stderr]).toEqual([2, expect.stringContaining(`cannot read \`${dirname(config)}\``)]);
});

test('the denials of a bucket that is not there are not looked for', async () => {
  await answering(account);
  const { code, stderr } = await culprit('find', '--bucket', 'my-bukcet');
  expect([code, stderr]).toEqual([2, 'culprit: there is no bucket `my-bukcet` (did you mean `my-bucket`?)\n']);
});

test('a recording needs no credentials', async () => {
  await answering(() => refusal('ExpiredToken', 'expired'));
  const recording = folder.file('recording.json', JSON.stringify(story.recording));
  expect((await culprit('investigate', '--recording', recording, denied)).code).toBe(0);
  expect(server.received).toEqual([]);
});

test.each([
  [
    'a role with another path',
    'arn:aws:iam::111122223333:role/orders-report-role',
    'my-bucket/a',
    /there is no role .*did you mean `arn:aws:iam::111122223333:role\/service-role\/orders-report-role`/,
  ],
  [
    'a mistyped role',
    'order-report-role',
    'my-bucket/a',
    /there is no role .*did you mean .*service-role\/orders-report-role/,
  ],
  [
    'a mistyped bucket',
    'orders-report-role',
    's3://my-bukcet/a',
    /there is no bucket `my-bukcet` \(did you mean `my-bucket`\?\)/,
  ],
])('%s', async (_, principal, resource, sentence) => {
  await answering(account);
  const { code, stdout, stderr } = await asked(principal, resource);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a name stands for the role of the own account, with its path', async () => {
  await answering(account);
  const { stdout, stderr } = await asked('orders-report-role', 'my-bucket/a');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ request: { principal: { arn: actual }, bucket: 'my-bucket', key: 'a' } });
});

describe('what the SDK says', () => {
  const around = { region: 'eu-central-1', profile: 'sso', profiles: ['sso'], environment: false };
  const unknown = (code: string, message: string, why: 'connection-failed' | 'account-not-configured') =>
    ({ is: 'unknown', why, code, message }) as const;

  test.each([
    [
      'no sign-in',
      unknown(
        'CredentialsProviderError',
        "The SSO session associated with this profile has expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
        'account-not-configured',
      ),
      {},
      /Run: aws sso login --profile sso$/,
      false,
    ],
    [
      'a profile that a shell would take apart',
      unknown('ExpiredToken', 'The security token included in the request is expired', 'account-not-configured'),
      { profile: "data $(id) it's", profiles: ["data $(id) it's"] },
      /Run: aws sso login --profile 'data \$\(id\) it'\\''s'$/,
      false,
    ],
    [
      'no credentials',
      unknown('CredentialsProviderError', 'Could not load credentials from any providers', 'account-not-configured'),
      { profile: undefined },
      /there are no AWS credentials\. Run: aws configure sso/,
      false,
    ],
    [
      'no network',
      unknown('EAI_AGAIN', 'getaddrinfo EAI_AGAIN sts.eu-central-1.amazonaws.com', 'connection-failed'),
      {},
      /AWS cannot be reached .*Run: curl/,
      false,
    ],
    [
      'no such Region',
      unknown('ENOTFOUND', 'getaddrinfo ENOTFOUND', 'connection-failed'),
      { region: 'eu-cental-1' },
      /there is no Region `eu-cental-1` \(did you mean `eu-central-1`\?\)/,
      true,
    ],
  ] as const)('%s', (_, identityOf, more, sentence, isOurs) => {
    expect(troubleOf(identityOf, { ...around, ...more })).toEqual({
      sentence: expect.stringMatching(sentence),
      isOurs,
    });
  });
  beforeEach(() => answering(account));
});

const words =
  'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::my-bucket/a.csv" because no identity-based policy allows the s3:GetObject action';

describe('where nothing says the Region', () => {
  const text = folder.file('error.txt', words);

  test.each([
    ['investigate', [text], 1],
    ['find', ['--bucket', 'my-bucket'], 2],
  ])('%s asks for it, and reads nowhere', async (command, options, exit) => {
    await answering(account);
    delete process.env['AWS_REGION'];
    const { code, stdout, stderr } = await culprit(command, ...options);
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toContain('nothing says in which Region to read: give `--region`');
    const asked = server.received.map(({ body }) => new URLSearchParams(body).get('Action'));
    expect([...new Set(asked)]).toEqual(['GetCallerIdentity']);
  });

  test('a replay leaves it unknown', async () => {
    await answering(account);
    delete process.env['AWS_REGION'];
    const empty = folder.file('empty.json', JSON.stringify({ ...story.recording, calls: [] }));
    const { stdout } = await culprit('investigate', text, '--recording', empty, '--format', 'markdown', '--full');
    expect(stdout).toContain('my-bucket');
    expect(stdout).not.toMatch(/in ``|Region ``|--region ''/);
    const { stdout: json } = await culprit('investigate', text, '--recording', empty, '--format', 'json');
    expect(JSON.parse(json)).toMatchObject({ request: { region: '' } });
  });
});
