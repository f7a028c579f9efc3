/** The query for the denials of a bucket: what the table holds goes into `culprit investigate` as it comes out. */
import { errorCodes } from '../../../request/error-codes';
import { placeOf, type LogSource, type Window } from '../sources';
import { inPattern, inText } from './sql';
import { tableOf } from './table';

export interface Query {
  readonly bucket: string;
  readonly window: Window;
  /** Rows, the newest first. */
  readonly most: number;
}

export function denialsQuery(source: LogSource, { bucket, window, most }: Query): string {
  const [conditions, newestFirst] =
    source.is === 'trail' ? [inTrail(bucket, window), 'eventtime'] : [inAccessLog(source, bucket, window), requestTime];
  return `SELECT * FROM ${tableOf(source)}\nWHERE ${conditions.join('\n  AND ')}\nORDER BY ${newestFirst} DESC\nLIMIT ${most}`;
}

function inTrail(bucket: string, window: Window): readonly string[] {
  const arn = `arn:aws%:s3:::${inPattern(bucket)}`;
  const isOfBucket = ['', '/%'].map((end) => `resource.arn LIKE ${inText(`${arn}${end}`)} ESCAPE '\\'`).join(' OR ');
  return [
    ofDays(window),
    `eventtime BETWEEN ${inText(iso(window.since))} AND ${inText(iso(window.until))}`,
    `eventsource IN ('s3.amazonaws.com', 'kms.amazonaws.com')`,
    `(errorcode IN (${Object.keys(errorCodes).map(inText).join(', ')}) OR errorcode LIKE 'KMS.%')`,
    `(json_extract_scalar(requestparameters, '$.bucketName') = ${inText(bucket)}` +
      ` OR requestparameters LIKE ${inText(`%arn:aws%:s3:::${inPattern(bucket)}%`)} ESCAPE '\\'` +
      ` OR any_match(resources, resource -> ${isOfBucket}))`,
  ];
}

function inAccessLog(
  source: Extract<LogSource, { is: 'access-log' }>,
  bucket: string,
  window: Window,
): readonly string[] {
  const late = { ...window, until: window.until + day };
  const time = (at: number) => `from_iso8601_timestamp(${inText(iso(at))})`;
  return [
    // S3 names the objects by the time of their delivery.
    ...(source.isPartitioned
      ? [ofDays(late)]
      : [
          `"$path" >= ${inText(`${placeOf(source)}${iso(window.since).slice(0, 10)}`)}`,
          `"$path" LIKE ${inText(`${inPattern(placeOf(source))}%`)} ESCAPE '\\'`,
        ]),
    `bucket_name = ${inText(bucket)}`,
    `${requestTime} BETWEEN ${time(window.since)} AND ${time(window.until)}`,
    `httpstatus IN ('400', '401', '403', '405')`,
  ];
}

const requestTime = `parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z')`;
const day = 24 * 3_600_000;
const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
const ofDays = ({ since, until }: Window): string =>
  `day BETWEEN ${inText(iso(since).slice(0, 10).replaceAll('-', '/'))} AND ${inText(iso(until).slice(0, 10).replaceAll('-', '/'))}`;
