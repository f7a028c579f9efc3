import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetPolicyVersionCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetKeyPolicyCommand, KMSClient, ListAliasesCommand } from '@aws-sdk/client-kms';
import { ListPoliciesForTargetCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetAccessPointCommand,
  GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { openAccount, type EmbeddedAccount } from '../../demo/cloud/account';
import '../../demo/cloud/resolve-localhost.cjs';
import { deployTemplate } from '../../demo/cloud/template';

const region = 'eu-central-1';
const account = '111122223333';
const key = `arn:aws:kms:${region}:${account}:key/k-1`;
const topic = `arn:aws:sns:${region}:${account}:Topic`;
const machine = `arn:aws:states:${region}:${account}:stateMachine:Machine`;

const template = deployTemplate(
  {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'runs' } },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
      Key: { Type: 'AWS::KMS::Key' },
      Nothing: { Type: 'AWS::IAM::Role', Properties: { Path: '/culprit/' } },
      Everything: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [policy([{ Effect: 'Allow', Action: '*', Resource: '*' }])] },
      },
      Narrow: { Type: 'AWS::IAM::Role' },
      NarrowPolicy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Narrow' }],
          ...policy([
            { Effect: 'Allow', Action: ['s3:Get*', 's3:PutObject'], Resource: 'arn:aws:s3:::runs/runs/*' },
            { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Topic' } },
            { Effect: 'Deny', Action: 's3:PutObject', Resource: 'arn:aws:s3:::runs/runs/closed/*' },
          ]),
        },
      },
    },
  },
  { account, region },
);

function policy(Statement: readonly unknown[]) {
  return { PolicyDocument: { Version: '2012-10-17', Statement } };
}

let aws: EmbeddedAccount;
beforeEach(async () => {
  const answers = () => undefined;
  const secrets = { slack: 'https://hooks.slack.com/services/T/B/x' };
  aws = await openAccount({ template, account, region, answers, otherAccounts: ['999988887777'], secrets });
});
afterEach(() => aws.close());

/** SDK configuration of a function with this role. */
function as(role: string, endpoint: 'AWS_ENDPOINT_URL' | 'AWS_ENDPOINT_URL_S3_CONTROL' = 'AWS_ENDPOINT_URL') {
  const path = role === 'Nothing' ? 'culprit/' : '';
  const environment = aws.environmentOf(`arn:aws:iam::${account}:role/${path}${role}`, 'function');
  return {
    region,
    endpoint: environment[endpoint]!,
    maxAttempts: 1,
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
      sessionToken: environment['AWS_SESSION_TOKEN']!,
    },
  };
}

const own = 'AWS_ENDPOINT_URL_S3_CONTROL';
const calls: readonly (readonly [string, string, string, () => Promise<unknown>])[] = [
  [
    's3:GetBucketPolicy',
    'arn:aws:s3:::b',
    'AccessDenied',
    () => new S3Client(as('Nothing')).send(new GetBucketPolicyCommand({ Bucket: 'b' })),
  ],
  [
    's3:GetEncryptionConfiguration',
    'arn:aws:s3:::b',
    'AccessDenied',
    () => new S3Client(as('Nothing')).send(new GetBucketEncryptionCommand({ Bucket: 'b' })),
  ],
  [
    's3:GetBucketPublicAccessBlock',
    'arn:aws:s3:::b',
    'AccessDenied',
    () => new S3Client(as('Nothing')).send(new GetPublicAccessBlockCommand({ Bucket: 'b' })),
  ],
  [
    's3:GetObjectAcl',
    'arn:aws:s3:::b/a/ö c',
    'AccessDenied',
    () => new S3Client(as('Nothing')).send(new GetObjectAclCommand({ Bucket: 'b', Key: 'a/ö c' })),
  ],
  [
    's3:GetObject',
    'arn:aws:s3:::b/a',
    'Unknown', // AWS answers HEAD without a body.
    () => new S3Client(as('Nothing')).send(new HeadObjectCommand({ Bucket: 'b', Key: 'a' })),
  ],
  [
    's3:GetAccountPublicAccessBlock',
    '*',
    'AccessDenied',
    () => new S3ControlClient(as('Nothing', own)).send(new GetAccountPublicAccessBlockCommand({ AccountId: account })),
  ],
  [
    's3:GetAccessPoint',
    `arn:aws:s3:${region}:${account}:accesspoint/ap`,
    'AccessDenied',
    () => new S3ControlClient(as('Nothing', own)).send(new GetAccessPointCommand({ AccountId: account, Name: 'ap' })),
  ],
  [
    'iam:GetRole',
    `arn:aws:iam::${account}:role/r`,
    'AccessDenied',
    () => new IAMClient(as('Nothing')).send(new GetRoleCommand({ RoleName: 'r' })),
  ],
  [
    'iam:GetPolicyVersion',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'AccessDenied',
    () =>
      new IAMClient(as('Nothing')).send(
        new GetPolicyVersionCommand({ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', VersionId: 'v1' }),
      ),
  ],
  [
    'kms:GetKeyPolicy',
    key,
    'AccessDeniedException',
    () => new KMSClient(as('Nothing')).send(new GetKeyPolicyCommand({ KeyId: 'k-1' })),
  ],
  [
    'kms:ListAliases',
    '*',
    'AccessDeniedException',
    () => new KMSClient(as('Nothing')).send(new ListAliasesCommand({})),
  ],
  [
    'organizations:ListPoliciesForTarget',
    '*',
    'AccessDeniedException',
    () =>
      new OrganizationsClient(as('Nothing')).send(
        new ListPoliciesForTargetCommand({ TargetId: account, Filter: 'SERVICE_CONTROL_POLICY' }),
      ),
  ],
  [
    'ec2:DescribeVpcEndpoints',
    '*',
    'UnauthorizedOperation',
    () => new EC2Client(as('Nothing')).send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: ['vpce-1'] })),
  ],
  [
    'cloudtrail:LookupEvents',
    '*',
    'AccessDeniedException',
    () => new CloudTrailClient(as('Nothing')).send(new LookupEventsCommand({})),
  ],
  [
    'sts:AssumeRole',
    'arn:aws:iam::999988887777:role/reader',
    'AccessDenied',
    () => assume('Nothing', 'arn:aws:iam::999988887777:role/reader'),
  ],
  ['sns:Publish', topic, 'AuthorizationErrorException', () => publish('Nothing')],
  [
    'secretsmanager:GetSecretValue',
    `arn:aws:secretsmanager:${region}:${account}:secret:slack-a1b2c3`,
    'AccessDeniedException',
    () => new SecretsManagerClient(as('Nothing')).send(new GetSecretValueCommand({ SecretId: 'slack' })),
  ],
  ['states:StartExecution', machine, 'AccessDeniedException', () => start('Nothing', 'one', '{}')],
];

