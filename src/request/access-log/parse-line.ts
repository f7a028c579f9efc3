/**
 * Lines of S3 server access logs: the only place where failed authentication is recorded.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
import { defined } from '../../defined';
import { bounded } from '../bounds';
import { operationOf } from './operations';
import { deniedBy } from '../error-codes';
import type { RecordFields } from '../record/fields';
import { badInput, clip, notDenied } from '../record/parse';
import { isAllowedParameter } from '../record/parameters';
import { ofAccessLog, s3Request } from '../record/s3';
import type { BadInput, NotDenied, ParsedRecord } from '../types';

export function isAccessLogLine(line: string): boolean {
  return start.test(line.slice(0, 400));
}

/** What the place of a log shows and its lines do not: a log lies in the account and the Region of the bucket. */
export interface LogPlace {
  readonly region?: string;
  readonly accountId?: string;
}

/** Never throws; a line that its quotes make ambiguous is said to be so. */
export function parseAccessLogLine(line: string, place: LogPlace = {}): ParsedRecord {
  const read = readLine(line, place);
  if (read.is !== 'record') return read;
  const parsed = s3Request(read.record, read.errorCode);
  return 'is' in parsed ? parsed : { is: 'denied', request: bounded(parsed) };
}

/** The record that CloudTrail might have written of a denial, with what the line shows; not redacted. */
export function recordOfLine(line: string, place: LogPlace = {}): RecordFields | undefined {
  const read = readLine(line, place);
  return read.is === 'record' ? read.record : undefined;
}

interface DeniedRecord {
  readonly is: 'record';
  readonly record: RecordFields;
  readonly errorCode: string;
}

function readLine(line: string, place: LogPlace): DeniedRecord | NotDenied | BadInput {
  const fields = fieldsOf(line.slice(0, longest));
  if (fields === undefined)
    return badInput('access-log', 'the access log line cannot be parsed: it is cut, or its quotes are ambiguous');
  const status = Number(fields['status']);
  const code = present(fields['code']) ?? (status === 403 ? 'AccessDenied' : undefined);
  const about = { operation: clip(fields['operation'] ?? ''), status: String(status) };
  if (code === undefined || status < 400) return notDenied('succeeded', about);
  if (deniedBy(code) === undefined) return notDenied('error-is-not-a-denial', { ...about, errorCode: clip(code) });
  const operation = operationOf(fields['operation'] ?? '', present(fields['key']) !== undefined);
  if (operation === undefined) return notDenied('unknown-operation', about);
  const time = timeOf(fields['time'] ?? '');
  if (time === undefined)
    return badInput('access-log', 'the access log line has no time like [20/Nov/2026:08:31:07 +0000]');
  const record = { ...recordOf(fields, operation, time, place), errorCode: code };
  return { is: 'record', record, errorCode: code };
}

type LineFields = Readonly<Record<string, string | undefined>>;

