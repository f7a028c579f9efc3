/**
 * Lines of S3 server access logs: the only place where failed authentication is recorded.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
import { defined } from '../../defined';
import { bounded } from '../bounds';
import { fieldsOf, headOf, type LineFields } from './line-fields';
import { isOfS3Itself, operationOf } from './operations';
import { withRequest } from '../denials/successes';
import { deniedBy } from '../error-codes';
import type { RecordFields } from '../record/fields';
import { badInput, clip, notDenied } from '../record/parse';
import { isAllowedParameter } from '../record/parameters';
import { leavingOut } from '../record/left-out';
import { s3Request } from '../record/s3';
import type { DeniedRequest } from '../types';
import type { BadInput, NotDenied, ParsedRecord } from '../parsed-record';

export function isAccessLogLine(line: string): boolean {
  return headOf(line.slice(0, longestHead)) !== undefined;
}

/** With a key of 1,024 bytes, each encoded twice. */
const longestHead = 8_192;

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

function requestIn({ record, errorCode }: DeniedRecord): DeniedRequest | undefined {
  const parsed = s3Request(record, errorCode);
  return 'is' in parsed ? undefined : bounded(parsed);
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

/** `asIf`: what succeeded is read as if it had been denied. */
function readLine(line: string, place: LogPlace, asIf?: 'denied'): DeniedRecord | NotDenied | BadInput {
  const whole = line.slice(0, longest);
  const { operation: logged = '' } = headOf(whole) ?? {};
  if (isOfS3Itself(logged)) return notDenied('done-by-s3', { operation: clip(logged) });
  const fields = fieldsOf(whole);
  if (fields === undefined)
    return badInput('access-log', 'the access log line cannot be parsed: it is cut, or its quotes are ambiguous');
  const status = asIf === undefined ? Number(fields.status) : 403;
  const code = present(fields.code) ?? (status === 403 ? 'AccessDenied' : undefined);
  const about = { operation: clip(logged), status: fields.status };
  if (code === undefined || status < 400) {
    return withRequest(notDenied('succeeded', about), () => {
      const read = readLine(line, place, 'denied');
      return read.is === 'record' ? requestIn(read) : undefined;
    });
  }
  if (deniedBy(code) === undefined) return notDenied('error-is-not-a-denial', { ...about, errorCode: clip(code) });
  const operation = operationOf(logged, present(fields.key) !== undefined, fields.requestUri);
  if (operation === undefined) return notDenied('unknown-operation', about);
  const time = timeOf(fields.time);
  if (time === undefined)
    return badInput('access-log', 'the access log line has no time like [20/Nov/2026:08:31:07 +0000]');
  const record = { ...recordOf(fields, operation, time, place), errorCode: code };
  return { is: 'record', record, errorCode: code };
}

const longest = 16_384;

function recordOf(
  fields: LineFields,
  eventName: string,
  eventTime: string,
  { region, accountId }: LogPlace,
): RecordFields {
  const accessPoint = present(fields.accessPoint);
  const host = present(fields.host);
  const tlsVersion = present(fields.tls);
  const key = present(fields.key);
  const versionId = present(fields.versionId);
  const record = {
    eventSource: 's3.amazonaws.com',
    eventName,
    eventTime,
    eventID: fields.requestId,
    requestID: fields.requestId,
    // The line's own "source Region" is that of the caller.
    awsRegion: regionOf(host) ?? region ?? '',
    userIdentity: identityOf(present(fields.requester)),
    sourceIPAddress: fields.ip,
    userAgent: present(fields.agent),
    requestParameters: {
      ...queryOf(fields.requestUri),
      bucketName: fields.bucket,
      ...(key === undefined ? {} : { key: keyOf(key, fields) }),
      ...defined({ Host: host }),
      ...defined({ versionId }),
      ...(eventName === 'PreflightRequest' ? originOf(fields.referer) : {}),
    },
    resources: [
      ...(accessPoint === undefined ? [] : [{ type: 'AWS::S3::AccessPoint', ARN: accessPoint }]),
      ...(accountId === undefined ? [] : [{ type: 'AWS::S3::Bucket', accountId }]),
    ],
    ...defined({ recipientAccountId: accountId }),
    additionalEventData: {
      SignatureVersion: present(fields.signature),
      AuthenticationMethod: present(fields.authentication),
      CipherSuite: present(fields.cipher),
      bucketOwner: fields.owner,
    },
    ...(tlsVersion === undefined ? {} : { tlsDetails: { tlsVersion } }),
  };
  // A line shows the query, if it shows the URI, and no headers.
  const query = pathIn(fields.requestUri) === '' ? (['query'] as const) : [];
  return leavingOut(record, ['headers', ...query, 'endpoint', 'forwarding']);
}

const present = (value: string): string | undefined => (value === '-' || value === '' ? undefined : value);

/** `-` for callers that are not authenticated; the canonical id of an account for its root user. */
function identityOf(requester: string | undefined): RecordFields {
  if (requester === undefined) return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  if (requester.startsWith('arn:')) return { arn: requester };
  if (requester === 'AmazonS3') return { type: 'AWSService', invokedBy: 's3.amazonaws.com' };
  if (/^svc:|\.amazonaws\.com$/.test(requester))
    return { type: 'AWSService', invokedBy: requester.replace(/^svc:/, '') };
  return { type: 'AWSAccount', principalId: requester };
}

/** A page that calls from a browser has its origin in both headers, and the log keeps the referer alone. */
function originOf(referer: string): RecordFields {
  const origin = URL.canParse(referer) ? new URL(referer).origin : 'null';
  return origin === 'null' ? {} : { Origin: origin };
}

/** The version that was asked for, the listing's prefix, a presigned URL's date …; the host has a field of its own. */
function queryOf(requestUri: string): RecordFields {
  const sent = new URLSearchParams(/\?(.*)$/s.exec(pathIn(requestUri))?.[1] ?? '');
  return Object.fromEntries([...sent].filter(([name]) => isAllowedParameter(name) && name.toLowerCase() !== 'host'));
}

/** `/key?query` of `GET /key?query HTTP/1.1` */
const pathIn = (requestUri: string): string => /^\S+ (\S+)/.exec(requestUri)?.[1] ?? '';

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
function keyOf(logged: string, { requestUri, operation }: LineFields): string {
  const once = decoded(logged);
  const twice = decoded(once);
  if (once === twice || operation.startsWith('BATCH.')) return once;
  const path = decoded(pathIn(requestUri).replace(/\?.*$/s, ''));
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
