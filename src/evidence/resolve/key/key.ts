/** Which KMS key an authorization is about, when the record does not name it. */
import { bucketInArn } from '../../../names/bucket';
import { isKeyArn } from '../../../names/kms-key';
import { bucketEncryption } from '../../readers/bucket-encryption';
import { bucketVersioning } from '../../readers/bucket-versioning';
import { keyDescription } from '../../readers/key-description';
import { objectEncryptionKey } from '../../readers/object-encryption-key';
import { objectExistence } from '../../readers/object-existence';
import { objectKeyHistory } from '../../readers/object-key-history';
import { objectHead } from '../../readers/object-head';
import { bucketKeyHeader, contextOf, type EncryptionContext } from './encryption-context';
import { keyOfEarlierUse } from './earlier-use';
import type { Reading } from '../../define';
import type { BucketEncryption, ObjectHead, ObjectKey } from '../../values';
import { isOfAnotherAccount, refusalOf } from '../resource/refused-object';
import { readFor, unknownOf, valueOf, type Resolution } from '../resolution';
import { accountOf } from '../../../names/principal';
import type { BoundAuthorization, ResourceReference } from '../../../request/types';
import type { Assumption, RequestUnknown, UnknownReason } from '../../../request/unknowns';

export const keyReads = [
  objectHead,
  objectExistence,
  objectEncryptionKey,
  objectKeyHistory,
  bucketVersioning,
  bucketEncryption,
  keyDescription,
] as const;

/** `none`: nothing is encrypted with KMS, so nothing is asked of it. */
export type KnownKey =
  | {
      readonly is: 'key';
      readonly arn: string;
      readonly certain: boolean;
      readonly assumption?: Assumption;
      readonly encryptionContext?: EncryptionContext;
    }
  | { readonly is: 'none' }
  | { readonly is: 'unknown' };

export async function keyOf(
  read: Resolution,
  authorization: BoundAuthorization,
  reference: ResourceReference,
): Promise<KnownKey> {
  switch (reference.is) {
    case 'key-of-object':
      return keyOfObject(read, authorization, reference);
    case 'default-key-of-bucket':
      return keyOfNewObject(read, authorization, reference.bucket);
    case 'key-named-by-request':
      return keyNamed(read, authorization, reference.keyId, accountOf(read.request.principal));
    case 'not-told':
      return unknown(read, authorization, reference.why);
  }
}

/** By the object itself, else by a record of KMS; the bucket's default is the key of new objects only. */
async function keyOfObject(
  read: Resolution,
  authorization: BoundAuthorization,
  { bucket, key, versionId }: { readonly bucket: string; readonly key: string; readonly versionId?: string },
): Promise<KnownKey> {
  const bucketArn = `arn:${read.request.partition}:s3:::${bucket}`;
  const owner = ownerOf(read, bucket);
  const object: BoundAuthorization = {
    ...authorization,
    ...owner,
    action: 's3:GetObject',
    resource: `${bucketArn}/${key}`,
    purpose: 'main',
  };
  const request = versionId === undefined ? read.request : { ...read.request, versionId };
  const ofObject: Resolution = { ...read, request: { ...request, ...owner } };
  const [head, existence] = await Promise.all([
    readFor(ofObject, objectHead, object, { silent: true }),
    readFor(ofObject, objectExistence, object, { silent: true }),
  ]);
  const ofHead = keyInHead(head, bucketArn, key);
  const writtenAt = writtenSince(ofObject, valueOf(head) ?? valueOf(existence));
  if (ofHead !== undefined && writtenAt === undefined) return ofHead;
  // For what is not there no key is asked.
  if (existence.status === 'absent') return { is: 'none' };
  const recorded = valueOf(await readFor(ofObject, objectEncryptionKey, object, { silent: true }));
  if (recorded !== undefined) return keyInRecord(recorded);
  if (writtenAt !== undefined)
    return ofHead?.is === 'key'
      ? { ...ofHead, certain: false, assumption: laterKey({ bucket, key: ofHead.arn, writtenAt }) }
      : unknown(read, authorization, 'object-written-since', { bucket });
  const earlier = await keyOfEarlierUse(ofObject, object, existence);
  if (earlier !== undefined) return keyInRecord(earlier);
  const target = objectHead.target(object, ofObject.request);
  // It was asked, and an answer would have settled it.
  if (head.status === 'unreadable' && target !== undefined && head.why !== 'not-asked')
    read.unknowns.push(unknownOf(objectHead.id, target, await refusalOf(ofObject, object, head)));
  const { key: byDefault } = await keyByDefault(read, authorization, bucket);
  const foreign = (await isOfAnotherAccount(ofObject, object)) && ({ why: 'object-of-another-account' } as const);
  // Whatever new objects are encrypted with, this one may be older, or was written with a header of its own.
  if (byDefault.is !== 'key')
    return unknown(read, authorization, foreign ? foreign.why : 'key-of-object-not-found', { bucket });
  const facts = { bucket, key: byDefault.arn, ...foreign };
  const assumption: Assumption = { code: 'object-key-from-bucket-default', facts };
  return { ...byDefault, certain: false, assumption };
}

const laterKey = (facts: Extract<Assumption, { code: 'object-key-of-later-object' }>['facts']): Assumption => ({
  code: 'object-key-of-later-object',
  facts,
});

