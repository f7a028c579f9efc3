import * as fc from 'fast-check';
import { bytesOf, maxRequestBytes } from '../../src/request/bounds';
import { changed, denied, sample, sending, type Json } from './samples';

const huge = 'x'.repeat(200_000);
const control = '\u0001'.repeat(1_024);
/** Asks for the most authorizations: each repeats names and context. */
const copy = {
  'x-amz-acl': 'private',
  'x-amz-object-lock-mode': 'GOVERNANCE',
  'x-amz-object-lock-legal-hold': 'ON',
  'x-amz-copy-source': 'source-bucket/a',
};
const tags = Array.from({ length: 10 }, (_, at) => `${at}${'k'.repeat(127)}=${'v'.repeat(256)}`).join('&');

test.each<[string, Json]>([
  ['a key of any length', sending('s01', { key: huge })],
  ['a bucket of any length', sending('s01', { bucketName: huge })],
  ['a key of control characters', sending('s11', { ...copy, key: control })],
  ['a copy between such keys', sending('s11', { ...copy, key: control, 'x-amz-copy-source': `b/${control}` })],
  ['the longest tags', sending('s11', { ...copy, 'x-amz-tagging': tags })],
  [
    'everything at once',
    sending(
      's11',
      { ...copy, key: control, 'x-amz-tagging': tags, prefix: huge, versionId: huge },
      { userAgent: huge, errorMessage: huge },
    ),
  ],
  ['a text of any length', changed('s01', { errorMessage: huge })],
  ['a caller of any length', changed('s01', { userIdentity: { arn: `arn:aws:iam::111122223333:user/${huge}` } })],
  ['ids of any length', changed('s01', { eventID: huge, sharedEventID: huge, requestID: huge })],
  ['a Region of any length', changed('s01', { awsRegion: huge })],
  ['an operation of any length', changed('s01', { eventName: huge })],
  [
    'any number of tags',
    sending('s13', { 'x-amz-tagging': Array.from({ length: 9_000 }, (_, at) => `k${at}=v`).join('&') }),
  ],
  [
    'an encryption context of many pairs',
    changed('s05b', {
      requestParameters: {
        encryptionContext: {
          'aws:s3:arn': 'arn:aws:s3:::b/k',
          ...Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`k${at}`, 'v'])),
        },
      },
    }),
  ],
  [
    'an encryption context of long names',
    changed('s05b', { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::b/k', [huge]: huge } } }),
  ],
])('%s stays within 32 KB, and says what was cut', (_, record) => {
  const request = denied(record);
  expect(bytesOf(request)).toBeLessThanOrEqual(maxRequestBytes);
  expect(request.authorizations.length).toBeGreaterThan(0);
});

test('a name that is not whole is no name, and its resource is not told', () => {
  const request = denied(sending('s01', { key: huge }, { resources: [], errorMessage: 'Access Denied' }));
  expect(request.key).toBeUndefined();
  expect(request.authorizations[0]!.resource).toEqual({ is: 'not-told', why: 'cut' });
  expect(request.cut).toEqual(expect.arrayContaining(['key', 'resource']));
});

test('a value of the context that is not whole cannot be known', () => {
  const { cut, authorizations } = denied(changed('s01', { userAgent: huge }));
  expect(cut).toEqual(expect.arrayContaining(['userAgent', 'context']));
  const { known, unknown } = authorizations[0]!.context;
  expect(known).not.toHaveProperty(['aws:UserAgent']);
  expect(unknown).toContainEqual({ key: 'aws:UserAgent', why: 'cut' });
});

test('the longest real names are kept whole', () => {
  const key = 'k'.repeat(1_024);
  const request = denied(sending('s01', { key }, { resources: [], errorMessage: 'Access Denied' }));
  expect(request).toMatchObject({ key });
  expect(request.cut).toBeUndefined();
});

test('no sample comes near the bound', () => {
  expect(bytesOf(denied(sample('s11')))).toBeLessThan(maxRequestBytes / 2);
});

test('whatever is sent, it stays within 32 KB', () => {
  const long = fc.string({ unit: 'binary', maxLength: 9_000, size: 'max' });
  fc.assert(
    fc.property(long, long, long, (key, source, message) => {
      const record = sending(
        's11',
        { ...copy, key, 'x-amz-copy-source': source, 'x-amz-tagging': message },
        { errorMessage: message },
      );
      expect(bytesOf(denied(record))).toBeLessThanOrEqual(maxRequestBytes);
    }),
    { numRuns: 60 },
  );
});
