/** What was asked for: bucket, object, access point, and whose they are, from all places of a record that tell it. */
import { defined } from '../../defined';
import { child, children, field, filledText, text, type Fields } from './fields';
import type { Partition } from '../../names/partition';

export interface Thing {
  readonly bucket?: string;
  readonly key?: string;
  readonly versionId?: string;
  /** ARN, also of Multi-Region and Object Lambda access points. */
  readonly accessPoint?: string;
  readonly ownerAccountId?: string;
  /** ARN of a directory bucket (S3 Express). */
  readonly directoryBucket?: string;
}

export function thingOf(record: Fields, partition: Partition): Thing {
  const sent = child(record, 'requestParameters');
  const listed = children(record, 'resources');
  const named = filledText(sent, 'bucketName');
  const accessPoint =
    arnOfType(listed, 'AccessPoint') ?? accessPointIn(named) ?? accessPointAt(filledText(sent, 'Host'), partition);
  const bucketArn = arnOfType(listed, 'AWS::S3::Bucket') ?? arnOfType(listed, 'AWS::S3Express::Bucket');
  const objectArn = arnOfType(listed, 'AWS::S3::Object');
  const bucket = plainBucket(named) ?? bucketIn(bucketArn) ?? bucketIn(objectArn);
  const key = filledText(sent, 'key') ?? keyIn(objectArn);
  const versionId = filledText(sent, 'versionId');
  const ownerAccountId = ownerIn(listed, bucket);
  const directoryBucket = bucketArn?.includes(':s3express:') === true ? bucketArn : undefined;
  return {
    ...defined({ bucket, key, versionId, accessPoint, ownerAccountId, directoryBucket }),
  };
}

/** `arn:aws:s3:::bucket/key`: the bucket and the key, if it has one. */
export function objectIn(arn: string): { readonly bucket: string; readonly key?: string } | undefined {
  const bucket = bucketIn(arn);
  const key = keyIn(arn);
  return bucket === undefined ? undefined : { bucket, ...defined({ key }) };
}

/** The account in an ARN, if it names one. */
export function accountInArn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1];
}

function arnOfType(listed: readonly Fields[], type: string): string | undefined {
  const fits = listed.find((entry) =>
    (text(entry, 'type') ?? '').replace('Access Point', 'AccessPoint').endsWith(type),
  );
  return filledText(fits, 'ARN');
}

/** The entry of the bucket names its owner; an access point may be another account's, and so may the source of a copy. */
function ownerIn(listed: readonly Fields[], bucket: string | undefined): string | undefined {
  const ofBuckets = listed.filter((entry) => /^AWS::S3(Express)?::Bucket$/.test(text(entry, 'type') ?? ''));
  const ofBucket = ofBuckets.find((entry) => [undefined, bucket].includes(bucketIn(filledText(entry, 'ARN'))));
  const owner = filledText(ofBucket, 'accountId');
  return owner !== undefined && /^\d{12}$/.test(owner) ? owner : accountInArn(filledText(ofBucket, 'ARN'));
}

/** Whose each bucket is that the record lists by name: a copy has two. */
export function bucketOwners(record: Fields): ReadonlyMap<string, string> {
  const ofBuckets = children(record, 'resources').filter((entry) => text(entry, 'type') === 'AWS::S3::Bucket');
  return new Map(
    ofBuckets.flatMap((entry) => {
      const bucket = bucketIn(filledText(entry, 'ARN'));
      const owner = ownerIn([entry], bucket);
      return bucket === undefined || owner === undefined ? [] : [[bucket, owner] as const];
    }),
  );
}

const bucketIn = (arn: string | undefined): string | undefined =>
  /^arn:[^:]+:s3:::([^/]+)/.exec(arn ?? '')?.[1] ??
  /^arn:[^:]+:s3express:[^:]*:\d*:bucket\/([^/]+)/.exec(arn ?? '')?.[1];
const keyIn = (arn: string | undefined): string | undefined => /^arn:[^:]+:s3:::[^/]+\/(.+)$/s.exec(arn ?? '')?.[1];

/** The bucket's name as sent may be an access point's ARN or alias, which names no bucket. */
function plainBucket(named: string | undefined): string | undefined {
  if (named === undefined || named.startsWith('arn:') || /-(s3alias|-ol-s3)$|--xa-s3$|\.mrap$/.test(named))
    return undefined;
  return named;
}

const accessPointIn = (named: string | undefined): string | undefined =>
  /^arn:[^:]+:(?:s3|s3-object-lambda|s3express):[^:]*:\d{12}:accesspoint\/[^/]+/.exec(named ?? '')?.[0];

/** Hosts of access points tell their ARN. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html */
function accessPointAt(host: string | undefined, partition: Partition): string | undefined {
  const regional =
    /^(?<name>[a-z0-9-]+)-(?<account>\d{12})\.s3-(?<kind>accesspoint|object-lambda)(?:-fips)?(?:\.dualstack)?\.(?<region>[a-z0-9-]+)\./;
  const { name, account, kind, region } = regional.exec(host ?? '')?.groups ?? {};
  if (name === undefined) return undefined;
  const service = kind === 'object-lambda' ? 's3-object-lambda' : 's3';
  return `arn:${partition}:${service}:${region}:${account}:accesspoint/${name}`;
}

/** A Multi-Region Access Point's host names its alias but not its account. */
export function multiRegionAlias(record: Fields): string | undefined {
  const host = text(child(record, 'requestParameters'), 'Host') ?? '';
  return /^([a-z0-9]+\.mrap)\.accesspoint\.s3-global\./.exec(host)?.[1];
}

/** The ARNs of a KMS record's key, or what the request called it. */
export function keyOfRecord(record: Fields): { readonly arn?: string; readonly named?: string } {
  const listed = children(record, 'resources');
  const arn = arnOfType(listed, 'AWS::KMS::Key') ?? filledText(listed[0], 'ARN');
  if (arn !== undefined && isKeyArn(arn)) return { arn };
  const named = filledText(child(record, 'requestParameters'), 'keyId');
  if (named === undefined) return {};
  return isKeyArn(named) ? { arn: named } : { named };
}

export const isKeyArn = (name: string): boolean => /^arn:[^:]+:kms:[^:]+:\d{12}:key\/\S+$/.test(name);

/** `aws:s3:arn` of the encryption context; S3 puts it there, and so may anybody who calls KMS. */
export function encryptionContextOf(record: Fields): Readonly<Record<string, string>> {
  const pairs = field(child(record, 'requestParameters'), 'encryptionContext');
  if (typeof pairs !== 'object' || pairs === null) return {};
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
