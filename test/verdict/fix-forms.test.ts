/** Who holds what a fix changes decides its form; what nobody can edit is not offered. */
import { investigateIn } from '../account/investigate';
import type { AwsAccounts } from '../account/description';
import { accounts, allow, allowing, deny, denying, encrypted, everything, policyOf, withKey } from '../causes/accounts';
import {
  assumedRole,
  bucket,
  bucketArn,
  event,
  key,
  kmsArn,
  objectArn,
  owner,
  service,
  type Asked,
  type Caller,
} from '../causes/events';
import { callsIn, refusedOf } from '../setup/aws-cli';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
const elsewhere = allow('s3:*', 'arn:aws:s3:::another/*');
const lacking = { inline: { mine: policyOf(elsewhere) } };

async function fixesOf(awsAccounts: AwsAccounts, asked: Asked) {
  return (await investigateIn(awsAccounts, event(asked), { now })).report.fixes;
}
type Fix = Awaited<ReturnType<typeof fixesOf>>[number];

const shown = ({ layer, remedy, verified, notes, command }: Fix) => ({
  layer,
  remedy,
  verified,
  notes,
  commands: command === undefined ? 0 : 1,
});

/** The calls of its command, each of which the AWS CLI takes. */
function wordsIn(fix: Fix | undefined): readonly (readonly string[])[] {
  const calls = fix?.command === undefined ? [] : callsIn([fix.command]);
  expect(calls.flatMap(refusedOf)).toEqual([]);
  return calls;
}
const operationsIn = (fix: Fix | undefined) => wordsIn(fix).map(([, operation]) => operation);

/** The role `app` by another name and path. */
function roleNamed(
  name: string,
  path = '/',
): { readonly by: Caller; readonly awsAccounts: (role?: object) => AwsAccounts } {
  return {
    by: { ...assumedRole(name, { path }), identity: { ...assumedRole(name, { path }).identity, inScopeOf: compute } },
    awsAccounts: (role = {}) => accounts({ account: { roles: { [name]: { path, ...lacking, ...role } } } }),
  };
}
const compute = { issuerType: 'AWS::Lambda::Function', credentialsIssuedTo: 'arn:aws:lambda:us-east-1:1:function:f' };

