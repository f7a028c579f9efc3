/** Organizations and CloudTrail document their rates: reads keep to them, in each account and Region for itself. */
import { pace } from '../../src/evidence/aws/pace';
import type { Place } from '../../src/evidence/place';
import { organizationPath } from '../../src/evidence/readers/organization-path';
import { openSession } from '../../src/evidence/session/session';
import { useTestCredentials } from '../setup/credentials';
import { account } from './accounts';
import { request, s3Authorization } from './requests';
import { config, stage } from './setup';

useTestCredentials();

const place = (account: string, region = 'us-east-1', paced = true): Place => ({
  account,
  region,
  partition: 'aws',
  client: { account, region, timeoutMs: 1, maxAttempts: 1, paced, sends: false },
  inRegion: () => place(account, region, paced),
  once: (_, ask) => ask(),
});

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** When each of the calls had its turn, in milliseconds. */
async function turnsOf(calls: readonly (() => Promise<void>)[]): Promise<readonly number[]> {
  const start = Date.now();
  const turns = calls.map(async (call) => {
    await call();
    return Date.now() - start;
  });
  await jest.advanceTimersByTimeAsync(60_000);
  return Promise.all(turns);
}
const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

test.each([
  ['LookupEvents', 2],
  ['DescribePolicy', 2],
  ['DescribeOrganizationalUnit', 2],
  ['ListPoliciesForTarget', 5],
  ['ListParents', 5],
] as const)('%s is called at most %i times a second', async (operation, most) => {
  const here = place(`of ${operation}`);
  const turns = await turnsOf(times(12, () => () => pace(operation, here)));
  const inAnySecond = turns.map((from) => turns.filter((turn) => turn >= from && turn < from + 1_000).length);
  expect(Math.max(...inAnySecond)).toBe(most);
  expect(turns[0]).toBe(0);
});

test('other accounts, Regions and operations do not wait', async () => {
  const turns = await turnsOf([
    () => pace('LookupEvents', place('one')),
    () => pace('LookupEvents', place('other')),
    () => pace('LookupEvents', place('one', 'eu-west-1')),
    () => pace('ListParents', place('one')),
  ]);
  expect(turns).toEqual([0, 0, 0, 0]);
});

test('a replay, and an emulator, wait for nothing', async () => {
  const here = place('emulated', 'us-east-1', false);
  expect(await turnsOf(times(5, () => () => pace('LookupEvents', here)))).toEqual([0, 0, 0, 0, 0]);
});

test('readers keep to it, whatever endpoint is set', async () => {
  // Only the clock stands still: the SDK needs timers.
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'] });
  const recorder = stage();
  const session = openSession({ ...config, paced: true, recorder });
  const waits = jest.spyOn(globalThis, 'setTimeout');
  await session.read(organizationPath, account, { authorization: s3Authorization, request });
  expect(recorder.calls.map(({ operation }) => operation)).toEqual(['ListParents', 'ListParents']);
  expect(waits.mock.calls.map(([, milliseconds]) => milliseconds)).toContain(210);
});
