/** What a reader takes for granted, and no record says: that a name is a thing, a value a text, a denial the first one. */
import { accounts, allow, allowing, allPowerful, deny, denying, encrypted, policyOf, withKey } from '../accounts';
import {
  bucket,
  bucketArn,
  denyIn,
  event,
  key,
  lambdaRole,
  logLine,
  noneAllows,
  objectArn,
  partner,
  said,
  user,
} from '../events';
import type { Careless } from './row';

const allowedNow = 'the policies as they are now allow it';
const readOnly = { inline: { read: policyOf(allow('s3:GetObject')) } };
const instanceArn = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0aabbccddeeff0011';
const by = lambdaRole();
const onInstance = {
  arn: by.arn,
  identity: { ...by.identity, inScopeOf: { issuerType: 'AWS::EC2::Instance', credentialsIssuedTo: instanceArn } },
};
const onlyFrom = (arn: string) => denying('OnlyThisInstance', { ArnNotEquals: { 'ec2:SourceInstanceARN': arn } });

export const takenForGranted: readonly Careless[] = [
  {
    title: 'a bucket to be made, of which there is one by now whose policy denies everything',
    careless: 'the bucket policy denied it',
    event: event({ operation: 'CreateBucket', key: null }),
    awsAccounts: accounts({ role: readOnly, bucket: { policy: denying('Closed') } }),
    status: 'denied',
    leads: 'identity-policies',
    neverSays: [/"sid":"Closed"/],
  },
  {
    title: 'an instance that a policy spares by its ARN, which the record names',
    careless: 'it may have been another instance',
    event: event({ by: onInstance }),
    awsAccounts: accounts({ bucket: { policy: onlyFrom(instanceArn) } }),
    status: 'would-be-allowed-now',
  },
  {
    title: 'an instance that a policy does not spare by its ARN, which the record names',
    careless: 'it may have been the right instance',
    event: event({ by: onInstance }),
    awsAccounts: accounts({ bucket: { policy: onlyFrom(`${instanceArn}2`) } }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
    says: [/OnlyThisInstance/],
  },
  {
    title: 'the right to read the bucket is not that to read its objects',
    careless: allowedNow,
    event: event(),
    awsAccounts: accounts({ role: { inline: { read: policyOf(allow('s3:*', bucketArn)) } } }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/fails on Resource/],
  },
  {
    title: 'the right to read the objects is not that to list the bucket',
    careless: allowedNow,
    event: event({ operation: 'ListObjects', key: null, parameters: { 'list-type': '2' } }),
    awsAccounts: accounts({ role: { inline: { read: policyOf(allow('s3:*', `${bucketArn}/*`)) } } }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
  },
  {
    title: 'a version, which s3:GetObject does not read',
    careless: allowedNow,
    event: event({ parameters: { versionId: 'EXAMPLEversion1' } }),
    awsAccounts: accounts({
      role: readOnly,
      bucket: { objects: { [key]: {}, [`${key}?versionId=EXAMPLEversion1`]: {} } },
    }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/s3:GetObjectVersion/],
  },
  {
    title: 'a list of a folder, where the policy asks for the prefix without its slash',
    careless: allowedNow,
    event: event({ operation: 'ListObjects', key: null, parameters: { 'list-type': '2', prefix: 'reports/' } }),
    awsAccounts: accounts({
      role: {
        inline: {
          list: policyOf({ ...allow('s3:ListBucket'), Condition: { StringEquals: { 's3:prefix': 'reports' } } }),
        },
      },
    }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/it is `?reports\//],
  },
  {
    title: 'a list with an empty prefix, where the policy asks for another',
    careless: 'the request has no prefix',
    event: event({ operation: 'ListObjects', key: null, parameters: { 'list-type': '2', prefix: '' } }),
    awsAccounts: accounts({
      role: {
        inline: {
          list: policyOf({ ...allow('s3:ListBucket'), Condition: { StringLike: { 's3:prefix': 'reports/*' } } }),
        },
      },
    }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/it is an empty value/],
  },
  {
    title: 'AWS names an identity-based policy, and no policy denies by now',
    careless: 'a layer outside the policies denied it',
    event: event({ by, message: said(by, 's3:GetObject', objectArn, denyIn('identity-based policy')) }),
    awsAccounts: accounts(),
    status: 'would-be-allowed-now',
    says: [/AWS says `with an explicit deny in an identity-based policy`/],
    neverSays: [/a layer outside these policies/],
  },
  {
    title: 'a line of a log whose query names no prefix, which is then none',
    careless: 'a line does not show what was asked for',
    event: logLine({
      requester: by.arn,
      operation: 'REST.GET.BUCKET',
      key: '-',
      query: 'list-type=2',
      code: 'AccessDenied',
    }),
    awsAccounts: accounts({ bucket: { policy: denying('OnlyFolders', { Null: { 's3:prefix': 'true' } }) } }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
    says: [/the request has no `s3:prefix`/],
  },
  {
    title: 'a role, which has no user name that a variable could stand for',
    careless: 'the session is called run',
    event: event({ key: 'home/run/a.csv' }),
    awsAccounts: accounts({
      role: { inline: { home: policyOf(allow('s3:GetObject', `${bucketArn}/home/\${aws:username}/*`)) } },
      bucket: { objects: { 'home/run/a.csv': {} } },
    }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
  },
  {
    title: 'long-term keys, with which there is no MFA to be false',
    careless: 'Bool denies it where MFA is not present',
    event: event({ by: user() }),
    awsAccounts: accounts({
      account: { users: { alice: { inline: { all: policyOf(allow('*')) } } } },
      bucket: { policy: denying('OnlyWithMfa', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }) },
    }),
    status: 'would-be-allowed-now',
    neverSays: [/is denied by the bucket policy/],
  },
  {
    title: 'long-term keys, with which BoolIfExists denies',
    careless: allowedNow,
    event: event({ by: user() }),
    awsAccounts: accounts({
      account: { users: { alice: { inline: { all: policyOf(allow('*')) } } } },
      bucket: { policy: denying('OnlyWithMfa', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }) },
    }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
  },
  {
    title: 'two values of one operator, of which one is enough, and two operators, of which both are not',
    careless: 'the second condition lets it pass',
    event: event(),
    awsAccounts: accounts({
      bucket: {
        policy: denying('NotHere', {
          NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24'] },
          StringNotEquals: { 'aws:PrincipalArn': lambdaRole('other').arn },
        }),
      },
    }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
  },
  {
    title: 'AWS names the identity-based policies, and the bucket policy denies by now as well',
    careless: 'the bucket policy denied it',
    event: event({ message: said(by, 's3:GetObject', objectArn, noneAllows('identity-based policy', 's3:GetObject')) }),
    awsAccounts: accounts({
      role: { inline: { write: policyOf(allow('s3:PutObject')) } },
      bucket: { policy: denying('Closed') },
    }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/Closed/],
  },
  {
    title: 'AWS names a Deny of a session policy, which no record shows',
    careless: allowedNow,
    event: event({
      by: { arn: by.arn, identity: { ...by.identity, inScopeOf: undefined } },
      message: said(by, 's3:GetObject', objectArn, denyIn('session policy')),
    }),
    awsAccounts: accounts(),
    status: 'denied',
    certain: true,
    leads: 'session-policy',
  },
  {
    title: 'AWS names a boundary, and the role has none by now',
    careless: allowedNow,
    event: event({ message: said(by, 's3:GetObject', objectArn, noneAllows('permissions boundary', 's3:GetObject')) }),
    awsAccounts: accounts(),
    status: 'would-be-allowed-now',
    certain: false,
  },
  {
    title: 'an upload with tags, which take a right of their own',
    careless: allowedNow,
    event: event({ operation: 'PutObject', parameters: { 'x-amz-tagging': '***' } }),
    awsAccounts: accounts({ role: { inline: { write: policyOf(allow('s3:PutObject')) } } }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    says: [/s3:PutObjectTagging/],
  },
  {
    title: 'another account with full rights at home, whom the owner’s bucket policy does not name',
    careless: allowedNow,
    event: event({ by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    awsAccounts: accounts({
      accounts: { [partner]: allPowerful() },
      bucket: { policy: allowing({ AWS: lambdaRole('other', partner).arn }) },
    }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
  },
  {
    title: 'a public bucket policy, whose account restricts public buckets',
    careless: 'everybody may read it',
    event: event({ by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    awsAccounts: accounts({
      accounts: { [partner]: allPowerful() },
      bucket: { policy: allowing('*'), policyIsPublic: true, publicAccessBlock: 'none' },
      account: {
        publicAccessBlock: {
          BlockPublicAcls: false,
          IgnorePublicAcls: false,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: true,
        },
      },
    }),
    status: 'denied',
    certain: true,
    says: [/RestrictPublicBuckets/],
  },
  {
    title: 'a key policy that names the role, in an organization that denies the key',
    careless: 'the key policy denied it',
    event: event(),
    awsAccounts: accounts({
      bucket: encrypted,
      account: withKey(),
      organization: {
        accounts: { '111122223333': ['ou-1'] },
        scps: { 'ou-1': { Guard: policyOf(deny('NoKeys', { Action: 'kms:Decrypt' })) } },
      },
    }),
    status: 'denied',
    certain: true,
    leads: 'service-control-policies',
  },
  {
    title: 'a line of a log of a role that is gone by now',
    careless: 'the identity-based policies lack it for certain',
    event: logLine({ requester: lambdaRole('gone').arn, code: 'AccessDenied' }),
    awsAccounts: accounts(),
    status: 'inconclusive',
    certain: false,
  },
  {
    title: 'a head of an object that is not there, by a role that may read it and not list',
    careless: 'the policies changed since',
    event: event({ operation: 'HeadObject', key: 'reports/none.csv' }),
    awsAccounts: accounts({ role: readOnly, bucket: { objects: {} } }),
    status: 'denied',
    certain: true,
    leads: 'object-state',
  },
  {
    title: 'a bucket of the same name and a dot, which a pattern of a policy does not mean',
    careless: allowedNow,
    event: event(),
    awsAccounts: accounts({
      role: { inline: { read: policyOf(allow('s3:GetObject', `arn:aws:s3:::${bucket}.old/*`)) } },
    }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
  },
];
