/** The storms: who is denied what, when. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A denial to come: its CloudTrail event is written when it is delivered. */
export interface StormDenial {
  /** Milliseconds after the beginning. */
  readonly at: number;
  readonly role: string;
  readonly bucket: string;
  readonly action: 'GetObject' | 'PutObject';
  readonly reason: string;
  /** The caller's account. @default our own */
  readonly account?: string;
}

export interface Storm {
  readonly name: string;
  readonly denials: (size: number) => readonly StormDenial[];
  /** The one of all sizes that is meant. */
  readonly full: number;
  readonly small: number;
  /** Share of AWS's calls that fail. */
  readonly failing?: number;
  /** The policy that somebody mends a minute after the last denial. */
  readonly mendedBy?: string;
}

const scp = 'arn:aws:organizations::999988887777:policy/o-a1b2c3/service_control_policy/p-storm';
const byScp = `with an explicit deny in a service control policy: ${scp}`;
const implicit = 'because no identity-based policy allows the s3:ACTION action';
const byBoundary = 'with an explicit deny in a permissions boundary';
/** A thousand a second. */
const burst = (at: number): number => at;
export const lone = { role: 'lone-role', bucket: 'lone-bucket' };

const oneCause = (size: number): readonly StormDenial[] =>
  many(size, (at) => ({ at: burst(at), role: 'job', bucket: 'data', action: 'GetObject', reason: implicit }));
const oneScp = (size: number): readonly StormDenial[] =>
  many(size, (at) => ({
    at: burst(at),
    role: `role-${(at * 7) % 400}`,
    bucket: `bucket-${Math.floor(at / 400) % 40}`,
    action: 'GetObject',
    reason: byScp,
  }));
const distinct = (size: number): readonly StormDenial[] =>
  many(size, (at) => ({
    at: burst(at),
    role: `service-${at}`,
    bucket: `store-${at % 1_000}`,
    action: 'GetObject',
    reason: implicit,
  }));
const mixed = (size: number): readonly StormDenial[] => {
  const all = [...oneCause(size), ...oneScp(size), ...distinct(Math.ceil(size / 10))];
  const middle = { at: burst(size / 2), ...lone, action: 'PutObject', reason: byBoundary } as const;
  return [...all, middle].toSorted((one, other) => one.at - other.at);
};
const night = 86_400_000;

export const storms: readonly Storm[] = [
  { name: 'one cause', denials: oneCause, full: 100_000, small: 3_000 },
  { name: 'one SCP, 400 roles, 40 buckets', denials: oneScp, full: 100_000, small: 2_000, mendedBy: 'p-storm' },
  { name: 'distinct', denials: distinct, full: 10_000, small: 300 },
  { name: 'all, and a lone one', denials: mixed, full: 100_000, small: 2_000 },
  {
    name: 'all, and 0.1 % of AWS calls fail',
    denials: mixed,
    full: 100_000,
    small: 2_000,
    failing: 0.001,
  },
  {
    name: 'a stranger, 200 roles',
    denials: (size) =>
      many(size, (at) => ({
        at: burst(at),
        role: `AROASTRANGER${at % 200}`,
        account: '666666666666',
        bucket: 'data',
        action: at % 2 === 0 ? 'GetObject' : 'PutObject',
        reason: '',
      })),
    full: 5_600,
    small: 400,
  },
  {
    name: 'a scanner, 200 buckets',
    denials: (size) =>
      many(size, (at) => ({
        at: burst(at),
        role: 'scanner',
        bucket: `bucket-${at % 200}`,
        action: at % 2 === 0 ? 'GetObject' : 'PutObject',
        reason: implicit,
      })),
    full: 4_400,
    small: 300,
  },
  {
    name: 'a nightly job, a month',
    denials: (size) =>
      many(size, (at) => ({
        at: Math.floor(at / 20) * night + (at % 20) * 1_000,
        role: 'nightly',
        bucket: 'backup',
        action: 'PutObject',
        reason: implicit,
      })),
    full: 600,
    small: 100,
  },
];

const many = (size: number, make: (at: number) => StormDenial): readonly StormDenial[] =>
  Array.from({ length: size }, (_, at) => make(at));

const account = '111122223333';
const sample = JSON.parse(
  readFileSync(join(__dirname, '../../test/samples/s01_getobject_same_account_implicit_identity.json'), 'utf8'),
) as { readonly detail: Readonly<Record<string, unknown>> };

/** The event that EventBridge makes of it. */
export function eventOf(
  { at, role, bucket, action, reason, account: caller = account }: StormDenial,
  number: number,
  start: number,
): string {
  const key = `reports/${number}.csv`;
  const arn = `arn:aws:sts::${account}:assumed-role/${role}/session`;
  const time = new Date(start + at).toISOString().replace(/\.\d+Z$/, 'Z');
  const id = String(number).padStart(12, '0');
  const own = caller === account;
  const identity = {
    type: 'AssumedRole',
    principalId: `AROA${role.toUpperCase()}:session`,
    arn,
    accountId: account,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role },
    },
  };
  const text = `User: ${arn} is not authorized to perform: s3:${action} on resource: "arn:aws:s3:::${bucket}/${key}" ${reason.replace('ACTION', action)}`;
  return JSON.stringify({
    ...sample,
    detail: {
      ...sample.detail,
      eventName: action,
      eventTime: time,
      eventID: `00000000-0000-4000-8000-${id}`,
      requestID: `STORM${id}`,
      userIdentity: own ? identity : { type: 'AWSAccount', principalId: `${role}:session`, accountId: caller },
      errorMessage: own ? text : 'Access Denied',
      requestParameters: { bucketName: bucket, key, Host: `${bucket}.s3.us-east-1.amazonaws.com` },
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
        { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
      ],
    },
  });
}

/** The event of the call that mends it, a change of the organization's policy. */
export const mendedBy = (policyId: string, time: number): string =>
  JSON.stringify({
    source: 'aws.organizations',
    account,
    region: 'us-east-1',
    detail: {
      eventVersion: '1.10',
      eventSource: 'organizations.amazonaws.com',
      eventName: 'UpdatePolicy',
      eventTime: new Date(time).toISOString(),
      eventID: '00000000-0000-4000-8000-999999999999',
      awsRegion: 'us-east-1',
      recipientAccountId: account,
      userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/Admin/erin`, accountId: account },
      requestParameters: { policyId },
    },
  });
