/** Causes 63, 64 and 69: keys that may be used in part. */
import { accounts, allow, encrypted, policyOf, withKey } from './accounts';
import { bucket, event, key, keyId, keyMissingOrRefusing, kmsArn, kmsOnRead, lambdaRole, owner } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const troubleshooting = 'https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html';
const provenance = { from: 'documentation', source: troubleshooting } as const;
const refused = event({ message: kmsOnRead(app, keyMissingOrRefusing) });
const s3Only = { inline: { everything: policyOf(allow('s3:*')) } };
const keyFor = (Principal: unknown, more: object = {}) =>
  policyOf({ Sid: 'Use', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', ...more });
const roleArn = `arn:aws:iam::${owner}:role/app`;
const closedKey = keyFor({ AWS: `arn:aws:iam::${owner}:role/admin` });
const ownGrant = { GranteePrincipal: roleArn, Operations: ['Decrypt'] };
const other = '5678abcd-12ab-34cd-56ef-1234567890ab';

export const keysInPart: readonly Fixture[] = [
  {
    causes: [63],
    title: 'the grant that the role relied on was retired',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html' },
    event: refused,
    world: accounts({
      role: s3Only,
      bucket: encrypted,
      account: {
        ...withKey({ policy: closedKey }),
        history: [
          {
            eventTime: '2026-11-20T07:00:00Z',
            eventSource: 'kms.amazonaws.com',
            eventName: 'RetireGrant',
            resources: [{ ARN: kmsArn, type: 'AWS::KMS::Key', accountId: owner }],
          },
        ],
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key', shows: 'does-not-allow' },
    twin: {
      title: 'the grant is there by now',
      world: accounts({ role: s3Only, bucket: encrypted, account: withKey({ policy: closedKey, grants: [ownGrant] }) }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [64],
    title: 'the key may be used through S3 of another Region only',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html' },
    event: refused,
    world: accounts({
      bucket: encrypted,
      account: withKey({
        policy: keyFor(
          { AWS: roleArn },
          { Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } },
        ),
      }),
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key', shows: 'kms:ViaService' },
    twin: {
      title: 'the key may be used for this object, and a Bucket Key names the bucket',
      world: accounts({
        bucket: { ...encrypted, objects: { [key]: { kmsKey: kmsArn, bucketKey: true } } },
        account: withKey({
          policy: keyFor(
            { AWS: roleArn },
            {
              Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${bucket}/${key}` } },
            },
          ),
        }),
      }),
      expects: { status: 'denied', certainty: 'proven', layer: 'kms-key', shows: 'kms:EncryptionContext:aws:s3:arn' },
    },
  },
  {
    causes: [69],
    title: 'of two objects under one prefix this one has the key that refuses',
    provenance,
    event: event(),
    world: accounts({
      bucket: {
        objects: {
          [key]: { kmsKey: `arn:aws:kms:us-east-1:${owner}:key/${other}` },
          'reports/b.csv': { kmsKey: kmsArn },
        },
        encryption: { kmsKey: kmsArn },
      },
      account: { keys: { [keyId]: {}, [other]: { policy: closedKey } } },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'kms-key', shows: other },
    twin: {
      title: 'the other object',
      event: event({ key: 'reports/b.csv' }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
    another: {
      title: 'the object is encrypted with the key that does not',
      world: accounts({
        bucket: { objects: { [key]: { kmsKey: kmsArn } }, encryption: { kmsKey: kmsArn } },
        account: { keys: { [keyId]: {}, [other]: { policy: closedKey } } },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
];
