import { found, unread, type Case } from '../../judging/cases/cases';
import { refusals } from './refusals';

const presigned = { 'x-amz-date': '20261120T081300Z', 'x-amz-expires': '60' };

const notPresigned: readonly Readonly<Record<string, string>>[] = [
  { 'x-amz-date': '20261120T081300Z' },
  { 'x-amz-expires': '60' },
  { ...presigned, 'x-amz-date': 'x20261120T081300Z' },
  { ...presigned, 'x-amz-date': '20261120T081300Zx' },
  { ...presigned, 'x-amz-date': 'yesterday' },
];

export const cases: readonly Case[] = [
  ...[...refusals].map(([errorCode, code]): Case => ({
    when: `S3 answers ${errorCode}`,
    request: { errorCode },
    outcome: 'denies',
    setting: errorCode,
    notes: [code],
  })),
  {
    when: 'a presigned URL is used after its end',
    request: { parameters: presigned },
    outcome: 'denies',
    setting: 'X-Amz-Expires',
    notes: ['presigned-url-expired'],
  },
  {
    when: 'AWS says that the request has expired',
    request: { said: { is: 'statement', code: 'request-expired', clause: 'Request has expired' } },
    outcome: 'denies',
    notes: ['presigned-url-expired'],
  },
  {
    when: 'a presigned URL is used in time',
    request: { parameters: { ...presigned, 'x-amz-expires': '3600' } },
    outcome: 'allows',
    notes: ['request-was-authenticated'],
  },
  {
    when: 'the end of a presigned URL cannot be understood',
    request: { parameters: { 'x-amz-date': 'yesterday', 'x-amz-expires': '60' } },
    outcome: 'allows',
  },
  { when: 'the denial is one of policies', outcome: 'allows', notes: ['request-was-authenticated'] },
  {
    when: 'no credentials were sent',
    request: { principal: { type: 'anonymous' } },
    outcome: 'allows',
    notes: ['request-not-signed'],
  },
  {
    when: 'the denial has no reason, and the bucket has an access log',
    request: { requestId: '3E57427F3EXAMPLE' },
    evidence: { logging: found({ on: true, bucket: 'my-logs', prefix: 'access/' }) },
    outcome: 'allows',
    notes: ['request-was-authenticated', 'access-logging-on'],
  },
  {
    when: 'the denial has no reason, and the bucket has no access log',
    evidence: { logging: found({ on: false }) },
    outcome: 'allows',
    notes: ['request-was-authenticated', 'access-logging-off'],
  },
  {
    when: 'whether there is an access log could not be read',
    evidence: { logging: unread },
    outcome: 'allows',
    notes: ['request-was-authenticated'],
  },
  {
    when: 'a question is asked',
    request: { errorCode: '' },
    outcome: 'not-applicable',
    notes: ['credentials-assumed-good'],
  },
  { when: 'asked about a companion action', authorization: { purpose: 'companion' }, outcome: 'does not apply' },
  {
    when: 'a presigned URL is used at its very end',
    request: { parameters: presigned, time: '2026-11-20T08:14:00Z' },
    outcome: 'allows',
    without: ['presigned-url-expired'],
  },
  {
    when: 'a presigned URL is used one second after its end',
    request: { parameters: presigned, time: '2026-11-20T08:14:01Z' },
    outcome: 'denies',
    facts: { 'presigned-url-expired': { signedAt: '20261120T081300Z', expiredAt: '2026-11-20T08:14:00.000Z' } },
  },
  ...notPresigned.map((parameters): Case => ({
    when: `the end of a presigned URL cannot be distinguished from ${JSON.stringify(parameters)}`,
    request: { parameters },
    outcome: 'allows',
    notes: ['request-was-authenticated'],
  })),
  {
    when: 'a text only mentions that a request has expired',
    request: { said: { is: 'statement', code: 'other', clause: 'The Request has expired' } },
    outcome: 'allows',
  },
  {
    when: 'a Multi-Region Access Point refuses all access',
    request: {
      errorCode: 'AllAccessDisabled',
      accessPoint: 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap',
    },
    outcome: 'does not apply',
  },
  {
    when: 'a Multi-Region Access Point is asked with credentials that are not known',
    request: {
      errorCode: 'InvalidAccessKeyId',
      accessPoint: 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap',
    },
    outcome: 'denies',
  },
  {
    when: 'S3 keeps a log of the bucket, and the record names the request',
    request: { requestId: 'ABCDEF', time: '2026-11-20T08:14:12Z' },
    evidence: { logging: found({ on: true, bucket: 'my-logs', prefix: 'access/' }) },
    outcome: 'allows',
    facts: {
      'access-logging-on': {
        bucket: 'my-bucket',
        time: '2026-11-20T08:14:12Z',
        target: 'my-logs',
        prefix: 'access/',
        requestId: 'ABCDEF',
      },
    },
  },
  {
    when: 'S3 keeps a log of the bucket, and the record does not name the request',
    evidence: { logging: found({ on: true, bucket: 'my-logs', prefix: '' }) },
    outcome: 'allows',
    facts: {
      'access-logging-on': { bucket: 'my-bucket', time: '2026-11-20T08:14:12Z', target: 'my-logs', prefix: '' },
    },
  },
  {
    when: 'S3 keeps no log of a bucket of another Region',
    request: { bucketRegion: 'eu-west-1' },
    evidence: { logging: found({ on: false }) },
    outcome: 'allows',
    facts: { 'access-logging-off': { bucket: 'my-bucket', region: 'eu-west-1', account: '111122223333' } },
  },
  {
    when: 'S3 keeps no log of a bucket of which little is known',
    request: { bucketRegion: undefined, resourceAccountId: undefined },
    evidence: { logging: found({ on: false }) },
    outcome: 'allows',
    facts: { 'access-logging-off': { bucket: 'my-bucket', region: 'us-east-1' } },
  },
  {
    when: 'no bucket was asked, so that none has a log',
    request: { bucket: undefined },
    evidence: { logging: found({ on: false }) },
    outcome: 'allows',
    without: ['access-logging-off'],
  },
];
