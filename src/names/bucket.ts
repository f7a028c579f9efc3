/** ARNs of buckets and objects. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
import { defined } from '../defined';

/** The bucket in its own ARN or that of an object, directory buckets included; a pattern of names is returned as it is. */
export const bucketInArn = (arn: string | undefined): string | undefined =>
  /^arn:[^:]+:s3:::([^/]+)/.exec(arn ?? '')?.[1] ??
  /^arn:[^:]+:s3express:[^:]*:\d*:bucket\/([^/]+)/.exec(arn ?? '')?.[1];

/** The key in an object's ARN. */
export const keyInArn = (arn: string | undefined): string | undefined =>
  /^arn:[^:]+:s3:::[^/]+\/(.+)$/s.exec(arn ?? '')?.[1];

/** `arn:aws:s3:::bucket/key`: the bucket and the key, if it has one. */
export function objectInArn(arn: string): { readonly bucket: string; readonly key?: string } | undefined {
  const bucket = bucketInArn(arn);
  return bucket === undefined ? undefined : { bucket, ...defined({ key: keyInArn(arn) }) };
}

/** The bucket in the name of a host: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
export const bucketOfHost = (host = ''): string | undefined =>
  /\.accesspoint\.s3-global\./.test(host) ? undefined : virtualHost.exec(host)?.groups?.['bucket'];

const virtualHost =
  /^(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.(?:s3(?:-fips|-accelerate|-website)?(?:\.dualstack)?(?:[.-][a-z0-9-]+)?|s3express-[a-z0-9-]+\.[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/** `my-bucket--usw2-az1--x-s3`. https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html */
export const isDirectoryBucketName = (bucket: string | undefined): boolean => bucket?.endsWith('--x-s3') === true;
