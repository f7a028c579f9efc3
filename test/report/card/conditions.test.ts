import type { ConditionMatch } from '../../../src/engine/types';
import { conditionWords, weightOf } from '../../../src/report/card/conditions';

const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const object = 'arn:aws:s3:::b/k';
const match = (operator: string, name: string, seen: readonly string[] | null, wanted: readonly string[]) =>
  ({ operator, key: name, seen, wanted, result: 'matches' }) satisfies ConditionMatch;

const open = (operator: string, wanted: readonly string[]) =>
  ({ ...match(operator, 'aws:X', null, wanted), unknown: true, result: 'unknown' }) satisfies ConditionMatch;

test.each<[string, ConditionMatch, string]>([
  ['KMS key `…90ab` has no tag `data-class`', match('Null', 'aws:ResourceTag/data-class', null, ['true']), key],
  ['the request has no `aws:ResourceTag/team`', match('Null', 'aws:ResourceTag/team', null, ['true']), object],
  ['`b/k` has no tag `status`', match('StringNotEquals', 's3:ExistingObjectTag/status', null, ['x']), object],
  [
    'the tag `team` of the caller is `web`, not `data`',
    match('StringNotEquals', 'aws:PrincipalTag/team', ['web'], ['data']),
    object,
  ],
  [
    'no tag `team` of the bucket counts: it has none, or its ABAC is off',
    match('StringNotEquals', 's3:BucketTag/team', null, ['x']),
    object,
  ],
  ['the caller belongs to no organization', match('StringNotEquals', 'aws:PrincipalOrgID', null, ['o-1']), object],
  ['the upload has no tag `class`', match('Null', 's3:RequestObjectTag/class', null, ['true']), object],
  ['the request sends no `x-amz-acl`', match('StringNotEquals', 's3:x-amz-acl', null, ['private']), object],
  ['the request came through no VPC endpoint', match('StringNotEquals', 'aws:SourceVpce', null, ['vpce-1']), object],
  [
    '`aws:SourceIp` is `203.0.113.9`, not `10.0.0.0/8`',
    match('NotIpAddress', 'aws:SourceIp', ['203.0.113.9'], ['10.0.0.0/8']),
    object,
  ],
  ['the request came over plain HTTP', match('Bool', 'aws:SecureTransport', ['false'], ['false']), object],
  [
    '`aws:RequestedRegion` is `us-east-1`',
    match('StringEquals', 'aws:RequestedRegion', ['us-east-1'], ['us-east-1']),
    object,
  ],
  [
    '`aws:X` is `a`, not `b`',
    { ...match('StringEquals', 'aws:X', ['a'], ['b']), result: 'does-not-match' } as const,
    object,
  ],
  ['`aws:X` is `a`', { ...match('StringNotEquals', 'aws:X', ['a'], ['a']), result: 'does-not-match' } as const, object],
  ['`aws:X` is an empty value, not `b`', match('StringNotEquals', 'aws:X', [''], ['b']), object],
  ['`aws:X` is `a`, not an empty value', match('StringNotEquals', 'aws:X', ['a'], ['']), object],
  [
    'the tag `team` of the caller is an empty value, not `data`',
    match('StringNotEquals', 'aws:PrincipalTag/team', [''], ['data']),
    object,
  ],
  ['`aws:X` is not known; the statement applies where it is `a`', open('StringEquals', ['a']), object],
  ['`aws:X` is not known; the statement applies where it is not `a`', open('StringNotLike', ['a']), object],
  [
    '`aws:X` is not known; the statement applies where it is one of `a` and `b`',
    open('StringLike', ['a', 'b']),
    object,
  ],
  ['`aws:X` is not known; the statement applies where it is absent', open('Null', ['true']), object],
  [
    '`aws:X` is not known; the statement applies where it is less than `5`',
    open('NumericLessThanIfExists', ['5']),
    object,
  ],
  ['`aws:X` is `6`, more than `5`', match('NumericGreaterThan', 'aws:X', ['6'], ['5']), object],
  [
    '`aws:X` is `2026-02-01`, after `2026-01-01`',
    match('DateGreaterThan', 'aws:X', ['2026-02-01'], ['2026-01-01']),
    object,
  ],
  [
    '`aws:X` is `6`, not at most `5`',
    { ...match('ForAnyValue:NumericLessThanEquals', 'aws:X', ['6'], ['5']), result: 'does-not-match' } as const,
    object,
  ],
])('%s', (sentence, condition, resource) => {
  expect(conditionWords(condition, resource)).toBe(sentence);
});

test('what the request lacks is said before whom the statement is for', () => {
  const lacking = match('Null', 'aws:ResourceTag/x', null, ['true']);
  const whom = match('ArnNotLike', 'aws:PrincipalArn', ['arn:a'], ['arn:b']);
  expect([whom, lacking].sort((one, other) => weightOf(one) - weightOf(other))).toEqual([lacking, whom]);
});
