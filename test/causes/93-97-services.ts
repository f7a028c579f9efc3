/** Causes 93–97: requests that AWS services make. */
import { accounts, allow, denying, encrypted, policyOf, withKey } from './accounts';
import { docs } from './condition';
import { assumedRole, bucket, denyIn, event, key, lambdaRole, objectArn, owner, said, service } from './events';
import type { Fixture } from './fixture';
import { began } from './sessions';

const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const layer = 'aws-service-request';
const cloudFront = service('cloudfront.amazonaws.com');
const logging = service('logging.s3.amazonaws.com');
const app = lambdaRole();
const invokedBy = (name: string) => ({ ...app.identity, invokedBy: name });
const fromService = (name: string) => ({ sourceIPAddress: name, userAgent: name, tlsDetails: undefined });
const forService = (principal: string, more: object = {}) =>
  policyOf({
    Sid: 'Service',
    Effect: 'Allow',
    Principal: { Service: principal },
    Action: 's3:*',
    Resource: `arn:aws:s3:::${bucket}/*`,
    ...more,
  });
const replication = assumedRole('replication');
const replicating = (policy: object) => ({
  account: { ...began({}), roles: { replication: { inline: { replicate: { ...policy } } } } },
});

export const services: readonly Fixture[] = [
  {
    causes: [93],
    title: 'CloudFront is not in the bucket policy',
    provenance: {
      ...provenance,
      source:
        'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    },
    event: event({ by: cloudFront, more: fromService('cloudfront.amazonaws.com') }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'bucket-policy',
      shows: 'does-not-allow',
      besides: { layer, shows: 'cloudfront-origin-access' },
    },
    twin: {
      title: 'it is, for one distribution, and which one asked is not recorded',
      world: accounts({
        bucket: {
          policy: forService('cloudfront.amazonaws.com', {
            Condition: { StringEquals: { 'aws:SourceArn': `arn:aws:cloudfront::${owner}:distribution/EXAMPLE` } },
          }),
        },
      }),
      expects: { status: 'denied', certainty: 'by-elimination', layer: 'bucket-policy', shows: 'aws:SourceArn' },
    },
  },
  {
    causes: [94],
    title: 'the replication role may not read the source',
    provenance: { ...provenance, source: docs('replication-troubleshoot') },
    event: event({ by: replication }),
    world: accounts(replicating(policyOf(allow('s3:ReplicateObject')))),
    expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    twin: {
      title: 'it may, and the bucket policy denies',
      world: accounts({ ...replicating(policyOf(allow('*'))), bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [95],
    title: 'the role of a Batch Operations job may not read the manifest',
    provenance: { ...provenance, source: docs('troubleshooting-batch-operations') },
    event: event({
      by: invokedBy('batchoperations.s3.amazonaws.com'),
      more: fromService('batchoperations.s3.amazonaws.com'),
    }),
    world: accounts({ role: { inline: { everything: policyOf(allow('s3:PutObject')) } } }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'identity-policies',
      shows: 'does-not-allow',
      besides: { layer, shows: 'batch-operations-role' },
    },
    twin: {
      title: 'it may, and not decrypt it',
      world: accounts({
        role: { inline: { everything: policyOf(allow('s3:*')) } },
        bucket: encrypted,
        account: withKey(),
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'kms:Decrypt' },
    },
  },
  {
    causes: [96],
    title: 'Athena asks for the role, and the policy wants an address',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html',
    },
    event: event({
      by: invokedBy('athena.amazonaws.com'),
      message: said(app, 's3:GetObject', objectArn, denyIn('resource-based policy')),
      more: fromService('athena.amazonaws.com'),
    }),
    world: accounts({ bucket: { policy: denying('Office', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }) } }),
    expects: {
      status: 'denied',
      certainty: 'by-elimination',
      layer: 'bucket-policy',
      shows: 'aws:SourceIp',
      besides: { layer, shows: 'asked-by-a-service' },
    },
    twin: {
      title: 'the policy wants an endpoint, which a service never comes through',
      world: accounts({ bucket: { policy: denying('Vpc', { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }) } }),
      expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'aws:SourceVpce' },
    },
  },
  {
    causes: [97],
    title: 'server access logs are not let in by the log bucket',
    provenance: { ...provenance, source: docs('enable-server-access-logging') },
    event: event({
      by: logging,
      operation: 'PutObject',
      key: 'logs/2026-11-20-08-14-01-EXAMPLE',
      more: fromService('logging.s3.amazonaws.com'),
    }),
    world: accounts({ bucket: { policy: forService('delivery.logs.amazonaws.com') } }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'bucket-policy',
      shows: 'Principal',
      besides: { layer, shows: 'log-delivery' },
    },
    twin: {
      title: 'they are, and the key’s policy does not let the service use it',
      world: accounts({
        bucket: {
          ...encrypted,
          objects: { [key]: {} },
          policy: forService('logging.s3.amazonaws.com'),
        },
        account: withKey(),
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'kms-key', shows: 'does-not-allow' },
    },
  },
];
