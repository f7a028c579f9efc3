/** What S3 asks a KMS key with that the record or AWS's text names. */
import type { BoundAuthorization, Encrypted } from '../../../request/types';
import { isOpen } from '../bind';
import { bucketKeyHeader, contextOf, type EncryptionContext } from './encryption-context';
import { encryptionOf, keyOf } from './key';
import type { Resolution } from '../resolution';

/** What S3 says to KMS, where the key itself is known. `undefined`: nothing shows it. */
export async function encryptionContextOf(
  read: Resolution,
  authorization: BoundAuthorization,
  { arn, encrypts }: { readonly arn: string; readonly encrypts?: Encrypted },
): Promise<EncryptionContext | undefined> {
  if (encrypts === undefined || !isOpen(authorization.context, 'kms:EncryptionContext:')) return undefined;
  // That nothing more is found is nothing that is lacked: the key is known.
  const aside: Resolution = { ...read, unknowns: [] };
  if (encrypts.is === 'default-key-of-bucket') return contextOfNewObject(aside, authorization, encrypts.bucket);
  const key = await keyOf(aside, authorization, encrypts);
  return key.is === 'key' && key.arn === arn && key.certain ? key.encryptionContext : undefined;
}

async function contextOfNewObject(
  read: Resolution,
  authorization: BoundAuthorization,
  bucket: string,
): Promise<EncryptionContext | undefined> {
  const { parameters, partition, key } = read.request;
  const arn = `arn:${partition}:s3:::${bucket}`;
  const header = parameters[bucketKeyHeader];
  if (header !== undefined) return contextOf(arn, key, header === 'true');
  const encryption = await encryptionOf(read, authorization, bucket);
  if (encryption.status === 'unreadable') return undefined;
  return contextOf(arn, key, encryption.status === 'found' && encryption.value.bucketKeyEnabled);
}
