/** What S3 tells KMS about the object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context */
import type { Context } from '../../engine/types';
import { bindFamily, bindKey } from './bind';

export interface EncryptionContext {
  readonly pairs: Readonly<Record<string, string>>;
  /** `false`: whoever wrote the object may have given more pairs. */
  readonly complete: boolean;
}

/** With a Bucket Key the context names the bucket, else the object. */
export const contextOf = (
  bucketArn: string,
  key: string | undefined,
  bucketKey: boolean,
): EncryptionContext | undefined => {
  if (!bucketKey && key === undefined) return undefined;
  return { pairs: { 'aws:s3:arn': bucketKey ? bucketArn : `${bucketArn}/${key}` }, complete: false };
};

export function bindEncryptionContext(context: Context, known: EncryptionContext | undefined): Context {
  if (known === undefined) return context;
  const { pairs } = known;
  const told = context.known['kms:EncryptionContextKeys'];
  const complete = known.complete || (told !== undefined && [told].flat().every((name) => name in pairs));
  if (complete) {
    return bindKey(
      bindFamily(context, 'kms:EncryptionContext:', pairs),
      'kms:EncryptionContextKeys',
      Object.keys(pairs),
    );
  }
  return Object.entries(pairs).reduce(
    (so, [name, value]) => bindKey(so, `kms:EncryptionContext:${name}`, value),
    context,
  );
}
