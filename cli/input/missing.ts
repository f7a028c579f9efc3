/** One line that asks for what an error text does not show. */
import type { Added } from '../../src/request/error-text/complete';
import type { PartialDenial } from '../../src/request/error-text/partial-denial';
import { clip } from '../../src/request/record/parse';

const asked: Readonly<Record<keyof Added, readonly [what: string, option: string]>> = {
  principal: ['who was denied', '--principal ARN'],
  action: ['what was asked for', '--action s3:GetObject'],
  resource: ['the object or bucket', '--resource arn:aws:s3:::bucket/key'],
  time: ['when it was', '--time 2026-11-20T08:14:01Z'],
};

export function missingSentence(denial: PartialDenial, missing: readonly (keyof Added)[]): string {
  const what = missing.map((name) => asked[name][0]).join(', ');
  const options = missing.map((name) => asked[name][1]).join(' ');
  const known = [denial.action ?? denial.operation, denial.resource ?? denial.bucket].flatMap((one) => one ?? []);
  const about = known.length === 0 ? denial.errorCode : `${denial.errorCode} on ${clip(known.join(', '), 200)}`;
  return `the error text (${about}) does not say ${what}: add ${options}, or give the record`;
}
