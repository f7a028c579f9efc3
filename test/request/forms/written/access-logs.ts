import type { Json } from '../../samples';
import { csv, json, textAt, type WrittenForm } from './row';

/** Each name of the documented table, with what the line of the record holds there. */
const columns: readonly (readonly [name: string, cell: (record: Json) => string])[] = [
  ['bucketowner', () => '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'],
  ['bucket_name', (record) => textAt(record, 'requestParameters.bucketName')],
  ['requestdatetime', (record) => dateOf(textAt(record, 'eventTime'))],
  ['remoteip', (record) => textAt(record, 'sourceIPAddress')],
  ['requester', (record) => textAt(record, 'userIdentity.arn')],
  ['requestid', (record) => textAt(record, 'requestID')],
  ['operation', () => 'REST.GET.OBJECT'],
  ['key', (record) => encoded(encoded(keyIn(record)))],
  ['request_uri', (record) => `GET /${encoded(keyIn(record))}?x-id=GetObject HTTP/1.1`],
  ['httpstatus', () => '403'],
  ['errorcode', (record) => textAt(record, 'errorCode')],
  ['bytessent', () => '243'],
  ['objectsize', () => '-'],
  ['totaltime', () => '12'],
  ['turnaroundtime', () => '-'],
  ['referrer', () => '-'],
  ['useragent', (record) => textAt(record, 'userAgent')],
  ['versionid', () => '-'],
  ['hostid', (record) => textAt(record, 'additionalEventData.x-amz-id-2')],
  ['sigv', (record) => textAt(record, 'additionalEventData.SignatureVersion')],
  ['ciphersuite', (record) => textAt(record, 'additionalEventData.CipherSuite')],
  ['authtype', (record) => textAt(record, 'additionalEventData.AuthenticationMethod')],
  ['endpoint', (record) => textAt(record, 'requestParameters.Host')],
  ['tlsversion', (record) => textAt(record, 'tlsDetails.tlsVersion')],
  ['accesspointarn', () => '-'],
  ['aclrequired', () => '-'],
];
const quoted = new Set(['request_uri', 'referrer', 'useragent']);
const names = columns.map(([name]) => name);
const keyIn = (record: Json): string => textAt(record, 'requestParameters.key');
const encoded = (text: string): string => text.split('/').map(encodeURIComponent).join('/');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dateOf = (time: string): string =>
  `${time.slice(8, 10)}/${months[Number(time.slice(5, 7)) - 1]}/${time.slice(0, 4)}:${time.slice(11, 19)} +0000`;

const line = (record: Json): string =>
  columns
    .map(([name, cell]) => {
      const text = cell(record);
      if (quoted.has(name)) return `"${text}"`;
      return name === 'requestdatetime' ? `[${text}]` : text;
    })
    .join(' ');
const row = (record: Json): readonly string[] => columns.map(([, cell]) => cell(record));

/** A log has no event's id but S3's own of the request; and no words. */
const asShown = (record: Json): Json => ({ ...record, eventID: record['requestID'], errorMessage: undefined });
const loses = [
  ...(['session', 'endpoint', 'parameters', 'headersNotRecorded', 'invokedBy'] as const),
  ...(['recipientAccountId', 'resourceAccountId', 'principal', 'authorizations'] as const),
];
const format = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html';
const table = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-s3-access-logs-to-identify-requests.html';

export const accessLogs: readonly WrittenForm[] = [
  {
    id: 'lines of an access log',
    form: 'access-log-line',
    from: format,
    write: (records) => records.map(line).join('\n'),
    loses,
    asShown,
    empty: '',
  },
  {
    id: 'Athena’s rows of an access log as JSON',
    form: 'access-log-row',
    from: table,
    write: (records) =>
      json({
        ResultSet: {
          Rows: [names, ...records.map(row)].map((cells) => ({ Data: cells.map((cell) => ({ VarCharValue: cell })) })),
        },
      }),
    loses,
    asShown,
    empty: json({ ResultSet: { Rows: [{ Data: names.map((name) => ({ VarCharValue: name })) }] } }),
  },
  {
    id: 'Athena’s rows of an access log as CSV',
    form: 'access-log-row',
    from: table,
    write: (records) => csv(names, records.map(row)),
    loses,
    asShown,
    empty: names.join(','),
  },
];