describe('a role of IAM Identity Center', () => {
  const name = 'AWSReservedSSO_data-eng_0123456789abcdef';
  const { by, awsAccounts } = roleNamed(name, '/aws-reserved/sso.amazonaws.com/');
  const permissionSet = { permissionSet: 'data-eng' };

  test('lacks what its permission set lacks', async () => {
    const fixes = await fixesOf(awsAccounts(), { by });
    expect(fixes.map(shown)).toEqual(
      fixes.map(() => ({
        layer: 'identity-policies',
        remedy: 'allow',
        verified: true,
        notes: [{ code: 'permission-set', facts: permissionSet }],
        commands: 1,
      })),
    );
    expect(fixes[0]?.summary).toBe(
      `Add a statement to the permission set \`data-eng\` in IAM Identity Center that allows \`s3:GetObject\` on \`${objectArn}\` to \`arn:aws:iam::${owner}:role/aws-reserved/sso.amazonaws.com/${name}\`.`,
    );
  });
  test('is not alone in its permission set, as the card says', async () => {
    const { report } = await investigateIn(awsAccounts(), event({ by }), { now });
    const texts = report.card.lines.map(({ text }) => text);
    expect(texts.at(-1)).toMatch(/; everybody who is assigned the permission set gets it$/);
    expect(texts.join()).not.toContain('opens nothing else');
  });
  test('is denied by its permission set', async () => {
    const fixes = await fixesOf(awsAccounts({ inline: { AwsSSOInlinePolicy: policyOf(allow('s3:*'), deny('No')) } }), {
      by,
    });
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.map((fix) => [fix.facts['permissionSet'], operationsIn(fix)])).toEqual(
      fixes.map(() => ['data-eng', puttingTheSet]),
    );
  });
  test('has one inline policy, which gets the statement', async () => {
    const inline = { AwsSSOInlinePolicy: policyOf(elsewhere) };
    const [fix] = await fixesOf(awsAccounts({ inline }), { by });
    const put = wordsIn(fix).find(([, operation]) => operation === 'put-inline-policy-to-permission-set')!;
    const policy = JSON.parse(put[put.indexOf('--inline-policy') + 1]!) as { Statement: readonly object[] };
    expect(policy.Statement).toEqual([elsewhere, expect.objectContaining({ Action: 's3:GetObject' })]);
    expect(fix?.code?.terraform).toContain('aws_ssoadmin_permission_set_inline_policy');
  });
  test.each([
    ['/aws-reserved/sso.amazonaws.com/', 'us-east-1'],
    ['/aws-reserved/sso.amazonaws.com/eu-west-1/', 'eu-west-1'],
  ])('under %s is administered in %s', async (path, region) => {
    const role = roleNamed(name, path);
    const [fix] = await fixesOf(role.awsAccounts(), { by: role.by });
    expect(operationsIn(fix)).toEqual(puttingTheSet);
    expect(wordsIn(fix).map((words) => words.at(-1))).toEqual(puttingTheSet.map(() => region));
    expect(fix?.command).toContain('# where IAM Identity Center is administered');
    expect(fix?.command).toContain('<ARN of the permission set data-eng>');
  });
  test('is denied by a policy of the account, which is changed there', async () => {
    const managed = { [`arn:aws:iam::${owner}:policy/guard`]: policyOf(allow('s3:*'), deny('No')) };
    const fixes = await fixesOf(awsAccounts({ inline: {}, managed }), { by });
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.flatMap(({ notes }) => notes.map(({ code }) => code))).not.toContain('permission-set');
    expect(fixes.every(({ command }) => command?.includes('create-policy-version'))).toBe(true);
  });
  test('is named in a bucket policy by a name that does not last', async () => {
    const fixes = await fixesOf(
      accounts({
        account: { roles: { [name]: { path: '/aws-reserved/sso.amazonaws.com/', inline: { everything } } } },
        bucket: { policy: denying('No') },
      }),
      { by },
    );
    expect(fixes[0]?.notes).toContainEqual({
      code: 'reserved-role-is-named',
      facts: { role: name, ...permissionSet, pattern: 'AWSReservedSSO_data-eng_????????????????' },
    });
  });
  test.each(['AWSReservedSSO_data-eng', 'AWSReservedSSO__0123456789abcdef', 'MyAWSReservedSSO_a_0123456789abcdef'])(
    'is not %s',
    async (other) => {
      const role = roleNamed(other);
      const fixes = await fixesOf(role.awsAccounts(), { by: role.by });
      expect(fixes.flatMap(({ notes }) => notes)).toEqual([]);
      expect(fixes[0]?.command).toContain('put-role-policy');
    },
  );
});

const puttingTheSet = [
  'list-instances',
  'list-permission-sets-provisioned-to-account',
  'describe-permission-set',
  'put-inline-policy-to-permission-set',
  'provision-permission-set',
];

describe('a service-linked role', () => {
  const name = 'AWSServiceRoleForExample';
  const path = '/aws-service-role/example.amazonaws.com/';
  const { by, awsAccounts } = roleNamed(name, path);
  const note = { code: 'service-linked-role', facts: { role: name, service: 'example.amazonaws.com' } };

  test('is let in by the policy of the bucket', async () => {
    const policy = allowing({ AWS: `arn:aws:iam::${owner}:role/other` });
    const own = { roles: { [name]: { path, ...lacking } } };
    const fixes = await fixesOf(accounts({ account: own, bucket: { policy } }), { by });
    expect(fixes[0]).toMatchObject({ layer: 'bucket-policy', remedy: 'allow', verified: true, notes: [note] });
    expect(fixes[0]?.document).toMatchObject({ Principal: { AWS: `arn:aws:iam::${owner}:role${path}${name}` } });
    expect(fixes.map(({ layer }) => layer)).not.toContain('identity-policies');
  });
  test('whose own policy denies is a matter of the service', async () => {
    const fixes = await fixesOf(awsAccounts({ inline: { own: policyOf(allow('s3:*'), deny('No')) } }), { by });
    expect(fixes.map(shown)).toEqual([
      { layer: 'identity-policies', remedy: 'see-service', verified: false, notes: [note], commands: 0 },
    ]);
  });
  test('is asked for no header', async () => {
    const wants = denying('No', { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } });
    const own = { roles: { [name]: { path, inline: { everything } } } };
    const fixes = await fixesOf(accounts({ account: own, bucket: { policy: wants } }), { by, operation: 'PutObject' });
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.map(({ kind }) => kind)).not.toContain('change-the-request');
  });
});

