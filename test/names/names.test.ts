import {
  accessPointIn,
  accessPointOfHost,
  isAccessPointAlias,
  multiRegionAliasOfHost,
} from '../../src/names/access-point';
import { accountInArn, parseArn, partitionInArn, regionInArn } from '../../src/names/arn';
import { computeIn } from '../../src/names/compute';
import { bucketInArn, isDirectoryBucketName, keyInArn, objectInArn } from '../../src/names/bucket';
import { accountOfKey, isKeyArn, keyNameIn } from '../../src/names/kms-key';
import { partitionIn, partitionOf } from '../../src/names/partition';
import { accountOf, isServiceLinkedRole, permissionSetIn, principalOfArn } from '../../src/names/principal';

const account = '111122223333';
const key = `arn:aws:kms:eu-west-1:${account}:key/0000-1111`;
const point = `arn:aws:s3:us-east-1:${account}:accesspoint/ap`;

describe('an ARN', () => {
  test.each([
    [key, { partition: 'aws', service: 'kms', region: 'eu-west-1', account, resource: 'key/0000-1111' }],
    ['arn:aws-cn:s3:::b/a:b', { partition: 'aws-cn', service: 's3', region: '', account: '', resource: 'b/a:b' }],
    [
      'arn:aws:iam::aws:policy/ReadOnly',
      { partition: 'aws', service: 'iam', region: '', account: 'aws', resource: 'policy/ReadOnly' },
    ],
    ['arn:aws:s3:::a\nb', { partition: 'aws', service: 's3', region: '', account: '', resource: 'a\nb' }],
    ['arn:aws:s3::', undefined],
    ['arn:aws:s3:::', undefined],
    [` ${key}`, undefined],
    ['*', undefined],
    [undefined, undefined],
  ])('%s', (arn, parts) => expect(parseArn(arn)).toEqual(parts));

  test.each([
    [key, account, 'eu-west-1', 'aws'],
    ['arn:aws-us-gov:s3:::b', undefined, undefined, 'aws-us-gov'],
    ['arn:aws:iam::aws:policy/ReadOnly', undefined, undefined, 'aws'],
    [`arn:aws:iam::${account}:root`, account, undefined, 'aws'],
    [`arn:aws:iam::${account}`, undefined, undefined, 'aws'],
    ['b', undefined, undefined, undefined],
  ])('%s names the account %s, the Region %s and the partition %s', (arn, ofAccount, region, partition) => {
    expect([accountInArn(arn), regionInArn(arn), partitionInArn(arn)]).toEqual([ofAccount, region, partition]);
  });
});

describe('a partition', () => {
  test.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('of %s is %s', (region, partition) => expect(partitionOf(region)).toBe(partition));
  test.each([
    ['arn:aws-cn:s3:::b', 'aws-cn'],
    ['arn:aws-iso:s3:::b', undefined],
    ['b', undefined],
  ])('in %s is %s', (arn, partition) => expect(partitionIn(arn)).toBe(partition));
});

describe('a bucket and an object', () => {
  test.each([
    ['arn:aws:s3:::b', 'b', undefined],
    ['arn:aws:s3:::b/', 'b', undefined],
    ['arn:aws-cn:s3:::b/a/b c', 'b', 'a/b c'],
    ['arn:aws:s3:::b/a\nb', 'b', 'a\nb'],
    [`arn:aws:s3express:us-east-1:${account}:bucket/b--x-s3`, 'b--x-s3', undefined],
    [point, undefined, undefined],
    ['b/a', undefined, undefined],
  ])('%s names the bucket %s and the key %s', (arn, bucket, object) => {
    expect([bucketInArn(arn), keyInArn(arn)]).toEqual([bucket, object]);
    expect(objectInArn(arn)).toEqual(
      bucket === undefined ? undefined : { bucket, ...(object === undefined ? {} : { key: object }) },
    );
  });
  test.each([
    ['my-bucket--usw2-az1--x-s3', true],
    ['my-bucket', false],
    [undefined, false],
  ])('%s is the name of a directory bucket: %s', (name, expected) => {
    expect(isDirectoryBucketName(name)).toBe(expected);
  });
});

const task = `arn:aws:ecs:eu-west-1:${account}:task`;
const pod = { is: 'pod', cluster: 'prod' };
test.each([
  [`arn:aws:lambda:eu-west-1:${account}:function:resize`, { is: 'function', name: 'resize' }],
  [`arn:aws:lambda:eu-west-1:${account}:function:resize:live`, { is: 'function', name: 'resize' }],
  [`${task}/prod/0f9d`, { is: 'task', name: '0f9d', cluster: 'prod' }],
  [`${task}/0f9d`, { is: 'task', name: '0f9d', cluster: undefined }],
  [`arn:aws:ec2:eu-west-1:${account}:instance/i-0aabbccddeeff0011`, { is: 'instance', name: 'i-0aabbccddeeff0011' }],
  [`arn:aws:eks:eu-west-1:${account}:podidentityassociation/prod/a-1`, pod],
  [`arn:aws:eks:eu-west-1:${account}:cluster/prod`, undefined],
  [`arn:aws:iam::${account}:role/function:x`, undefined],
  ['AWS::Lambda::Function', undefined],
  [undefined, undefined],
])('credentials are issued to %s', (arn, compute) => expect(computeIn(arn)).toEqual(compute));

