/**
 * Access points by their ARNs, hosts and aliases.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html
 */
import { defined } from '../defined';
import type { Partition } from './partition';

export type AccessPointKind = 'access-point' | 'multi-region' | 'object-lambda';

export interface AccessPointName {
  readonly kind: AccessPointKind;
  /** Without an object behind it. */
  readonly arn: string;
  readonly service: 's3' | 's3express' | 's3-object-lambda';
  /** `''` of Multi-Region Access Points. */
  readonly region: string;
  readonly accountId: string;
  /** Multi-Region Access Points are named by their alias. */
  readonly name: string;
  /** Where the ARN is that of an object: its key. */
  readonly key?: string;
}

/** The access point in its own ARN, or in that of an object behind it. */
export function accessPointIn(arn: string | undefined): AccessPointName | undefined {
  // Most ARNs are those of buckets, and need no closer look.
  const parts = arn?.includes(':accesspoint/') === true ? pattern.exec(arn)?.groups : undefined;
  if (parts === undefined) return undefined;
  const { whole = '', service = '', region = '', accountId = '', name = '', key } = parts;
  const kind = service === 's3-object-lambda' ? 'object-lambda' : region === '' ? 'multi-region' : 'access-point';
  return {
    kind,
    arn: whole,
    service: service as AccessPointName['service'],
    region,
    accountId,
    name,
    ...defined({ key }),
  };
}

const pattern =
  /^(?<whole>arn:[^:]+:(?<service>s3|s3-object-lambda|s3express):(?<region>[^:]*):(?<accountId>\d{12}):accesspoint\/(?<name>[^/]+))(?:\/object\/(?<key>.+))?/s;

/** The ARN of the access point that a host stands for. A Multi-Region Access Point's does not name the account. */
export function accessPointOfHost(host: string | undefined, partition: Partition): string | undefined {
  const { name, account, kind, region } = regionalHost.exec(host ?? '')?.groups ?? {};
  if (name === undefined) return undefined;
  const service = kind === 'object-lambda' ? 's3-object-lambda' : 's3';
  return `arn:${partition}:${service}:${region}:${account}:accesspoint/${name}`;
}

const regionalHost =
  /^(?<name>[a-z0-9-]+)-(?<account>\d{12})\.s3-(?<kind>accesspoint|object-lambda)(?:-fips)?(?:\.dualstack)?\.(?<region>[a-z0-9-]+)\./;

/** The alias of the Multi-Region Access Point that a host stands for. */
export const multiRegionAliasOfHost = (host: string | undefined): string | undefined =>
  /^([a-z0-9]+\.mrap)\.accesspoint\.s3-global\./.exec(host ?? '')?.[1];

/** Aliases stand where a bucket's name would. */
export const isAccessPointAlias = (name: string): boolean => /-(s3alias|-ol-s3)$|--xa-s3$|\.mrap$/.test(name);

/** The Region in which Multi-Region Access Points are managed: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html */
export const multiRegionControl = 'us-west-2';