describe('a policy of AWS', () => {
  const guard = policyOf(deny('No'));
  test.each([
    ['AWSDenyAll', []],
    ['AWSCompromisedKeyQuarantineV3', [{ code: 'quarantine', facts: { policy: 'AWSCompromisedKeyQuarantineV3' } }]],
  ])('%s is replaced, not edited', async (policy, notes) => {
    const managed = { [`arn:aws:iam::aws:policy/${policy}`]: guard };
    const fixes = await fixesOf(accounts({ role: { inline: { everything }, managed } }), {});
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.map(shown)).toEqual(
      fixes.map(() => ({
        layer: 'identity-policies',
        remedy: 'replace-policy',
        verified: true,
        notes,
        commands: notes.length === 0 ? 1 : 0,
      })),
    );
    // Whose keys became public has more to do than to replace it.
    const replaced = notes.length === 0 ? ['create-policy', 'attach-role-policy', 'detach-role-policy'] : [];
    expect(operationsIn(fixes[0])).toEqual(replaced);
  });
  test('gets a policy beside it where an Allow is missing', async () => {
    const managed = { 'arn:aws:iam::aws:policy/AmazonSQSFullAccess': policyOf(allow('sqs:*')) };
    const fixes = await fixesOf(accounts({ role: { inline: {}, managed } }), {});
    expect(fixes[0]).toMatchObject({ remedy: 'allow', verified: true, notes: [] });
    expect(fixes[0]?.command).toContain('put-role-policy');
  });
});

describe('a policy of Control Tower', () => {
  const inOu = (name: string): AwsAccounts =>
    accounts({
      organization: { accounts: { [owner]: ['ou-data'] }, scps: { 'ou-data': { [name]: policyOf(deny('GRNo')) } } },
    });
  test('is changed by its control', async () => {
    const fixes = await fixesOf(inOu('aws-guardrails-AbCdEf'), {});
    expect(fixes).toHaveLength(1);
    expect(fixes[0]).toMatchObject({ remedy: 'change-control', verified: false, decisionAfter: 'explicit-deny' });
    expect(fixes[0]?.document).toBeUndefined();
    expect(fixes[0]?.command).toBeUndefined();
  });
  test('is not one of another name', async () => {
    const fixes = await fixesOf(inOu('guardrails'), {});
    expect(fixes[0]).toMatchObject({ remedy: 'ask-to-except', verified: true });
  });
});

