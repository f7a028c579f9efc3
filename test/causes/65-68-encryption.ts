/** Causes 65–68: what keys and objects are like. */
import { accounts, denying, encrypted, withKey } from './accounts';
import { docs } from './condition';
import { event, keyMissingOrRefusing, kmsArn, kmsOnRead, lambdaRole, objectArn, owner, said } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const errors = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const provenance = { from: 'documentation', source: errors } as const;
const elsewhere = `arn:aws:kms:eu-west-1:${owner}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const customerKey = { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' };

export const encryption: readonly Fixture[] = [
  {
    causes: [65],
    title: 'the key is disabled',
    provenance,
    event: event({ errorCode: 'KMS.DisabledException', message: `${kmsArn} is disabled.` }),
    world: accounts({ bucket: encrypted, account: withKey({ state: 'Disabled' }) }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key-state', shows: 'key-disabled' },
    twin: {
      title: 'the key is pending deletion',
      event: event({ errorCode: 'KMS.KMSInvalidStateException', message: `${kmsArn} is pending deletion.` }),
      world: accounts({ bucket: encrypted, account: withKey({ state: 'PendingDeletion' }) }),
      expects: { status: 'denied', certainty: 'proven', layer: 'kms-key-state', shows: 'key-not-usable' },
    },
    another: {
      title: 'the key is enabled by now',
      world: accounts({ bucket: encrypted, account: withKey() }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [65],
    title: 'the key is disabled, and S3 says so',
    provenance,
    event: event({ errorCode: 'KMS.DisabledException', message: `${kmsArn} is disabled.` }),
    world: accounts({ bucket: encrypted, account: withKey({ state: 'Disabled' }) }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key-state', shows: 'key-disabled' },
    twin: {
      title: 'the key is disabled by now, and S3 refused, as it does not for a disabled key',
      event: event(),
      expects: { status: 'denied', certainty: 'possible', layer: 'kms-key-state', shows: 'answered-otherwise' },
    },
    another: {
      title: 'the key is enabled by now',
      world: accounts({ bucket: encrypted, account: withKey() }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [66],
    title: 'the key is gone',
    provenance,
    event: event({ errorCode: 'KMS.NotFoundException', message: `Key '${kmsArn}' does not exist` }),
    world: accounts({ bucket: encrypted }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key-state', shows: 'key-not-found' },
    twin: {
      title: 'the key is in another Region than the bucket, and AWS calls it a denial',
      event: event({ message: kmsOnRead(app, keyMissingOrRefusing) }),
      world: accounts({
        bucket: { objects: { 'reports/a.csv': { kmsKey: elsewhere } } },
        account: { keys: { '1234abcd-12ab-34cd-56ef-1234567890ab': { region: 'eu-west-1' } } },
      }),
      expects: { status: 'denied', certainty: 'proven', layer: 'kms-key-state', shows: 'key-in-another-region' },
    },
    another: {
      title: 'the key is there by now',
      world: accounts({ bucket: encrypted, account: withKey() }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [67],
    title: 'uploads with a customer’s key are blocked',
    provenance: { ...provenance, source: docs('blocking-unblocking-s3-c-encryption-gpb') },
    event: event({
      operation: 'PutObject',
      message: said(
        app,
        's3:PutObject',
        objectArn,
        'because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type',
      ),
      parameters: customerKey,
    }),
    world: accounts({ bucket: { encryption: { blocked: ['SSE-C'] } } }),
    expects: {
      status: 'denied',
      certainty: 'proven',
      layer: 'encryption-requirements',
      shows: 'sse-c-uploads-blocked',
    },
    twin: {
      title: 'AWS says nothing, and the bucket states no blocking',
      event: event({ operation: 'PutObject', parameters: customerKey }),
      world: accounts(),
      expects: {
        status: 'denied',
        certainty: 'by-elimination',
        layer: 'encryption-requirements',
        shows: 'sse-c-blocking-not-told',
      },
    },
    another: {
      title: 'they are allowed by now',
      world: accounts({ bucket: { encryption: { blocked: ['NONE'] } } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [68],
    title: 'an object read with a customer’s key, which may be the wrong one',
    provenance: { from: 'unverified', source: docs('ServerSideEncryptionCustomerKeys') },
    event: event({ parameters: customerKey }),
    world: accounts(),
    expects: {
      status: 'inconclusive',
      certainty: 'possible',
      layer: 'encryption-requirements',
      shows: 'customer-key-may-be-wrong',
    },
    twin: {
      title: 'the read without such a key, which nothing denies by now',
      event: event(),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
    another: {
      title: 'the bucket policy denies',
      world: accounts({ bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
];
