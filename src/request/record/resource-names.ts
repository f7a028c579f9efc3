/** What was asked for: bucket, object, access point, and whose they are, from all places of a record that show it. */
import { defined } from '../../defined';
import { child, children, field, filledText, text, type RecordFields } from './fields';
import { accessPointIn, accessPointOfHost, isAccessPointAlias, multiRegionAliasOfHost } from '../../names/access-point';
import { accountInArn } from '../../names/arn';
import { bucketInArn, bucketOfHost, keyInArn } from '../../names/bucket';
import { isKeyArn } from '../../names/kms-key';
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
  /** The ARN by which the request names what it is about. */
  readonly named?: string;
}

export function thingOf(record: RecordFields, partition: Partition): Thing {
  const sent = child(record, 'requestParameters');
  const listed = children(record, 'resources');
  const named = filledText(sent, 'bucketName');
  const asked = arnSent(sent);
  const accessPoint =
    arnOfType(listed, 'AccessPoint') ??
    accessPointIn(named)?.arn ??
    accessPointIn(asked)?.arn ??
    accessPointOfHost(filledText(sent, 'Host'), partition);
  const bucketArn = arnOfType(listed, 'AWS::S3::Bucket') ?? arnOfType(listed, 'AWS::S3Express::Bucket');
  const objectArn = arnOfType(listed, 'AWS::S3::Object');
  const bucket =
    plainBucket(named) ??
    bucketInArn(asked) ??
    bucketInArn(bucketArn) ??
    bucketInArn(objectArn) ??
    bucketInArn(arnPrefixIn(listed)) ??
    plainBucket(bucketOfHost(filledText(sent, 'Host')));
  const key = filledText(sent, 'key') ?? keyInArn(objectArn);
  const versionId = filledText(sent, 'versionId');
  const ownerAccountId = ownerIn(listed, bucket);
  const directoryBucket = [bucketArn, asked].find((arn) => arn?.includes(':s3express:') === true);
  return {
    ...defined({ bucket, key, versionId, accessPoint, ownerAccountId, directoryBucket, named: asked }),
  };
}

/** Calls about tags, and those of S3 Control, name what they are about by its ARN. */
function arnSent(sent: RecordFields | undefined): string | undefined {
  const arns = ['resourceArn', 'bucketArn', 'accessPointArn'].map((name) => filledText(sent, name));
  return arns.find((arn) => arn?.startsWith('arn:') === true);
}

/** A listing names the bucket with a slash behind it: `ARNPrefix`. */
const arnPrefixIn = (listed: readonly RecordFields[]): string | undefined =>
  listed.map((entry) => filledText(entry, 'ARNPrefix')).find((arn) => arn !== undefined);

function arnOfType(listed: readonly RecordFields[], type: string): string | undefined {
  const fits = listed.find((entry) =>
    (text(entry, 'type') ?? '').replace('Access Point', 'AccessPoint').endsWith(type),
  );
  return filledText(fits, 'ARN');
}

/** The entry of the bucket names its owner; an access point may be another account's, and so may the source of a copy. */
function ownerIn(listed: readonly RecordFields[], bucket: string | undefined): string | undefined {
  const ofBuckets = listed.filter((entry) => /^AWS::S3(Express)?::Bucket$/.test(text(entry, 'type') ?? ''));
  const ofBucket = ofBuckets.find((entry) => [undefined, bucket].includes(bucketInArn(filledText(entry, 'ARN'))));
  const owner = filledText(ofBucket, 'accountId');
  return owner !== undefined && /^\d{12}$/.test(owner) ? owner : accountInArn(filledText(ofBucket, 'ARN'));
}

/** Whose each bucket is that the record lists by name: a copy has two. */
export function bucketOwners(record: RecordFields): ReadonlyMap<string, string> {
  const ofBuckets = children(record, 'resources').filter((entry) => text(entry, 'type') === 'AWS::S3::Bucket');
  return new Map(
    ofBuckets.flatMap((entry) => {
      const bucket = bucketInArn(filledText(entry, 'ARN'));
      const owner = ownerIn([entry], bucket);
      return bucket === undefined || owner === undefined ? [] : [[bucket, owner] as const];
    }),
  );
}

/** The bucket's name as sent may be an access point's ARN or alias, which names no bucket. */
function plainBucket(named: string | undefined): string | undefined {
  return named === undefined || named.startsWith('arn:') || isAccessPointAlias(named) ? undefined : named;
}

/** A Multi-Region Access Point's host names its alias but not its account. */
export function multiRegionAlias(record: RecordFields): string | undefined {
  return multiRegionAliasOfHost(text(child(record, 'requestParameters'), 'Host'));
}

/** The ARNs of a KMS record's key, or what the request called it. */
export function keyOfRecord(record: RecordFields): { readonly arn?: string; readonly named?: string } {
  const listed = children(record, 'resources');
  const arn = arnOfType(listed, 'AWS::KMS::Key') ?? filledText(listed[0], 'ARN');
  if (arn !== undefined && isKeyArn(arn)) return { arn };
  const named = filledText(child(record, 'requestParameters'), 'keyId');
  if (named === undefined) return {};
  return isKeyArn(named) ? { arn: named } : { named };
}

/** `aws:s3:arn` of the encryption context; S3 puts it there, and so may anybody who calls KMS. */
export function encryptionContextOf(record: RecordFields): Readonly<Record<string, string>> {
  const pairs = field(child(record, 'requestParameters'), 'encryptionContext');
  if (typeof pairs !== 'object' || pairs === null) return {};
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
