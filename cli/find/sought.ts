/** What `find` is asked for: a bucket, a caller, a time. */
import type { Principal } from '../../src/names/principal';
import { UsageError } from '../exit-codes';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and the names of old. */
export function bucketOf(text: string | undefined): string {
  if (text === undefined) throw new UsageError('find takes the bucket: --bucket my-bucket (see culprit find --help)');
  const name = text
    .replace(/^s3:\/\//, '')
    .replace(/\/.*$/s, '')
    .replace(/^arn:[^:]+:s3:::/, '');
  if (!/^[A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9]$/.test(name))
    throw new UsageError(`\`--bucket ${text}\` is no bucket’s name, such as my-bucket`);
  return name;
}

/** Milliseconds since 1970; `1h` is an hour before now. */
export function sinceOf(text: string, now: number): number {
  const ago = /^(?<many>\d{1,5})(?<unit>[smhd])$/.exec(text)?.groups;
  const at =
    ago === undefined ? Date.parse(text) : now - Number(ago['many']) * (units[ago['unit'] ?? ''] ?? Number.NaN);
  if (Number.isNaN(at))
    throw new UsageError(`\`--since ${text}\` is no time, such as 90m, 6h, 2d or 2026-11-24T08:00:00Z`);
  if (at >= now) throw new UsageError(`\`--since ${text}\` is not in the past`);
  return at;
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** By ARN (of a role also for its sessions), or by the name alone. */
export function isCaller(principal: Principal, text: string): boolean {
  if ('arn' in principal && principal.arn === text) return true;
  const isRole = principal.type === 'assumed-role' || principal.type === 'role';
  const name = isRole ? principal.roleName : principal.type === 'user' ? principal.userName : undefined;
  if (text === name || text === principal.type) return true;
  if (principal.type === 'service') return text === principal.service;
  // Log lines and AWS's texts leave out the path of a role.
  const role = /^arn:[^:]+:iam::(?<account>\d{12}):role\/(?:.*\/)?(?<name>[^/]+)$/.exec(text)?.groups;
  return isRole && role?.['name'] === name && role?.['account'] === principal.accountId;
}
