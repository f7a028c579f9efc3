/** The described accounts answer for themselves: everything that Culprit asks, and what is not there as AWS says it. */
import type { WireCall } from '../../src/evidence/place';
import { callsOfProduct } from './calls-of-product';
import type { AwsAccounts } from './description';
import { isPaged } from './pages';
import { actionOf } from './services';
import { errorOf } from './shapes';
import { wireOf } from './wire';
import { useTestCredentials } from '../setup/credentials';
import { inFile } from '../setup/in-file';

useTestCredentials();

const account = '111122223333';
const awsAccounts: AwsAccounts = {
  accounts: { [account]: { buckets: { data: { objects: { 'a.csv': {} } } }, roles: { app: {} } } },
};

async function ask(
  service: string,
  operation: string,
  input: object,
  of: AwsAccounts = awsAccounts,
  region = 'us-east-1',
) {
  const request = { method: 'GET', path: '/', query: '', body: null };
  const call: WireCall = { account, region, service, operation, input: { ...input }, request };
  const answer = await wireOf(of)(call, () => Promise.reject(new Error('nothing is sent')));
  return { status: answer.status, code: codeIn(answer.body) };
}

const codeIn = (body: string): string | undefined =>
  (/<Code>(\w[\w.]*)</.exec(body) ?? /"__type":"(\w+)"/.exec(body))?.[1];

test('every call that Culprit may make is answered, and needs the IAM action that AWS says', async () => {
  const calls = await callsOfProduct();
  expect(calls.length).toBeGreaterThan(100);
  const file = 'test/account/services, or src/evidence/aws/calls';
  expect(
    inFile(
      file,
      calls.map(({ name, permission }) => `${name}: ${permission}`),
    ),
  ).toEqual(
    inFile(
      file,
      calls.map(({ name, call }) => `${name}: ${actionOf(call)}`),
    ),
  );
});

test('every call that AWS answers in pages has an empty one', async () => {
  const all = (await callsOfProduct()).map(({ call }) => call);
  // The SDK has no client of it yet.
  const calls = all.filter(({ service }) => service !== 'iam-toolbox');
  const paginated = calls.filter(
    ({ service, operation }) => `paginate${operation}` in (require(`@aws-sdk/client-${service}`) as object),
  );
  expect(paginated.length).toBeGreaterThan(20);
  const lacking = new Set(paginated.filter((call) => !isPaged(call)).map(({ operation }) => operation));
  // An endpoint is asked for by its id.
  lacking.delete('DescribeVpcEndpoints');
  expect(inFile('test/account/services', [...lacking])).toEqual(inFile('test/account/services', []));
});

const bucket = { Bucket: 'data', ExpectedBucketOwner: account };

test.each([
  ['s3', 'GetBucketPolicy', { ...bucket, Bucket: 'nobodys' }, 'NoSuchBucket'],
  ['s3', 'GetBucketPolicy', bucket, 'NoSuchBucketPolicy'],
  ['s3', 'GetBucketPolicyStatus', bucket, 'NoSuchBucketPolicy'],
  ['s3', 'GetBucketTagging', bucket, 'NoSuchTagSet'],
  ['s3', 'GetObjectLockConfiguration', bucket, 'ObjectLockConfigurationNotFoundError'],
  ['s3', 'GetObjectRetention', { ...bucket, Key: 'a.csv' }, 'InvalidRequest'],
  ['s3', 'GetObjectAcl', { ...bucket, Key: 'missing' }, 'NoSuchKey'],
  ['s3', 'GetBucketPolicy', { ...bucket, ExpectedBucketOwner: '444455556666' }, 'AccessDenied'],
  ['s3-control', 'GetPublicAccessBlock', { AccountId: account }, 'NoSuchPublicAccessBlockConfiguration'],
  ['s3-control', 'GetAccessPoint', { AccountId: account, Name: 'ap' }, 'NoSuchAccessPoint'],
  ['s3-control', 'ListAccessGrants', { AccountId: account }, 'AccessGrantsInstanceNotExistsError'],
  ['iam', 'GetRole', { RoleName: 'other' }, 'NoSuchEntity'],
  ['iam', 'GetRolePolicy', { RoleName: 'app', PolicyName: 'other' }, 'NoSuchEntity'],
  ['kms', 'DescribeKey', { KeyId: 'alias/app' }, 'NotFoundException'],
  ['ec2', 'DescribeVpcEndpoints', { VpcEndpointIds: ['vpce-1'] }, 'InvalidVpcEndpointId.NotFound'],
  ['organizations', 'DescribeOrganization', {}, 'AWSOrganizationsNotInUseException'],
  ['sts', 'AssumeRole', { RoleArn: 'arn:aws:iam::444455556666:role/x' }, 'AccessDenied'],
])('%s %s %j is answered by %s', async (service, operation, input, code) => {
  expect((await ask(service, operation, input)).code).toBe(code);
});

test('a bucket of another Region redirects', async () => {
  expect(await ask('s3', 'GetBucketPolicy', bucket, awsAccounts, 'eu-west-1')).toEqual({
    status: 301,
    code: 'PermanentRedirect',
  });
});

test('a member of an organization sees that it is in one, and none of its policies', async () => {
  const member: AwsAccounts = { ...awsAccounts, organization: { accounts: { [account]: ['ou-1'] } } };
  expect((await ask('organizations', 'DescribeOrganization', {}, member)).status).toBe(200);
  expect((await ask('organizations', 'ListParents', { ChildId: account }, member)).code).toBe('AccessDeniedException');
});

test('what is refused fails in the words of its service, and nothing else does', async () => {
  const closed: AwsAccounts = {
    ...awsAccounts,
    refuses: [{ service: 'kms' }, { service: 'iam', operation: 'GetRole', about: 'app' }],
  };
  expect((await ask('kms', 'ListGrants', { KeyId: '1' }, closed)).code).toBe('AccessDeniedException');
  expect((await ask('iam', 'GetRole', { RoleName: 'app' }, closed)).code).toBe('AccessDenied');
  expect((await ask('iam', 'ListRolePolicies', { RoleName: 'app' }, closed)).status).toBe(200);
});

test('errors of XML and JSON protocols are told apart', () => {
  expect(errorOf('s3', 'NoSuchKey', 404).body).toContain('<Code>NoSuchKey</Code>');
  expect(errorOf('kms', 'NotFoundException', 400).body).toBe('{"__type":"NotFoundException","message":"m"}');
});
