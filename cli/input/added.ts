/** What the options add to error texts, checked: a typing error must not become somebody else's denial. */
import { defined } from '../../src/defined';
import { principalOfArn } from '../../src/names/principal';
import { isoTime } from '../../src/request/iso-time';
import type { Added } from '../../src/request/error-text/complete';
import { UsageError } from '../exit-codes';

type Values = { readonly [Name in keyof Added]?: string };

export function addedOf({ principal, action, resource, time }: Values): Added {
  // As people write it.
  const named = resource?.replace(/^s3:\/\//, 'arn:aws:s3:::');
  check(principal, '--principal', isPrincipal, 'arn:aws:iam::111122223333:role/app, or anonymous');
  check(action, '--action', (value) => /^(?:s3|s3express|s3-object-lambda|kms):[A-Za-z]+$/.test(value), 's3:GetObject');
  check(named, '--resource', (value) => /^arn:aws[\w-]*:s3[\w-]*:[^:]*:\d*:\S/.test(value), 'arn:aws:s3:::bucket/key');
  check(time, '--time', (value) => isoTime(value) !== undefined, '2026-11-20T08:14:01Z');
  return defined({ principal, action, resource: named, time: time === undefined ? undefined : isoTime(time) });
}

const isPrincipal = (value: string): boolean =>
  value === 'anonymous' || principalOfArn(value) !== undefined || /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(value);

function check(value: string | undefined, option: string, isRight: (value: string) => boolean, example: string): void {
  if (value !== undefined && !isRight(value))
    throw new UsageError(`\`${option} ${value}\` cannot be read: write it like ${example}`);
}
