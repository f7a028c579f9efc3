/** Causes 30–33: conditions about lists, versions, access points, places, times and services. */
import { accounts, policyOf } from './accounts';
import { conditionFixture, docs, iamKeys } from './condition';
import { bucket, event, owner, partner, service } from './events';
import type { Fixture } from './fixture';

const list = { operation: 'ListObjects', key: null, parameters: { 'list-type': '2', prefix: 'private/' } };
const keys = docs('amazon-s3-policy-keys');
const pointArn = `arn:aws:s3:us-east-1:${owner}:accesspoint/reports`;
const delivery = service('delivery.logs.amazonaws.com');
const logs = 'AWSLogs/111122223333/x.gz';

/** The policy that log delivery documents, for logs of one account. */
const deliveryPolicy = (sourceAccount: string) =>
  policyOf({
    Sid: 'AWSLogDeliveryWrite',
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${bucket}/AWSLogs/*`,
    Condition: {
      StringEquals: { 'aws:SourceAccount': sourceAccount },
      ArnLike: { 'aws:SourceArn': `arn:aws:logs:us-east-1:${sourceAccount}:*` },
    },
  });

export const others: readonly Fixture[] = [
  conditionFixture({
    causes: [30],
    title: 'a list of another prefix than the policy allows',
    source: keys,
    asked: list,
    action: 's3:ListBucket',
    denies: { StringNotLike: { 's3:prefix': 'public/*' } },
    satisfied: { StringNotLike: { 's3:prefix': 'private/*' } },
    key: 's3:prefix',
  }),
  conditionFixture({
    causes: [30],
    title: 'a list without a bound on its length',
    source: keys,
    asked: list,
    action: 's3:ListBucket',
    denies: { NumericGreaterThanIfExists: { 's3:max-keys': '10' } },
    satisfied: { NumericGreaterThan: { 's3:max-keys': '10' } },
    key: 's3:max-keys',
  }),
  conditionFixture({
    causes: [31],
    title: 'another version than the policy allows',
    source: keys,
    asked: { parameters: { versionId: 'v2' } },
    action: 's3:GetObjectVersion',
    bucket: { versioning: { status: 'Enabled' }, objects: { 'reports/a.csv?versionId=v2': {} } },
    denies: { StringNotEquals: { 's3:versionid': 'v1' } },
    satisfied: { StringNotEquals: { 's3:versionid': 'v2' } },
    key: 's3:versionid',
  }),
  conditionFixture({
    causes: [31],
    title: 'directly, where the policy wants the access point',
    source: docs('access-points-policies'),
    denies: { StringNotEquals: { 's3:DataAccessPointArn': pointArn } },
    satisfied: { StringEquals: { 's3:DataAccessPointArn': pointArn } },
    key: 's3:DataAccessPointArn',
  }),
  conditionFixture({
    causes: [32],
    title: 'in another Region than the policy allows',
    source: iamKeys,
    denies: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    satisfied: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    key: 'aws:RequestedRegion',
  }),
  conditionFixture({
    causes: [32],
    title: 'after the time until which the policy allows',
    source: iamKeys,
    denies: { DateGreaterThan: { 'aws:CurrentTime': '2026-11-20T08:00:00Z' } },
    satisfied: { DateGreaterThan: { 'aws:CurrentTime': '2026-11-20T09:00:00Z' } },
    key: 'aws:CurrentTime',
  }),
  conditionFixture({
    causes: [32],
    title: 'in a session of another name than the policy allows',
    source: iamKeys,
    denies: { StringNotLike: { 'aws:userid': '*:nightly' } },
    satisfied: { StringNotLike: { 'aws:userid': '*:run' } },
    key: 'aws:userid',
  }),
  conditionFixture({
    causes: [32],
    title: 'by another role than the policy allows',
    source: iamKeys,
    denies: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/admin` } },
    satisfied: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/app` } },
    key: 'aws:PrincipalArn',
  }),
  conditionFixture({
    causes: [32],
    title: 'from another page than the policy allows, which no record tells',
    source: docs('example-bucket-policies'),
    denies: { StringNotLike: { 'aws:Referer': 'https://www.example.com/*' } },
    satisfied: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    key: 'aws:Referer',
    expects: { certainty: 'by-elimination' },
  }),
  {
    causes: [33],
    title: 'log delivery for an account that the policy does not name, which no record tells',
    provenance: { from: 'documentation', source: docs('example-bucket-policies') },
    event: event({
      by: delivery,
      operation: 'PutObject',
      key: logs,
      parameters: { 'x-amz-acl': 'bucket-owner-full-control' },
    }),
    world: accounts({ bucket: { policy: deliveryPolicy(partner) } }),
    expects: { status: 'denied', certainty: 'by-elimination', layer: 'bucket-policy', shows: 'aws:SourceArn' },
    twin: {
      title: 'the policy names another service',
      world: accounts({
        bucket: {
          policy: policyOf({
            Sid: 'Trail',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: `arn:aws:s3:::${bucket}/AWSLogs/*`,
          }),
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Principal' },
    },
  },
];
