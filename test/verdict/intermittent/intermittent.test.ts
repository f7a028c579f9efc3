/** A denial beside calls of the same caller that succeeded: what differs, and what of it decides. */
import { investigate } from '../../../src/investigate';
import { newSuccesses } from '../../../src/request/denials/successes';
import { parseAccessLogLine } from '../../../src/request/access-log/parse-line';
import { parseRecord } from '../../../src/request/record/parse';
import { deniedIn, readingIn } from '../../account/investigate';
import type { AwsAccounts } from '../../account/description';
import { accounts, allow, denying, policyOf } from '../../causes/accounts';
import { bucketArn, event, lambdaRole, logLine } from '../../causes/events';
import { atTheTime } from '../../setup/at-the-time';
import { useTestCredentials } from '../../setup/credentials';

useTestCredentials();
const now = '2026-11-20T09:14:01.000Z';
atTheTime(now);

type Asked = NonNullable<Parameters<typeof event>[0]>;

function succeeded({ more, ...asked }: Asked, hour: string) {
  const {
    errorCode: _code,
    errorMessage: _message,
    ...record
  } = event({
    ...asked,
    more: { ...more, eventTime: `2026-11-20T${hour}:00:00Z` },
  });
  return record;
}

async function compared(awsAccounts: AwsAccounts, denied: Asked, succeeding: readonly object[]) {
  const successes = newSuccesses();
  for (const record of succeeding) {
    const parsed = parseRecord(record);
    if (parsed.is === 'not-denied') successes.add(parsed);
  }
  const request = deniedIn(event(denied));
  const report = await investigate(request, readingIn(awsAccounts, request), {
    now,
    successes: successes.like(request),
  });
  return report.intermittent;
}

const office = { more: { sourceIPAddress: '203.0.113.10' } };
const home = { more: { sourceIPAddress: '198.51.100.7' } };
const onlyOffice = accounts({
  bucket: { policy: denying('Office', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
});

test('the address differs, and a condition asks for it', async () => {
  const found = await compared(onlyOffice, home, [succeeded(office, '07'), succeeded(office, '09')]);
  expect(found).toMatchObject({ successes: 2, lastAllowed: '2026-11-20T07:00:00Z' });
  expect(found?.differences).toEqual([
    expect.objectContaining({
      facet: 'network',
      denied: '198.51.100.7',
      allowed: ['203.0.113.10'],
      decision: 'allowed',
      element: 'Condition NotIpAddress aws:SourceIp',
    }),
  ]);
});

test('the object differs, and the Allow names others', async () => {
  const awsAccounts = accounts({
    role: { inline: { read: policyOf(allow('s3:GetObject', `${bucketArn}/public/*`)) } },
  });
  const found = await compared(awsAccounts, {}, [succeeded({ key: 'public/a.csv' }, '07')]);
  expect(found?.differences).toEqual([
    expect.objectContaining({ facet: 'key', denied: 'reports/a.csv', decision: 'allowed', element: 'Resource' }),
  ]);
});

test('what differs and decides nothing is shown to decide nothing', async () => {
  const agent = { more: { sourceIPAddress: '203.0.113.10', userAgent: 'curl/8' } };
  const found = await compared(onlyOffice, home, [succeeded(agent, '07')]);
  expect(found?.differences.map(({ facet, decision }) => [facet, decision])).toEqual([
    ['network', 'allowed'],
    ['agent', 'explicit-deny'],
  ]);
});

test('what some call that succeeded shares does not tell them apart', async () => {
  const found = await compared(onlyOffice, home, [succeeded(office, '07'), succeeded(home, '06')]);
  expect(found).toMatchObject({ successes: 2, differences: [] });
});

test.each<[string, object]>([
  ['another caller', succeeded({ ...office, by: lambdaRole('other') }, '07')],
  ['another action', succeeded({ ...office, operation: 'PutObject' }, '07')],
  ['another bucket', succeeded({ ...office, bucket: 'other-bucket' }, '07')],
  ['a denial', event(office)],
])('%s is not compared', async (_, record) => {
  expect(await compared(onlyOffice, home, [record])).toBeUndefined();
});

test('lines of an access log are compared as well', () => {
  const line = logLine({ code: 'AccessDenied' });
  const denied = parseAccessLogLine(line);
  if (denied.is !== 'denied') throw new Error('not denied');
  const parsed = parseAccessLogLine(line.replace(' 403 AccessDenied ', ' 200 - '));
  const successes = newSuccesses();
  if (parsed.is === 'not-denied') successes.add(parsed);
  expect(successes.like(denied.request)).toHaveLength(1);
});

test('of a long log the newest are kept', () => {
  const successes = newSuccesses(10);
  for (let at = 0; at < 100; at += 1) {
    const parsed = parseRecord(succeeded({ key: `k-${at}` }, '07'));
    if (parsed.is === 'not-denied') successes.add(parsed);
  }
  const like = successes.like(deniedIn(event()));
  expect([like.length, like.at(-1)?.key]).toEqual([10, 'k-99']);
});
