/** `x-amz-copy-source`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
import { accessPointIn } from '../../names/access-point';
import type { Partition } from '../../names/partition';

export interface CopySource {
  /** The object, in the form in which it was named (bucket or access point). */
  readonly arn: string;
  readonly bucket?: string;
  readonly key: string;
  readonly versionId?: string;
}

export function copySource(header: string | undefined, partition: Partition): CopySource | undefined {
  const [, path = '', version] = /^\/?(.*?)(?:\?versionId=([^?]*))?$/s.exec(header ?? '') ?? [];
  const decoded = decode(path);
  const versionId = version === undefined || version === '' ? {} : { versionId: version };
  const throughPoint = accessPointIn(decoded)?.key;
  if (throughPoint !== undefined) return { arn: decoded, key: throughPoint, ...versionId };
  const [, bucket, key] = /^([^/]+)\/(.+)$/s.exec(decoded) ?? [];
  if (bucket === undefined || key === undefined) return undefined;
  return { arn: `arn:${partition}:s3:::${bucket}/${key}`, bucket, key, ...versionId };
}

/** The header is URL-encoded; a `%` that is none shows that this one is not. */
function decode(path: string): string {
  if (/%(?![0-9a-f]{2})/i.test(path)) return path;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path; // `%` of another encoding than UTF-8
    throw error;
  }
}
