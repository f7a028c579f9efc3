/** Objects that hold logs, read with the caller's own credentials; they are no evidence and stand in no recording. */
import * as s3 from '@aws-sdk/client-s3';

let client: s3.S3Client | undefined;
const s3Here = (): s3.S3Client => (client ??= new s3.S3Client({ followRegionRedirects: true }));

/** Keys in order, without what only stands for a folder. */
export async function* listObjects(bucket: string, prefix: string): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const page: s3.ListObjectsV2CommandOutput = await s3Here().send(
      new s3.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key: key, Size: size } of page.Contents ?? []) if (key !== undefined && size !== 0) yield key;
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

export async function* openObject(bucket: string, key: string): AsyncGenerator<Uint8Array> {
  const { Body } = await s3Here().send(new s3.GetObjectCommand({ Bucket: bucket, Key: key }));
  if (Body === undefined) throw new Error(`GetObject answered without a body for \`${key}\``);
  yield* Body as unknown as AsyncIterable<Uint8Array>;
}
