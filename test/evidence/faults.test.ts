/** Every reader × every way in which AWS may not tell: a reading each time, with the reason, and never an exception. */
import { actionOf } from '../account/services';
import { contentless, failures, unparsable } from '../account/failures';
import { errorOf } from '../account/shapes';
import { afterAnEmptyPage, isPaged, withoutEnd } from '../account/pages';
import type { Unreadable } from '../../src/evidence/define';
import type { WireCall } from '../../src/evidence/place';
import { remedyOf } from '../../src/report/sentences/unknowns/unreadable';
import { useTestCredentials } from '../setup/credentials';
import { inFile } from '../setup/in-file';
import { cases } from './cases';
import { answersOf, nameOf, read, stage } from './setup';

useTestCredentials();

const rows = cases.map((one) => [nameOf(one), one] as const);

describe.each(Object.entries(failures))('%s', (_, { why, answer }) => {
  test.each(rows)('%s is unreadable and says why', async (__, one) => {
    const { reading, calls } = await read(
      one,
      stage(async (call) => answer(call)),
    );
    expect(reading).toMatchObject({ status: 'unreadable', why, account: expect.any(String) as string });
    expect(calls.map(actionOf)).toContain('permission' in reading && reading.permission);
  });

  test.each(rows.filter(([, { inParts }]) => inParts))('%s keeps what was read before', async (__, one) => {
    const { calls } = await read(one);
    const failing = calls.at(-1)!;
    const same = (call: WireCall) => call.operation === failing.operation && call.service === failing.service;
    const { reading } = await read(
      one,
      stage(async (call) => (same(call) ? answer(call) : answersOf(one)(call))),
    );
    expect(reading.status).toBe('found');
    expect(JSON.stringify(reading)).toContain(`"unreadable":{"why":"${why}"`);
  });
});

test.each(rows)('%s: an answer that does not parse is malformed', async (_, one) => {
  const { reading } = await read(
    one,
    stage(async () => unparsable),
  );
  expect(reading).toMatchObject({ status: 'unreadable', why: 'malformed-answer' });
});

test.each(rows)('%s: an answer without its fields is malformed, or means what AWS says', async (_, one) => {
  const { reading } = await read(
    one,
    stage(async (call) => contentless(call)),
  );
  const expected =
    one.emptyMeans === undefined
      ? { status: 'unreadable', why: 'malformed-answer' }
      : { status: 'found', value: one.emptyMeans };
  const file = `emptyMeans of the case \`${nameOf(one)}\` of test/evidence/cases.ts`;
  expect(inFile(file, reading)).toMatchObject(inFile(file, expected));
});

describe('a reading in pages', () => {
  /** Cases in which an answer came in pages, and their readings. */
  async function readings(pagesOf: typeof withoutEnd) {
    const all = cases
      .filter(({ onePage }) => onePage !== true)
      .map(async (one) => {
        const answer = pagesOf(answersOf(one));
        return {
          one,
          ...(await read(
            one,
            stage(async (call) => answer(call)),
          )),
        };
      });
    return (await Promise.all(all)).filter(({ calls }) => calls.some(isPaged));
  }

  test('goes on after an empty page with a token', async () => {
    const paged = await readings(afterAnEmptyPage);
    expect(paged.length).toBeGreaterThan(15);
    expect(paged.map(({ one, reading }) => [nameOf(one), 'value' in reading && reading.value])).toEqual(
      paged.map(({ one }) => [nameOf(one), one.finds]),
    );
  });

  test('is malformed where the pages do not end', async () => {
    const whole = (await readings(withoutEnd)).filter(({ one }) => one.inParts !== true);
    expect(whole.length).toBeGreaterThan(10);
    for (const { one, reading, calls } of whole) {
      expect([nameOf(one), reading]).toMatchObject([nameOf(one), { status: 'unreadable', why: 'malformed-answer' }]);
      expect(calls.length).toBeLessThan(20);
    }
  });
});

const absences = cases.flatMap((one) =>
  one.absentOn === undefined ? [] : [[nameOf(one), one.absentOn, one] as const],
);

test.each(absences)('%s: %s means that there is none', async (_, code, one) => {
  const { reading } = await read(
    one,
    stage(async ({ service }) => errorOf(service, code, 404)),
  );
  const { absentMeans } = one;
  expect(reading).toMatchObject(
    absentMeans === undefined ? { status: 'absent' } : { status: 'found', value: absentMeans },
  );
});

test.each(rows)('%s: a missing bucket, role or key is no absence', async (_, one) => {
  const codes: Readonly<Record<string, string>> = {
    s3: 'NoSuchBucket',
    's3-control': 'NoSuchBucket',
    iam: 'NoSuchEntity',
  };
  const { reading } = await read(
    one,
    stage(async ({ service }) => errorOf(service, codes[service] ?? 'ResourceNotFoundException', 404)),
  );
  expect(reading).toMatchObject({ status: 'unreadable', why: 'not-found' });
});

const ofBucket = cases.find(({ reader }) => reader === 'bucket-policy')!;

test.each([
  ['with a code', errorOf('s3', 'PermanentRedirect', 301)],
  ['without a body', { status: 301, headers: {}, body: '' }],
  ['for a while', errorOf('s3', 'TemporaryRedirect', 307)],
])('a redirect without a Region is no riddle, and what would settle it is named: %s', async (_, answer) => {
  const { reading } = await read(
    ofBucket,
    stage(async () => answer),
  );
  expect(reading).toMatchObject({ status: 'unreadable', why: 'other-region' });
  expect(remedyOf(reading as Unreadable)).toBe(
    'Grant `s3:GetBucketLocation` in account `111122223333`, which gives the Region.',
  );
});

test('an account outside the organization is not misspelt', async () => {
  const readings = cases.map(async (one) => {
    const outside = stage(async (call) =>
      call.operation === 'ListParents' ? errorOf(call.service, 'ChildNotFoundException', 400) : answersOf(one)(call),
    );
    return read(one, outside);
  });
  const ofPath = (await Promise.all(readings)).filter(({ calls }) =>
    calls.some(({ operation }) => operation === 'ListParents'),
  );
  expect(ofPath.length).toBeGreaterThan(3);
  for (const { reading } of ofPath) {
    expect(reading).toMatchObject({
      status: 'unreadable',
      why: 'other-organization',
      permission: 'organizations:ListParents',
    });
    expect(remedyOf(reading as Unreadable)).toMatch(/only that one can answer/);
  }
});
