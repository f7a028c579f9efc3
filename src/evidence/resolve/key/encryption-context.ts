/** What S3 sends to KMS about the object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context */
import type { Binding } from '../bind';
import type { RequestContext } from '../../../request/types';

export interface EncryptionContext {
  readonly pairs: Readonly<Record<string, string>>;
  /** `false`: whoever wrote the object may have given more pairs. */
  readonly complete: boolean;
}

export const bucketKeyHeader = 'x-amz-server-side-encryption-bucket-key-enabled';

/** With a Bucket Key the context names the bucket, else the object. */
export const contextOf = (
  bucketArn: string,
  key: string | undefined,
  bucketKey: boolean,
): EncryptionContext | undefined => {
  if (!bucketKey && key === undefined) return undefined;
  return { pairs: { 'aws:s3:arn': bucketKey ? bucketArn : `${bucketArn}/${key}` }, complete: false };
};

/** `context`: what the record says of it. */
export function encryptionBindings(context: RequestContext, known: EncryptionContext | undefined): readonly Binding[] {
  if (known === undefined) return [];
  const { pairs } = known;
  const recorded = context.known['kms:EncryptionContextKeys'];
  if (known.complete || (recorded !== undefined && [recorded].flat().every((name) => name in pairs))) {
    return [
      { prefix: 'kms:EncryptionContext:', values: pairs },
      { key: 'kms:EncryptionContextKeys', value: Object.keys(pairs) },
    ];
  }
  return Object.entries(pairs).map(([name, value]) => ({ key: `kms:EncryptionContext:${name}`, value }));
}
