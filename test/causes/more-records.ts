/** More of the known causes, in other partitions, in log lines and in records of KMS. */
import { accounts, allow, allowing, deny, denying, everything, policyOf } from './accounts';
import { docs } from './condition';
import {
  assumedRole,
  bucketArn,
  denyIn,
  event,
  key,
  keyId,
  kmsArn,
  lambdaRole,
  logLine,
  noneAllows,
  objectArn,
  owner,
  said,
} from './events';
import type { Fixture } from './fixture';
import { began } from './sessions';

const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const app = lambdaRole();
/** Partitions besides `aws`, each with a Region of its own. */
const elsewhere = [
  { called: 'AWS GovCloud', partition: 'aws-us-gov', region: 'us-gov-west-1' },
  { called: 'China', partition: 'aws-cn', region: 'cn-north-1' },
] as const;
type Elsewhere = (typeof elsewhere)[number];
const arnIn = ({ partition }: Elsewhere, text: string): string => text.replaceAll('arn:aws:', `arn:${partition}:`);
const recordIn = (place: Elsewhere, record: Record<string, unknown>) =>
  JSON.parse(
    arnIn(place, JSON.stringify({ ...record, awsRegion: place.region })).replaceAll('us-east-1', place.region),
  ) as Record<string, unknown>;

export const moreRecords: readonly Fixture[] = [
  {
    causes: [5],
    title: 'the bucket policy names the role, which does not pass its boundary',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    },
    event: event(),
    world: accounts({
      role: { inline: {}, boundary: policyOf(allow('sqs:*')) },
      bucket: { policy: allowing({ AWS: `arn:aws:iam::${owner}:role/app` }) },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'permissions-boundary', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket policy names the session, which does',
      world: accounts({
        role: { inline: {}, boundary: policyOf(allow('sqs:*')) },
        bucket: { policy: allowing({ AWS: app.arn }) },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  ...elsewhere.map((place): Fixture => ({
    causes: [1],
    title: `a role in ${place.called}`,
    provenance,
    event: recordIn(
      place,
      event({ message: said(app, 's3:GetObject', objectArn, noneAllows('identity-based policy', 's3:GetObject')) }),
    ),
    world: accounts({
      role: { inline: { read: policyOf(allow('s3:GetObject', `${bucketArn}/*`)) } },
      bucket: { region: place.region },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'Resource' },
    twin: {
      title: 'its policy names the bucket in that partition by now',
      world: accounts({
        role: {
          inline: {
            read: policyOf(allow(['s3:GetObject', 'kms:*'], [arnIn(place, `${bucketArn}/*`), arnIn(place, kmsArn)])),
          },
        },
        bucket: { region: place.region },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  })),
  {
    causes: [13],
    title: 'a denial that only the server access log tells',
    provenance: { ...provenance, source: docs('LogFormat') },
    event: logLine({ code: 'AccessDenied', requester: `arn:aws:sts::${owner}:assumed-role/app/run` }),
    world: accounts({ bucket: { policy: denying('Closed') } }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    twin: {
      title: 'the role lacks the right, and its session may have a policy',
      world: accounts({ role: { inline: {} } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [57],
    title: 'KMS’s own record of the read, under a Bucket Key',
    provenance: { ...provenance, source: docs('bucket-key') },
    event: {
      ...event(),
      eventSource: 'kms.amazonaws.com',
      eventName: 'Decrypt',
      userIdentity: { ...app.identity, invokedBy: 'fas.s3.amazonaws.com' },
      sourceIPAddress: 'fas.s3.amazonaws.com',
      errorMessage: `User: ${app.arn} is not authorized to perform: kms:Decrypt on resource: ${kmsArn} because no identity-based policy allows the kms:Decrypt action`,
      requestParameters: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: { 'aws:s3:arn': bucketArn } },
      resources: [{ accountId: owner, type: 'AWS::KMS::Key', ARN: kmsArn }],
      managementEvent: true,
      eventCategory: 'Management',
    },
    world: accounts({
      role: { inline: { read: policyOf(allow('s3:*')) } },
      bucket: { objects: { [key]: { kmsKey: kmsArn, bucketKey: true } } },
      account: { keys: { [keyId]: {} } },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'kms:Decrypt' },
    twin: {
      title: 'the role may by now, for the object’s context only',
      world: accounts({
        role: {
          inline: {
            read: policyOf(allow('s3:*'), {
              ...allow('kms:Decrypt', kmsArn),
              Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': objectArn } },
            }),
          },
        },
        bucket: { objects: { [key]: { kmsKey: kmsArn, bucketKey: true } } },
        account: { keys: { [keyId]: {} } },
      }),
      expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'kms:EncryptionContext' },
    },
  },
  {
    causes: [13],
    title: 'a session whose policy, a managed one, denies nothing, and a bucket that does',
    provenance,
    event: event({
      by: assumedRole(),
      message: said(assumedRole(), 's3:GetObject', objectArn, denyIn('resource-based policy')),
    }),
    world: accounts({
      bucket: { policy: denying('Closed') },
      account: {
        ...began({ policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] }),
        managed: { 'arn:aws:iam::aws:policy/AdministratorAccess': everything },
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'Closed' },
    twin: {
      title: 'AWS says so, and only the managed policy of the session denies by now',
      world: accounts({
        account: {
          ...began({ policyArns: [{ arn: `arn:aws:iam::${owner}:policy/Narrow` }] }),
          managed: { Narrow: policyOf(allow('*'), deny('NoReports')) },
        },
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'session-policy', shows: 'NoReports' },
    },
  },
];
