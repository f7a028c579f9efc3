/** Causes 70–76: what a bucket asks of a request, and what state an object is in. */
import { defined } from '../../src/defined';
import { accounts, allow, allowing, allPowerful, denying, encrypted, policyOf, withKey } from './accounts';
import { docs } from './condition';
import { assumedRole, event, key, lambdaRole, partner } from './events';
import type { Fixture } from './fixture';

const version = `${key}?versionId=v1`;
const lockDocs = docs('object-lock');
const provenance = { from: 'documentation', source: lockDocs } as const;
const locked = 'Access Denied because object protected by object lock.';
const deletion = (message?: string, more: object = {}) =>
  event({
    operation: 'DeleteObject',
    parameters: { versionId: 'v1', ...more },
    ...defined({ message }),
  });
const lockedBucket = (object: object) => ({
  objectLock: {},
  versioning: { status: 'Enabled' as const },
  objects: { [version]: object },
});
const until = '2027-01-01T00:00:00Z';
const readOnly = { inline: { everything: policyOf(allow('s3:GetObject')) } };
const partners = { [partner]: allPowerful() };

export const states: readonly Fixture[] = [
  {
    causes: [70],
    title: 'another account does not say that it pays',
    provenance: { ...provenance, source: docs('RequesterPaysBuckets') },
    event: event({ by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    world: accounts({
      accounts: partners,
      bucket: { payer: 'Requester', policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
    }),
    expects: {
      status: 'denied',
      // Records are not known to hold the header that was not seen.
      certainty: 'by-elimination',
      layer: 'requester-pays',
      shows: 'request-payer-header-missing',
    },
    twin: {
      title: 'the owner pays, and the bucket policy denies',
      world: accounts({ accounts: partners, bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [71],
    title: 'a version in compliance mode',
    provenance,
    event: deletion(locked),
    world: accounts({ bucket: lockedBucket({ retention: { mode: 'COMPLIANCE', until } }) }),
    expects: { status: 'denied', certainty: 'proven', layer: 'object-lock', shows: 'compliance-cannot-be-bypassed' },
    twin: {
      title: 'the version is in governance mode',
      world: accounts({ bucket: lockedBucket({ retention: { mode: 'GOVERNANCE', until } }) }),
      expects: { status: 'denied', certainty: 'proven', layer: 'object-lock', shows: 'governance-needs-bypass' },
    },
  },
  {
    causes: [72],
    title: 'a version in governance mode, without the header that bypasses it',
    provenance,
    event: deletion(),
    world: accounts({ bucket: lockedBucket({ retention: { mode: 'GOVERNANCE', until } }) }),
    expects: { status: 'denied', certainty: 'by-elimination', layer: 'object-lock', shows: 'governance-needs-bypass' },
    twin: {
      title: 'the header is sent, and the role may not use it',
      event: deletion(undefined, { 'x-amz-bypass-governance-retention': 'true' }),
      world: accounts({
        role: { inline: { everything: policyOf(allow(['s3:DeleteObject', 's3:DeleteObjectVersion'])) } },
        bucket: lockedBucket({ retention: { mode: 'GOVERNANCE', until } }),
      }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'identity-policies',
        shows: 's3:BypassGovernanceRetention',
      },
    },
    another: {
      title: 'the version is in compliance mode',
      world: accounts({ bucket: lockedBucket({ retention: { mode: 'COMPLIANCE', until } }) }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'object-lock',
        shows: 'compliance-cannot-be-bypassed',
      },
    },
  },
  {
    causes: [73],
    title: 'a version under legal hold',
    provenance,
    event: deletion(),
    world: accounts({ bucket: lockedBucket({ legalHold: 'ON' }) }),
    expects: { status: 'denied', certainty: 'established', layer: 'object-lock', shows: 'legal-hold' },
    twin: {
      title: 'the hold is off, and the role may not delete versions',
      world: accounts({ role: readOnly, bucket: lockedBucket({ legalHold: 'OFF' }) }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'identity-policies',
        shows: 's3:DeleteObjectVersion',
      },
    },
  },
  {
    causes: [74],
    title: 'MFA delete is on, and a role deletes a version',
    provenance: { ...provenance, source: docs('MultiFactorAuthenticationDelete') },
    event: deletion(),
    world: accounts({
      bucket: { versioning: { status: 'Enabled', mfaDelete: 'Enabled' }, objects: { [version]: {} } },
    }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'mfa-delete',
      shows: 'only-root-may-delete-versions',
    },
    twin: {
      title: 'MFA delete is off, and the bucket policy keeps versions',
      world: accounts({
        bucket: {
          versioning: { status: 'Enabled' },
          objects: { [version]: {} },
          policy: denying('KeepVersions', undefined, { Action: 's3:DeleteObjectVersion' }),
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'KeepVersions' },
    },
  },
  {
    causes: [74],
    title: 'MFA delete is on, and S3 says so',
    provenance: { ...provenance, source: 'https://repost.aws/knowledge-center/s3-bucket-mfa-delete' },
    event: deletion('Mfa Authentication must be used for this request'),
    world: accounts({
      bucket: { versioning: { status: 'Enabled', mfaDelete: 'Enabled' }, objects: { [version]: {} } },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'mfa-delete', shows: 'only-root-may-delete-versions' },
    twin: {
      title: 'it is off by now',
      world: accounts({ bucket: { versioning: { status: 'Enabled' }, objects: { [version]: {} } } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [75],
    title: 'an object that is not there, for a role that may not list',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html' },
    event: event(),
    world: accounts({ role: readOnly, bucket: { objects: {} } }),
    expects: { status: 'denied', certainty: 'established', layer: 'object-state', shows: 'object-does-not-exist' },
    twin: {
      title: 'it is there, under a key that the role may not use',
      world: accounts({ role: readOnly, bucket: encrypted, account: withKey() }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'kms:Decrypt' },
    },
  },
  {
    causes: [75],
    title: 'an object that is not there, for a role that may not list the bucket',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html' },
    event: event(),
    world: accounts({ role: readOnly, bucket: { objects: {} } }),
    expects: { status: 'denied', certainty: 'established', layer: 'object-state', shows: 'object-does-not-exist' },
    twin: {
      title: 'the role may list the bucket, so that S3 would have said that there is no such key',
      world: accounts({ bucket: { objects: {} } }),
      expects: { status: 'denied', certainty: 'possible', layer: 'object-state', shows: 'answered-otherwise' },
    },
  },
  {
    causes: [75],
    title: 'an object that is not there by now, and a session of which nothing is known',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html' },
    event: event({ by: assumedRole() }),
    world: accounts({ role: readOnly, bucket: { objects: {} } }),
    expects: { status: 'denied', certainty: 'possible', layer: 'object-state', shows: 'object-does-not-exist' },
    twin: {
      title: 'an object that was written since the denial',
      world: accounts({ bucket: { objects: { [key]: { writtenAt: '2026-11-20T08:20:00Z' } } } }),
      expects: { status: 'inconclusive', certainty: 'possible' },
    },
  },
  {
    causes: [75],
    title: 'an object that may not be there, where nobody may look',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html' },
    event: event(),
    world: accounts({ role: readOnly, bucket: { objects: {} }, headObject: false }),
    expects: { status: 'inconclusive', certainty: 'possible', layer: 'object-state', shows: 'object-may-not-exist' },
    twin: {
      title: 'nobody may look, and the role lacks the right to read',
      world: accounts({ role: { inline: {} }, bucket: { objects: {} }, headObject: false }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 's3:GetObject' },
    },
  },
  {
    causes: [76],
    title: 'an archived object',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html' },
    event: event({
      errorCode: 'InvalidObjectState',
      message: "The operation is not valid for the object's storage class",
    }),
    world: accounts({ bucket: { objects: { [key]: { storageClass: 'GLACIER' } } } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'object-state', shows: 'object-archived' },
    twin: {
      title: 'an object that is not archived, for a role that may not even read it',
      event: event(),
      world: accounts({ role: { inline: {} }, bucket: { objects: { [key]: { storageClass: 'STANDARD' } } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
    another: {
      title: 'it has been restored since',
      world: accounts({ bucket: { objects: { [key]: { storageClass: 'STANDARD' } } } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [76],
    title: 'an archived object, and S3 says so',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html' },
    event: event({
      errorCode: 'InvalidObjectState',
      message: "The operation is not valid for the object's storage class",
    }),
    world: accounts({ bucket: { objects: { [key]: { storageClass: 'DEEP_ARCHIVE' } } } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'object-state', shows: 'object-archived' },
    twin: {
      title: 'it is archived by now, and S3 refused, as it does not for an archived object',
      event: event(),
      expects: { status: 'denied', certainty: 'possible', layer: 'object-state', shows: 'answered-otherwise' },
    },
    another: {
      title: 'it has been restored since',
      world: accounts({ bucket: { objects: { [key]: { storageClass: 'STANDARD' } } } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
];