test.each(calls)('%s is asked on %s and refused as %s', async (action, resource, error, call) => {
  await expect(call()).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: expect.any(Number) } });
  expect(aws.served).toEqual([expect.objectContaining({ by: 'Nothing', action, resource, outcome: 'refused' })]);
});

test('a role gets what its policies allow, and a Deny wins', async () => {
  const s3 = new S3Client(as('Narrow'));
  const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket: 'runs', Key, Body: '{"a":"ü"}' }));
  await put('runs/one/intake.json');
  await expect(put('runs/closed/intake.json')).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(put('elsewhere')).rejects.toMatchObject({ name: 'AccessDenied' });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'runs', Key: 'runs/one/intake.json' }));
  expect(await Body!.transformToString()).toBe('{"a":"ü"}');
});

test('who may not list a bucket is not told that an object is missing', async () => {
  const read = (role: string) =>
    new S3Client(as(role)).send(new GetObjectCommand({ Bucket: 'runs', Key: 'runs/one/none.json' }));
  await expect(read('Narrow')).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(read('Everything')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('an encrypted topic also asks its key', async () => {
  await expect(publish('Narrow')).rejects.toThrow(/kms:GenerateDataKey/);
  await publish('Everything');
  expect(aws.publications).toEqual([{ topicArn: topic, subject: 'subject', message: 'message' }]);
});

test('a role of another account is assumed where there is one', async () => {
  const { Credentials } = await assume('Everything', 'arn:aws:iam::999988887777:role/path/reader');
  expect(Credentials?.AccessKeyId).toMatch(/^ASIAEMBEDDED/);
  await expect(assume('Everything', 'arn:aws:iam::444455556666:role/reader')).rejects.toMatchObject({
    name: 'AccessDenied',
  });
});

test('starting an execution again is no error, unless its input differs', async () => {
  await start('Everything', 'one', '{}');
  await start('Everything', 'one', '{}');
  await expect(start('Everything', 'one', '{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  expect(aws.executions).toHaveLength(1);
});

test('what the recording does not hold is said to be so', async () => {
  const call = new KMSClient(as('Everything')).send(new GetKeyPolicyCommand({ KeyId: 'k-1' }));
  await expect(call).rejects.toMatchObject({ name: 'NotRecorded' });
});

function publish(role: string) {
  const message = { TopicArn: topic, Subject: 'subject', Message: 'message' };
  return new SNSClient(as(role)).send(new PublishCommand(message));
}

function assume(role: string, RoleArn: string) {
  return new STSClient(as(role)).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }));
}

function start(role: string, name: string, input: string) {
  return new SFNClient(as(role)).send(new StartExecutionCommand({ stateMachineArn: machine, name, input }));
}