describe('a KMS key', () => {
  test.each([
    [key, { region: 'eu-west-1', accountId: account, id: '0000-1111' }],
    [`arn:aws:kms:eu-west-1:${account}:alias/a`, undefined],
    [`${key} x`, undefined],
    ['0000-1111', undefined],
    [undefined, undefined],
  ])('%s', (arn, name) => {
    expect(keyNameIn(arn)).toEqual(name);
    expect(isKeyArn(arn ?? '')).toBe(name !== undefined);
  });
  test.each([
    [key, account],
    [`arn:aws:kms:eu-west-1:${account}:alias/a`, account],
    [point, undefined],
    [undefined, undefined],
  ])('%s is of the account %s', (arn, expected) => expect(accountOfKey(arn)).toBe(expected));
});

describe('an access point', () => {
  const plain = {
    kind: 'access-point',
    arn: point,
    service: 's3',
    region: 'us-east-1',
    accountId: account,
    name: 'ap',
  };
  const express = `arn:aws:s3express:us-east-1:${account}:accesspoint/ap`;
  const multi = `arn:aws:s3::${account}:accesspoint/m.mrap`;
  const lambda = `arn:aws:s3-object-lambda:us-east-1:${account}:accesspoint/o`;
  test.each([
    [point, plain],
    [`${point}/object/a/b`, { ...plain, key: 'a/b' }],
    [`${point}/object/a\nb`, { ...plain, key: 'a\nb' }],
    [`${point}/object/`, plain],
    [express, { ...plain, arn: express, service: 's3express' }],
    [multi, { ...plain, kind: 'multi-region', arn: multi, region: '', name: 'm.mrap' }],
    [lambda, { ...plain, kind: 'object-lambda', arn: lambda, service: 's3-object-lambda', name: 'o' }],
    [undefined, undefined],
    ['', undefined],
    [`x ${point}`, undefined],
    [`arn:aws:s3:us-east-1:${account}:accesspoint/`, undefined],
    ['arn:aws:s3:us-east-1:1111:accesspoint/ap', undefined],
    [`arn:aws:s3:us-east-1:${account}:bucket/ap`, undefined],
    [`arn:aws:sqs:us-east-1:${account}:accesspoint/ap`, undefined],
  ])('%s', (arn, name) => expect(accessPointIn(arn)).toEqual(name));

  test.each([
    [`ap-${account}.s3-accesspoint.us-east-1.amazonaws.com`, point],
    [`ap-${account}.s3-accesspoint-fips.dualstack.us-east-1.amazonaws.com`, point],
    [`o-${account}.s3-object-lambda.us-east-1.amazonaws.com`, lambda],
    ['b.s3.us-east-1.amazonaws.com', undefined],
    ['m.mrap.accesspoint.s3-global.amazonaws.com', undefined],
    [undefined, undefined],
  ])('behind the host %s', (host, arn) => expect(accessPointOfHost(host, 'aws')).toBe(arn));

  test.each([
    ['m.mrap.accesspoint.s3-global.amazonaws.com', 'm.mrap'],
    [`ap-${account}.s3-accesspoint.us-east-1.amazonaws.com`, undefined],
    [undefined, undefined],
  ])('of several Regions behind the host %s', (host, alias) => expect(multiRegionAliasOfHost(host)).toBe(alias));

  test.each([
    ['ap-x1y2-s3alias', true],
    ['ap-x1y2--ol-s3', true],
    ['ap--usw2-az1--xa-s3', true],
    ['m.mrap', true],
    ['my-bucket', false],
    ['my-bucket--usw2-az1--x-s3', false],
  ])('%s is an alias: %s', (name, expected) => expect(isAccessPointAlias(name)).toBe(expected));
});

describe('a principal', () => {
  test.each([
    [{ type: 'root', arn: `arn:aws:iam::${account}:root`, accountId: account } as const, account],
    [{ type: 'unidentified', accountId: account, principalId: 'AIDA' } as const, account],
    [{ type: 'anonymous' } as const, undefined],
    [{ type: 'service', service: 'logging.s3.amazonaws.com' } as const, undefined],
  ])('$type', (principal, expected) => expect(accountOf(principal)).toBe(expected));

  test.each([
    [`arn:aws:iam::${account}:role/aws-service-role/s3.amazonaws.com/AWSServiceRoleForX`, true],
    [`arn:aws:iam::${account}:role/app`, false],
    [undefined, false],
  ])('%s is a service-linked role: %s', (arn, expected) => expect(isServiceLinkedRole(arn)).toBe(expected));
});

test.each([
  ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/', 'eu-west-1'],
  ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/', 'us-east-1'],
  // A policy or an ARN of STS may name it so.
  ['arn:aws:iam::111122223333:role/', undefined],
])('where IAM Identity Center lies whose role is %s', (path, region) => {
  const principal = principalOfArn(`${path}AWSReservedSSO_Read_0123456789abcdef`)!;
  expect(permissionSetIn(principal)).toEqual({ name: 'Read', ...(region === undefined ? {} : { region }) });
});

test('an ARN of STS names no path', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Read_0123456789abcdef/alice';
  expect(permissionSetIn(principalOfArn(session)!)).toEqual({ name: 'Read' });
});