/** When the object was written, if not before the denial: another may have been there. A version stays what it is. */
function writtenSince(
  { request: { time, versionId } }: Resolution,
  { lastModified }: { readonly lastModified?: string } = {},
): string | undefined {
  return versionId === undefined && lastModified !== undefined && Date.parse(lastModified) >= Date.parse(time)
    ? lastModified
    : undefined;
}

const keyInRecord = ({ keyArn, encryptionContext }: ObjectKey): KnownKey => ({
  is: 'key',
  arn: keyArn,
  certain: true,
  encryptionContext: { pairs: encryptionContext, complete: true },
});

/** `undefined`: S3 did not answer, or did not name the key. */
function keyInHead(head: Reading<ObjectHead>, bucketArn: string, object: string): KnownKey | undefined {
  if (head.status === 'absent') return { is: 'none' };
  if (head.status === 'unreadable') return undefined;
  const { algorithm, keyId, bucketKeyEnabled } = head.value;
  if (algorithm?.startsWith('aws:kms') !== true) return { is: 'none' };
  const encryptionContext = contextOf(bucketArn, object, bucketKeyEnabled);
  return keyId === undefined
    ? undefined
    : { is: 'key', arn: keyId, certain: true, ...(encryptionContext && { encryptionContext }) };
}

async function keyOfNewObject(read: Resolution, authorization: BoundAuthorization, bucket: string): Promise<KnownKey> {
  const { key, encryption } = await keyByDefault(read, authorization, bucket);
  if (key.is !== 'key' || encryption === undefined) return key;
  const { parameters, partition, key: object } = read.request;
  const header = parameters[bucketKeyHeader];
  const bucketKey = header === undefined ? encryption.bucketKeyEnabled : header === 'true';
  const encryptionContext = contextOf(`arn:${partition}:s3:::${bucket}`, object, bucketKey);
  return { ...key, ...(encryptionContext && { encryptionContext }) };
}

async function keyByDefault(
  read: Resolution,
  authorization: BoundAuthorization,
  bucket: string,
): Promise<{ readonly key: KnownKey; readonly encryption?: BucketEncryption }> {
  const encryption = await encryptionOf(read, authorization, bucket);
  if (encryption.status === 'unreadable') return { key: { is: 'unknown' } };
  if (encryption.status === 'absent' || !encryption.value.algorithm.startsWith('aws:kms'))
    return { key: { is: 'none' } };
  const key = await keyNamed(read, authorization, nameOf(encryption.value), accountOf(read.request.principal));
  return { key, encryption: encryption.value };
}

export function encryptionOf(
  read: Resolution,
  authorization: BoundAuthorization,
  bucket: string,
): Promise<Reading<BucketEncryption>> {
  const arn = `arn:${read.request.partition}:s3:::${bucket}`;
  const owner = ownerOf(read, bucket);
  const subject: BoundAuthorization = { ...authorization, ...owner, action: 's3:PutObject', resource: arn };
  const ofBucket: Resolution = { ...read, request: { ...read.request, ...owner } };
  return readFor(ofBucket, bucketEncryption, subject, { target: bucket });
}

/** Without a name it is the key that AWS manages for S3. */
const nameOf = ({ keyId }: BucketEncryption): string => keyId ?? 'alias/aws/s3';

/**
 * An id or alias belongs to the account of whoever asks, in the bucket's Region:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
async function keyNamed(
  read: Resolution,
  authorization: BoundAuthorization,
  name: string,
  account: string | undefined,
): Promise<KnownKey> {
  if (isKeyArn(name)) return { is: 'key', arn: name, certain: true };
  const { partition, bucketRegion, region } = read.request;
  const place = bucketRegion ?? region;
  if (!name.startsWith('arn:') && account === undefined)
    return unknown(read, authorization, 'account-of-key-unknown', { key: name });
  if (!name.startsWith('arn:') && place === '')
    return unknown(read, authorization, 'region-of-key-unknown', { key: name });
  const resource = name.startsWith('alias/') ? name : `key/${name}`;
  const arn = name.startsWith('arn:') ? name : `arn:${partition}:kms:${place}:${account ?? ''}:${resource}`;
  if (arn.includes(':key/')) return { is: 'key', arn, certain: true };
  // Only KMS knows which key an alias stands for.
  const described = await readFor(read, keyDescription, { ...authorization, action: 'kms:Decrypt' }, { target: arn });
  const key = valueOf(described);
  return key === undefined
    ? unknown(read, authorization, 'alias-not-resolved', { alias: arn })
    : { is: 'key', arn: key.arn, certain: true };
}

function unknown(
  read: Resolution,
  { action }: BoundAuthorization,
  why: UnknownReason,
  facts: Pick<Extract<RequestUnknown, { code: 'resource-unknown' }>['facts'], 'bucket' | 'key' | 'alias'> = {},
): KnownKey {
  read.unknowns.push({ code: 'resource-unknown', facts: { action, why, ...facts } });
  return { is: 'unknown' };
}

/** The owner of a copy's source may stand in another authorization. */
function ownerOf({ request }: Resolution, bucket: string): { readonly resourceAccountId: string | undefined } {
  const others = request.authorizations.filter(({ action, resource }) => {
    const path = bucketInArn(resource);
    return path === bucket && !action.startsWith('kms:');
  });
  const owner = others.find(({ resourceAccountId }) => resourceAccountId !== undefined)?.resourceAccountId;
  return { resourceAccountId: owner ?? (bucket === request.bucket ? request.resourceAccountId : undefined) };
}
