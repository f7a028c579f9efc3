/** How to get S3's own line about a request: where its server access log lies, or how to switch it on. */
import type { AccessLogFacts, NoAccessLogFacts } from '../verdict/verdict-unknowns';
import { quote } from './clean';
import { quoteFact } from './sentences/fill';

export interface LogNames {
  readonly bucket: string;
  readonly logBucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly account: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const isBucket = (name: string): boolean => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);

/** Names come from events in the end: what is none stays a blank to fill in. */
export function logNames({ bucket, region, account = '' }: NoAccessLogFacts): LogNames {
  const named = isBucket(bucket) ? bucket : 'BUCKET';
  return {
    bucket: named,
    logBucket: `${named.slice(0, 51)}-access-logs`,
    prefix: `${named}/`,
    region: /^[a-z0-9-]{1,32}$/.test(region) ? region : 'REGION',
    account: /^\d{12}$/.test(account) ? account : 'ACCOUNT',
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function commandToLog({ bucket, logBucket, prefix, region }: LogNames): string {
  const status = { LoggingEnabled: { TargetBucket: logBucket, TargetPrefix: prefix } };
  return `aws s3api put-bucket-logging --region ${region} --bucket ${bucket} --bucket-logging-status '${JSON.stringify(status)}'`;
}

export const lineWords = ({ requestId }: Pick<AccessLogFacts, 'requestId'>): string =>
  requestId === undefined ? 'its time, key and error code' : `the request id ${quote(requestId)}`;

export const prefixWords = ({ prefix }: Pick<AccessLogFacts, 'prefix'>): string =>
  prefix === '' ? 'its root' : quoteFact(prefix);
