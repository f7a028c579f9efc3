/** Undoes the default encryption of a bucket: what uploads must meet, and whether KMS is asked for them. */
import { bucketEncryption } from '../../../evidence/readers/bucket-encryption';
import { at, textAt } from '../../../evidence/readers/shared/events';
import { defined } from '../../../defined';
import type { BucketEncryption } from '../../../evidence/values';
import type { BoundRequest } from '../../../request/types';
import { notRecorded, theOne } from './one-thing';
import type { Reverse, Revert } from './types';

type Default = Pick<BucketEncryption, 'algorithm' | 'keyId' | 'bucketKeyEnabled'>;

export const encryptionOfBucket: Reverse = (change) =>
  theOne(
    change,
    ({ of: [bucket = ''], before, after }) => {
      const [was, set] = [defaultIn(before), defaultIn(after)];
      if (was === undefined) return notRecorded(change, 'before');
      if (set === undefined) return notRecorded(change, 'after');
      const revert: Revert = (reading, target, mode) => {
        if (target !== bucket || reading.status !== 'found') return reading;
        const now = reading.value as BucketEncryption;
        // Another call has set it since.
        if (!isSame(now, set)) return mode === 'rewind' ? undefined : reading;
        return { ...reading, value: { blockedEncryptionTypes: now.blockedEncryptionTypes, ...was } };
      };
      return {
        readings: [[bucketEncryption, revert]],
        request: (request) => (request.bucket === bucket ? withDefault(request, was, set) : request),
      };
    },
    'both',
  );

/** Without one of its own a bucket encrypts with S3's keys. https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
const byS3: Default = { algorithm: 'AES256', bucketKeyEnabled: false };

/** As a record shows it. `undefined`: as no record is known to. */
function defaultIn(value: unknown): Default | undefined {
  if (value === null) return byS3;
  const [rule] = [at(value, 'Rule') ?? at(value, 'Rules')].flat();
  if (setsMore(rule)) return undefined;
  const algorithm = textAt(rule, 'ApplyServerSideEncryptionByDefault', 'SSEAlgorithm');
  if (algorithm === undefined) return undefined;
  const keyId = textAt(rule, 'ApplyServerSideEncryptionByDefault', 'KMSMasterKeyID');
  const bucketKeyEnabled = String(at(rule, 'BucketKeyEnabled')) === 'true';
  return { algorithm, bucketKeyEnabled, ...defined({ keyId }) };
}

/**
 * The same call blocks kinds of encryption, and in which form CloudTrail records that is not documented.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html
 */
const setsMore = (rule: unknown): boolean =>
  typeof rule === 'object' &&
  rule !== null &&
  Object.keys(rule).some((name) => name !== 'ApplyServerSideEncryptionByDefault' && name !== 'BucketKeyEnabled');

const isSame = (one: Default, other: Default): boolean =>
  one.algorithm === other.algorithm && one.keyId === other.keyId && one.bucketKeyEnabled === other.bucketKeyEnabled;

const asksKms = ({ algorithm }: Default): boolean => algorithm.startsWith('aws:kms');

/** `undefined`: it would ask another key, of which nothing was read, or it is not known which key it asks. */
function withDefault(request: BoundRequest, was: Default, set: Default): BoundRequest | undefined {
  const { operation, parameters, headersNotRecorded, authorizations } = request;
  const isAssumed = authorizations.some(({ assumptions }) =>
    assumptions.some(({ code }) => code === 'object-key-from-bucket-default'),
  );
  if (isAssumed) return undefined;
  // What is there already keeps its key, and an upload keeps the one that it began with.
  if (operation !== 'PutObject' && operation !== 'CreateMultipartUpload') return request;
  if (headersNotRecorded === true) return undefined;
  if (Object.keys(parameters).some((header) => header.startsWith('x-amz-server-side-encryption'))) return request;
  if (asksKms(was)) return isSame(was, set) ? request : undefined;
  const others = authorizations.filter(({ action }) => !action.startsWith('kms:'));
  return others.length === 0 ? undefined : { ...request, authorizations: others };
}