describe('what made it', () => {
  const stack = (what: string) => ({ code: 'named-by-stack', facts: { what, stack: 'shop-prod' } });
  const tool = (what: string, name: string) => ({ code: 'named-by-tool', facts: { what, tool: name } });
  test.each([
    ['shop-prod-AppRole3C5F4F9B-1ABCDEFGH2JKL', stack],
    ['shop-prod-AppRole-aB3dE6gH9jKl', stack],
    ['app-20261120081401123400000001', (what: string) => tool(what, 'Terraform')],
    ['terraform-20261120081401123400000a0f', (what: string) => tool(what, 'Terraform')],
    ['app', undefined],
    ['shop-prod-administrators', undefined],
    ['shop-prod-111122223333', undefined],
    ['shop-prod-logs-20261120', undefined],
  ])('shows in the name %s', async (name, note) => {
    const { by, awsAccounts } = roleNamed(name);
    const fixes = await fixesOf(awsAccounts(), { by });
    expect(fixes[0]?.notes).toEqual(note === undefined ? [] : [note(name)]);
  });
  test.each<[Readonly<Record<string, string>>, object | undefined]>([
    [{ 'aws:cloudformation:stack-name': 'shop' }, { code: 'made-by-stack', facts: { what: 'app', stack: 'shop' } }],
    [{ ManagedBy: 'terraform' }, { code: 'made-by-tool', facts: { what: 'app', tool: 'Terraform' } }],
    [{ Terraform: 'true' }, { code: 'made-by-tool', facts: { what: 'app', tool: 'Terraform' } }],
    [{ 'managed-by': 'Pulumi' }, { code: 'made-by-tool', facts: { what: 'app', tool: 'Pulumi' } }],
    [{ Terraform: 'false' }, undefined],
    [{ ManagedBy: 'the data team' }, undefined],
    [{ Project: 'terraform' }, undefined],
  ])('shows in the tags %j', async (tags, note) => {
    const fixes = await fixesOf(accounts({ role: { ...lacking, tags } }), {});
    expect(fixes[0]?.notes).toEqual(note === undefined ? [] : [note]);
  });
  test('of a bucket shows in its tags, with ABAC or without', async () => {
    const tags = { 'aws:cloudformation:stack-name': 'data', team: 'blue' };
    for (const abac of [true, false]) {
      const fixes = await fixesOf(
        accounts({ bucket: { tags, abac, policy: denying('No', {}, { Action: 's3:GetObject' }) } }),
        {},
      );
      expect(fixes[0]?.notes).toContainEqual({ code: 'made-by-stack', facts: { what: bucket, stack: 'data' } });
    }
  });
  test('of a key shows in its tags', async () => {
    const tags = { 'aws:cloudformation:stack-name': 'keys' };
    const policy = policyOf({ ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${owner}:role/other` } });
    const fixes = await fixesOf(accounts({ bucket: encrypted, account: withKey({ policy, tags }) }), {});
    expect(fixes[0]?.notes).toContainEqual({ code: 'made-by-stack', facts: { what: kmsArn, stack: 'keys' } });
  });
});

describe('a bucket policy that denies it to everybody', () => {
  const actions = 's3:PutBucketPolicy, s3:DeleteBucketPolicy';
  const root = { code: 'locked-out-but-root-session', facts: { account: owner, actions } };
  const changing = { Action: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'], Resource: bucketArn };
  const unless = (keys: string) => ({ code: 'guards-itself', facts: { actions, keys } });
  const put = { operation: 'PutBucketPolicy', key: null };
  test.each<[string, ReturnType<typeof denying>, Asked, readonly object[]]>([
    ['to change it', denying('Locked', undefined, changing), put, [root]],
    ['everything', denying('Locked'), {}, [root]],
    [
      'with NotPrincipal',
      denying('Locked', undefined, { Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${owner}:role/admin` } }),
      {},
      [unless('NotPrincipal')],
    ],
    [
      'unless it comes from the network',
      denying('Locked', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      {},
      [unless('aws:SourceIp')],
    ],
    [
      'but one role',
      denying('Locked', { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/admin` } }),
      {},
      [unless('aws:PrincipalArn')],
    ],
    [
      'only to put it, not to delete it',
      denying('Half', undefined, { ...changing, Action: 's3:PutBucketPolicy' }),
      put,
      [],
    ],
    ['of an object', denying('Reading', undefined, { Action: 's3:GetObject' }), {}, []],
    [
      'over plain HTTP',
      denying('Plain', { Bool: { 'aws:SecureTransport': 'false' } }),
      {
        more: {
          tlsDetails: undefined,
          additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
        },
      },
      [],
    ],
  ])('%s', async (_, policy, asked, notes) => {
    const organization = { accounts: { [owner]: ['ou-data'] } };
    const fixes = await fixesOf(accounts({ organization, bucket: { policy } }), asked);
    expect(fixes.length).toBeGreaterThan(0);
    const about = fixes.flatMap((fix) => fix.notes).filter(({ code }) => /locked|guards/.test(code));
    expect([...new Map(about.map((one) => [one.code, one])).values()]).toEqual(notes);
  });
  test('is put in a root session', async () => {
    const organization = { accounts: { [owner]: ['ou-data'] } };
    const [fix] = await fixesOf(accounts({ organization, bucket: { policy: denying('Locked') } }), {});
    const [begin, put, ...more] = wordsIn(fix);
    const task = JSON.stringify({ arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' }, null, 2);
    expect(begin).toEqual(
      `sts assume-root --target-principal ${owner} --task-policy-arn @ --region us-east-1`
        .split(' ')
        .map((word) => (word === '@' ? task : word)),
    );
    expect(put?.slice(0, 2)).toEqual(['s3api', 'put-bucket-policy']);
    expect(more).toEqual([]);
    expect(fix?.command?.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# in the management account, or as a delegated administrator for IAM',
      '# with the credentials that assume-root printed',
    ]);
  });
  test('in the management account only its root user can change', async () => {
    const organization = { accounts: { [owner]: [] }, management: owner };
    const fixes = await fixesOf(accounts({ organization, bucket: { policy: denying('Locked') } }), {});
    expect(fixes[0]?.notes).toContainEqual({ ...root, code: 'locked-out-but-root' });
    expect(fixes[0]?.command?.split('\n')[0]).toBe(`# as the root user of account ${owner}`);
    expect(operationsIn(fixes[0])).toEqual(['put-bucket-policy']);
  });
});

test('a key policy that denies everybody to change it is a matter for AWS Support', async () => {
  const own = { ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${owner}:root` } };
  const policy = policyOf(own, deny('Locked', { Principal: '*', Action: 'kms:*' }));
  const fixes = await fixesOf(accounts({ bucket: encrypted, account: withKey({ policy }) }), {});
  expect(fixes[0]?.notes).toContainEqual({
    code: 'locked-out-but-support',
    facts: { account: owner, actions: 'kms:PutKeyPolicy' },
  });
  expect(fixes[0]?.command).toBeUndefined();
});

describe('an AWS service', () => {
  const by = service('delivery.logs.amazonaws.com');
  const writing = { by, operation: 'PutObject' };
  const letIn = (Condition: object) =>
    allowing({ Service: 'delivery.logs.amazonaws.com' }, { Action: 's3:PutObject', Condition });
  const note = { code: 'add-your-own-source', facts: { service: 'delivery.logs.amazonaws.com' } };
  test.each([
    ['an ACL', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }],
    ['an encryption', { StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }],
  ])('that lacks %s is let in by the policy', async (_, condition) => {
    const fixes = await fixesOf(accounts({ bucket: { policy: letIn(condition) } }), writing);
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.map(({ kind, layer }) => [kind, layer])).toEqual(fixes.map(() => ['patch', 'bucket-policy']));
    expect(fixes[0]?.notes).toEqual([note]);
  });
  test('is let in for the source that the statement names', async () => {
    const condition = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': owner } };
    const [fix] = await fixesOf(accounts({ bucket: { policy: letIn(condition) } }), writing);
    expect(fix).toMatchObject({ kind: 'hand-over', remedy: 'ask-owner' });
    expect(fix?.summary).toContain('aws:SourceAccount');
  });
});

describe('a service that uses no KMS key', () => {
  const loadBalancing = { type: 'AWSAccount', principalId: '', accountId: '127311923021' };
  test.each([
    ['from an account of its own', loadBalancing, { AWS: 'arn:aws:iam::127311923021:root' }],
    [
      'in its own name',
      service('logdelivery.elasticloadbalancing.amazonaws.com'),
      { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    ],
    ['of S3 itself', service('logging.s3.amazonaws.com'), { Service: 'logging.s3.amazonaws.com' }],
  ])('gets a bucket with SSE-S3: %s', async (_, by, principal) => {
    const policy = allowing(principal, { Action: 's3:PutObject' });
    const fixes = await fixesOf(accounts({ bucket: { ...encrypted, policy }, account: withKey() }), {
      by,
      operation: 'PutObject',
    });
    expect(fixes.map(({ layer, document }) => [layer, document])).toEqual([['kms-key', undefined]]);
    expect(fixes[0]?.command).toContain('put-bucket-encryption');
    expect(fixes[0]?.command).toContain('AES256');
  });
  test('is asked for its policies by nobody', async () => {
    const awsAccounts = accounts({ organization: { accounts: { [owner]: [] } } });
    const { report } = await investigateIn(awsAccounts, event({ by: loadBalancing, operation: 'PutObject' }), { now });
    expect(report.verdict.headline).toContain('Elastic Load Balancing');
    expect(report.verdict.rootCauses.map(({ layer }) => layer)).toEqual(['bucket-policy']);
    expect(JSON.stringify(report.unknowns)).not.toMatch(/AssumeRole|reader role/);
  });
});

describe('governance bypass', () => {
  const header = 'x-amz-bypass-governance-retention';
  const asked = { operation: 'DeleteObject', parameters: { versionId: 'EXAMPLEv1', [header]: 'true' } };
  const role = { inline: { mine: policyOf(allow('s3:DeleteObject*')) } };
  const lock = { mode: 'GOVERNANCE', until: '2030-01-01T00:00:00Z' } as const;

  test('is not asked for, rather than granted', async () => {
    const fixes = await fixesOf(accounts({ role }), asked);
    expect(fixes[0]).toMatchObject({ kind: 'change-the-request', remedy: 'drop-header', verified: true });
    expect(fixes[0]?.command).toContain('delete-object');
    expect(fixes[0]?.command).not.toContain('bypass');
    expect(fixes.slice(1).every(({ notes }) => notes.some(({ code }) => code === 'breaks-retention'))).toBe(true);
  });
  test('is needed where the version is locked', async () => {
    const fixes = await fixesOf(
      accounts({ role, bucket: { objects: { [`${key}?versionId=EXAMPLEv1`]: { retention: lock } }, objectLock: {} } }),
      asked,
    );
    expect(fixes.map(({ remedy }) => remedy)).not.toContain('drop-header');
  });
});

describe('a part of an upload', () => {
  const part = { operation: 'UploadPart', parameters: { partNumber: '2', uploadId: 'EXAMPLE' } };
  test.each([
    ['s3:x-amz-acl', { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, 'bucket-owner-full-control'],
    ['s3:x-amz-storage-class', { Null: { 's3:x-amz-storage-class': 'true' } }, undefined],
  ])('is not sent with %s, but the upload begins with it', async (key, condition, value) => {
    const fixes = await fixesOf(accounts({ bucket: { policy: denying('No', condition) } }), part);
    expect(fixes.map(({ remedy }) => remedy)).not.toContain('send');
    const begun = fixes.filter(({ remedy }) => remedy === 'begin-upload-with');
    expect(begun.map(({ facts, kind }) => [facts['key'], facts['value'], kind])).toEqual([
      [key, value, 'change-the-request'],
    ]);
  });
});

test.each([
  ['QueryString', ['use-url-elsewhere']],
  ['AuthHeader', []],
])('with a signature in %s', async (AuthenticationMethod, codes) => {
  const policy = denying('Inside', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } });
  const more = { additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod } };
  const fixes = await fixesOf(accounts({ bucket: { policy } }), { more });
  expect(fixes.map(({ remedy }) => remedy).filter((code) => code === 'use-url-elsewhere')).toEqual(codes);
});

test('what is granted to the role of an instance is granted to all that runs there', async () => {
  const caller = assumedRole('app');
  const arn = caller.arn.replace(/run$/, 'i-0aabbccddeeff0011');
  const inScopeOf = {
    issuerType: 'AWS::EC2::Instance',
    credentialsIssuedTo: `arn:aws:ec2:us-east-1:${owner}:instance/i-0aabbccddeeff0011`,
  };
  const fixes = await fixesOf(accounts({ role: lacking }), {
    by: { arn, identity: { ...caller.identity, arn, inScopeOf } },
  });
  expect(fixes.slice(0, 2).map(({ remedy, notes }) => [remedy, notes])).toEqual([
    ['use-intended-role', []],
    ['allow', [{ code: 'is-it-the-intended-caller', facts: { role: 'app' } }]],
  ]);
});

test.each([
  ['s3:PutBucketPolicy', 'PutBucketPolicy', 'grants-itself-more'],
  ['s3:PutBucketPublicAccessBlock', 'PutBucketPublicAccessBlock', 'ends-a-protection'],
])('%s is dangerous, and said to be so', async (action, operation, code) => {
  const fixes = await fixesOf(accounts({ role: lacking }), { operation, key: null });
  expect(fixes[0]?.notes).toEqual([{ code, facts: { action } }]);
});