const longest = 16_384;
const start = /^\S{1,128} \S{3,255} \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S+ \S+ \S+ [A-Z]+\.\S+ /;
const head =
  /^(?<owner>\S+) (?<bucket>\S+) \[(?<time>[^\]]+)\] (?<ip>\S+) (?<requester>\S+) (?<id>\S+) (?<operation>\S+) (?<key>\S+) (?:"|-)/;
const middle = /(?:"|-) (?<status>\d{3}) (?<code>[A-Za-z.]+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) (?:\d+|-) "/g;
/** Fields may be appended, and the oldest lines end after the version. */
const tail =
  /" "(?<agent>.*)" (?<version>\S+)(?: (?<host>\S+) (?<signature>SigV\w+|-) (?<cipher>\S+) (?<auth>AuthHeader|QueryString|-) (?<endpoint>\S+)(?: (?<tls>TLS\S+|-))?(?: (?<accessPoint>arn:\S+|-))?(?: (?<acl>Yes|-))?(?: (?<source>[a-z0-9-]+))?(?: .*)?)?$/s;

/** URI, referer and agent may hold quotes: if the numbers between them could stand in two places, who knows which. */
function fieldsOf(line: string): LineFields | undefined {
  const before = head.exec(line)?.groups;
  const found = [...line.matchAll(middle)];
  const [between] = found;
  if (before === undefined || between === undefined || found.length > 1) return undefined;
  const after = tail.exec(line.slice(between.index + between[0].length))?.groups;
  if (after === undefined) return undefined;
  const uri = /"\S+ (\S+)/.exec(line.slice(0, between.index))?.[1];
  return { ...before, ...between.groups, ...after, uri };
}

function recordOf(
  fields: LineFields,
  eventName: string,
  eventTime: string,
  { region, accountId }: LogPlace,
): RecordFields {
  const accessPoint = present(fields['accessPoint']);
  const host = present(fields['endpoint']);
  const tlsVersion = present(fields['tls']);
  const key = present(fields['key']);
  return {
    eventType: ofAccessLog,
    eventSource: 's3.amazonaws.com',
    eventName,
    eventTime,
    eventID: fields['id'],
    requestID: fields['id'],
    // The line's own "source Region" is that of the caller.
    awsRegion: regionOf(host) ?? region ?? '',
    userIdentity: identityOf(present(fields['requester'])),
    sourceIPAddress: fields['ip'],
    userAgent: present(fields['agent']),
    requestParameters: {
      ...queryOf(fields['uri']),
      bucketName: fields['bucket'],
      ...(key === undefined ? {} : { key: keyOf(key, fields) }),
      ...defined({ Host: host }),
      ...(present(fields['version']) === undefined ? {} : { versionId: fields['version'] }),
    },
    resources: [
      ...(accessPoint === undefined ? [] : [{ type: 'AWS::S3::AccessPoint', ARN: accessPoint }]),
      ...(accountId === undefined ? [] : [{ type: 'AWS::S3::Bucket', accountId }]),
    ],
    ...defined({ recipientAccountId: accountId }),
    additionalEventData: {
      SignatureVersion: present(fields['signature']),
      AuthenticationMethod: present(fields['auth']),
      CipherSuite: present(fields['cipher']),
    },
    ...(tlsVersion === undefined ? {} : { tlsDetails: { tlsVersion } }),
  };
}

const present = (value: string | undefined): string | undefined => (value === '-' || value === '' ? undefined : value);

/** `-` for callers that are not authenticated; the canonical id of a root user names no account number. */
function identityOf(requester: string | undefined): RecordFields {
  if (requester === undefined) return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  if (requester.startsWith('arn:')) return { arn: requester };
  if (/^svc:|\.amazonaws\.com$/.test(requester))
    return { type: 'AWSService', invokedBy: requester.replace(/^svc:/, '') };
  return { type: 'AWSAccount', principalId: requester };
}

/** The version that was asked for, the listing's prefix, a presigned URL's date …; the host has a field of its own. */
function queryOf(uri: string | undefined): RecordFields {
  const sent = new URLSearchParams(/\?(.*)$/s.exec(uri ?? '')?.[1] ?? '');
  return Object.fromEntries([...sent].filter(([name]) => isAllowedParameter(name) && name.toLowerCase() !== 'host'));
}

const regionOf = (host: string | undefined): string | undefined =>
  /\.?s3(?:-accesspoint)?(?:-fips)?(?:\.dualstack)?[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/.exec(host ?? '')?.[1];

/** Keys are URL-encoded in logs. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch (error) {
    if (error instanceof URIError) return key;
    throw error;
  }
}

/**
 * Most operations log the key encoded as the URI has it, and once more; deletions of a batch only once. Where that makes a
 * difference, the URI shows. https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
function keyOf(logged: string, { uri = '', operation = '' }: LineFields): string {
  const once = decoded(logged);
  const twice = decoded(once);
  if (once === twice || operation.startsWith('BATCH.')) return once;
  const path = decoded(uri.replace(/\?.*$/s, ''));
  return path.endsWith(`/${twice}`) && !path.endsWith(`/${once}`) ? twice : once;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function timeOf(time: string): string | undefined {
  const parts = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(time);
  if (parts === null) return undefined;
  const [, day, month = '', year, clock, hours, minutes] = parts;
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  const at = Date.parse(`${year}-${number}-${day}T${clock}${hours}:${minutes}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace('.000Z', 'Z');
}
