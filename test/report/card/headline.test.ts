import type { Principal } from '../../../src/names/principal';
import { cardHeadline, longestHeadline } from '../../../src/report/card/headline';
import { verdict } from '../../setup/reports';

const shown = (sentence: string): string => sentence.replaceAll('`', '');
const account = '111122223333';
const role = (roleName: string, sessionName = 's'): Principal => ({
  type: 'assumed-role',
  arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
  accountId: account,
  roleName,
  sessionName,
});

const { request } = verdict;
const asked = { status: 'denied', observed: true, resource: undefined, request } as const;
const of = (more: Partial<typeof request>, rest: Partial<Parameters<typeof cardHeadline>[0]> = {}): string =>
  shown(cardHeadline({ ...asked, request: { ...request, ...more }, ...rest }));

test.each([
  ['app cannot read b/k', { principal: role('app'), operation: 'GetObject', bucket: 'b', key: 'k' }],
  ['app cannot write b/k', { principal: role('app'), operation: 'UploadPart', bucket: 'b', key: 'k' }],
  [
    'ann@example.com cannot read b/k',
    {
      principal: role('AWSReservedSSO_Read_0123456789abcdef', 'ann@example.com'),
      operation: 's3:GetObject',
      bucket: 'b',
      key: 'k',
    },
  ],
  [
    'app cannot call PutBucketCors on b/k',
    { principal: role('app'), operation: 'PutBucketCors', bucket: 'b', key: 'k' },
  ],
  [
    'An anonymous caller cannot read b/k',
    { principal: { type: 'anonymous' } as const, operation: 'GetObject', bucket: 'b', key: 'k' },
  ],
  [
    'Root of 111122223333 cannot read b/k',
    {
      principal: { type: 'root', arn: `arn:aws:iam::${account}:root`, accountId: account } as const,
      operation: 'GetObject',
      bucket: 'b',
      key: 'k',
    },
  ],
])('%s', (headline, more) => {
  expect(of(more)).toBe(headline);
});

test.each([
  ['would-be-allowed-now', true, 'app could not read b/k, and can now'],
  ['inconclusive', true, 'app cannot read b/k: cause not certain'],
  ['inconclusive', false, 'Not certain whether app can read b/k'],
  ['allowed', false, 'app can read b/k'],
] as const)('%s (observed: %s)', (status, observed, headline) => {
  const more = { principal: role('app'), operation: 'GetObject', bucket: 'b', key: 'k' };
  expect(of(more, { status, observed })).toBe(headline);
});

test.each([
  ['names as long as AWS lets them be', 'r'.repeat(64), 'b'.repeat(63), 'k/'.repeat(500)],
  ['a key that hides what it is', 'app', 'b', `${'x'.repeat(200)}\u202e\n${'`'.repeat(30)}/report.csv`],
  ['characters of two halves', 'app', 'b', '😀'.repeat(200)],
])('%s fit into one line', (_, roleName, bucket, key) => {
  const headline = of({ principal: role(roleName), operation: 'AbortMultipartUpload', bucket, key });
  expect(headline.length).toBeLessThanOrEqual(longestHeadline);
  expect(headline).not.toMatch(/[\n\u202e]/);
  expect(headline.isWellFormed()).toBe(true);
});

test('the end of a long key is kept', () => {
  const key = `${'deep/'.repeat(40)}2026/11/24.csv`;
  expect(of({ principal: role('app'), operation: 'GetObject', bucket: 'b', key })).toMatch(
    /^app cannot read b\/….*2026\/11\/24\.csv$/,
  );
});
