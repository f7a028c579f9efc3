/** Where the denials of a bucket are recorded, and which objects hold those of a window. */

/** Milliseconds since 1970. */
export interface Window {
  readonly since: number;
  readonly until: number;
}

/** A trail that keeps the requests for the bucket's objects. */
export interface TrailSource {
  readonly is: 'trail';
  readonly name: string;
  /** The trail's own bucket. */
  readonly bucket: string;
  /** With a slash at its end: `AWSLogs/111122223333/CloudTrail/eu-central-1/`. */
  readonly folder: string;
}

/** The bucket's server access log. */
export interface AccessLogSource {
  readonly is: 'access-log';
  readonly of: string;
  readonly account: string;
  readonly region: string;
  /** Where S3 writes it. */
  readonly bucket: string;
  readonly prefix: string;
  /** By date, below account, Region and bucket. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html */
  readonly isPartitioned: boolean;
}

export type LogSource = TrailSource | AccessLogSource;

/** Keys that begin so; the newest come first. */
export function prefixesOf(source: LogSource, window: Window): readonly string[] {
  if (source.is === 'trail') return days(window).map((day) => `${source.folder}${day.replaceAll('-', '/')}/`);
  const late = { since: window.since, until: window.until + deliveredWithin };
  if (source.isPartitioned) {
    const folder = `${source.prefix}${source.account}/${source.region}/${source.of}/`;
    return days(late).map((day) => `${folder}${day.replaceAll('-', '/')}/`);
  }
  const isShort = window.until - window.since <= 2 * day;
  return (isShort ? hours(late) : days(late)).map((part) => `${source.prefix}${part}`);
}

/** May the object hold what happened in the window? Its name has the minute in which it was delivered. */
export function mayHold(source: LogSource, key: string, { since }: Window): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (source.is === 'trail') {
    const at = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/.exec(name);
    // Digests and what others put there have other names.
    if (at === null) return false;
    const [, year, month, date, hour, minute] = at;
    return Date.parse(`${year}-${month}-${date}T${hour}:${minute}:59Z`) >= since;
  }
  // Logs that are partitioned by the time of their events have no hour in the name.
  const at = source.isPartitioned ? null : /(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)-[0-9A-F]+$/.exec(name);
  if (at === null) return source.isPartitioned;
  const [, date, hour, minute, second] = at;
  return Date.parse(`${date}T${hour}:${minute}:${second}Z`) >= since;
}

/** What is older need not be listed: names begin with the time, those of a trail behind its account and Region. */
export function firstKey(source: LogSource, prefix: string, { since }: Window): string | undefined {
  const at = new Date(since).toISOString();
  if (source.is === 'access-log')
    return source.isPartitioned ? undefined : `${source.prefix}${at.slice(0, 19).replace(/[T:]/g, '-')}`;
  const [account = '', region = ''] = /(\d{12})\/CloudTrail\/([^/]+)\/$/.exec(source.folder)?.slice(1) ?? [];
  return `${prefix}${account}_CloudTrail_${region}_${at.slice(0, 16).replace(/[-:]/g, '')}`;
}

/** Most lines are delivered within a few hours: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html#LogDeliveryBestEffort */
const deliveredWithin = 3 * 3_600_000;
const hour = 3_600_000;
const day = 24 * hour;

/** `2026-11-24` */
const days = (window: Window): readonly string[] => steps(window, day, 10);
/** `2026-11-24-08` */
const hours = (window: Window): readonly string[] => steps(window, hour, 13).map((part) => part.replace('T', '-'));

function steps({ since, until }: Window, step: number, length: number): readonly string[] {
  const first = Math.floor(since / step);
  const last = Math.floor(until / step);
  return Array.from({ length: last - first + 1 }, (_, back) =>
    new Date((last - back) * step).toISOString().slice(0, length),
  );
}

/** `s3://bucket/prefix` */
export const placeOf = (source: LogSource): string =>
  `s3://${source.bucket}/${source.is === 'trail' ? source.folder : source.prefix}`;
