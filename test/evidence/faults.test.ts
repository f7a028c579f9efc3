/** Every reader × every way in which AWS may not tell: a reading each time, with the reason, and never an exception. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { remedyOf } from '../../src/report/unreadable';
import { cases } from './cases';
import { emptyPages } from './empty-pages';
import { nameOf, read, useTestCredentials } from './setup';
import { answerTo, errorOf, json, stage, xml } from './world';

useTestCredentials();

const rows = cases.map((one) => [nameOf(one), one] as const);
const speaksJson = ({ service }: WireCall): boolean => ['kms', 'organizations', 'cloudtrail'].includes(service);
const denied: Readonly<Record<string, string>> = {
  s3: 'AccessDenied',
  's3-control': 'AccessDenied',
  iam: 'AccessDenied',
  ec2: 'UnauthorizedOperation',
};

interface Fault {
  readonly why: string;
  readonly answer: (call: WireCall) => WireAnswer;
}

const throwing = (error: Error) => (): never => {
  throw error;
};

const faults: Readonly<Record<string, Fault>> = {
  'access is denied': {
    why: 'access-denied',
    answer: ({ service }) => errorOf(service, denied[service] ?? 'AccessDeniedException', denied[service] ? 403 : 400),
  },
  'AWS throttles': {
    why: 'throttled',
    answer: ({ service }) =>
      service === 's3' ? errorOf(service, 'SlowDown', 503) : errorOf(service, 'ThrottlingException', 400),
  },
  'no answer comes in time': {
    why: 'timeout',
    answer: throwing(Object.assign(new Error('late'), { name: 'TimeoutError' })),
  },
  'the connection breaks': {
    why: 'connection-failed',
    answer: throwing(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
  },
  'AWS fails': { why: 'server-error', answer: ({ service }) => errorOf(service, 'InternalError', 500) },
};

describe.each(Object.entries(faults))('%s', (_, { why, answer }) => {
  test.each(rows)('%s is unreadable and says why', async (__, one) => {
    const { reading } = await read(
      one,
      stage(async (call) => answer(call)),
    );
    // A HEAD's error has no body, and its status alone tells less.
    expect(reading).toMatchObject({ status: 'unreadable', why, account: expect.any(String) as string });
    expect(reading).toHaveProperty('permission');
  });

  test.each(rows.filter(([, { inParts }]) => inParts))('%s keeps what was read before', async (__, one) => {
    const { calls } = await read(one);
    const failing = calls.at(-1)!;
    const same = (call: WireCall) => call.operation === failing.operation && call.service === failing.service;
    const { reading } = await read(
      one,
      stage(async (call) => (same(call) ? answer(call) : answerTo(call))),
    );
    expect(reading.status).toBe('found');
    expect(JSON.stringify(reading)).toContain(`"unreadable":{"why":"${why}"`);
  });
});

test.each(rows)('%s: an answer that does not parse is malformed', async (_, one) => {
  const { reading } = await read(
    one,
    stage(async () => ({ status: 200, headers: {}, body: '<html>502 <b>Bad Gateway' })),
  );
  const headOnly = one.reader === 'object-head';
  if (headOnly) expect(reading).toMatchObject({ status: 'found', value: one.emptyMeans });
  else expect(reading).toMatchObject({ status: 'unreadable', why: 'malformed-answer' });
});

test.each(rows)('%s: an answer without its fields is malformed, or means what AWS says', async (_, one) => {
  const { reading } = await read(
    one,
    stage(async (call) => {
      if (speaksJson(call)) return json({});
      if (call.service === 'iam') {
        return xml(`<${call.operation}Response><${call.operation}Result/></${call.operation}Response>`);
      }
      return xml('<Answer/>');
    }),
  );
  if (one.emptyMeans === undefined) expect(reading).toMatchObject({ status: 'unreadable', why: 'malformed-answer' });
  else expect(reading).toMatchObject({ status: 'found', value: one.emptyMeans });
});

const paginated = rows.filter(([, { reader }]) =>
  /grants|aliases|tags|policies|simulation|organization-path|multi-region|encryption-key/.test(reader),
);

test.each(paginated)('%s: an empty page with a token goes on', async (_, one) => {
  const turned = stage(async (call) => {
    const page = emptyPages[call.operation];
    const { NextToken, Marker } = call.input;
    return page === undefined || NextToken === 'more' || Marker === 'more' ? answerTo(call) : page(call);
  });
  expect((await read(one, turned)).reading).toMatchObject({ status: 'found', value: one.finds });
});

test.each(paginated.filter(([, one]) => !one.inParts && one.reader !== 'object-tags' && one.reader !== 'bucket-tags'))(
  '%s: pages that do not end are a malformed answer',
  async (_, one) => {
    const endless = stage(async (call) => (emptyPages[call.operation] ?? answerTo)(call));
    expect((await read(one, endless)).reading).toMatchObject({ status: 'unreadable', why: 'malformed-answer' });
    expect(endless.calls.length).toBeLessThan(20);
  },
);

const absences: readonly (readonly [reader: string, code: string, finds: unknown])[] = [
  ['bucket-policy', 'NoSuchBucketPolicy', undefined],
  ['bucket-policy-status', 'NoSuchBucketPolicy', undefined],
  ['bucket-public-access-block', 'NoSuchPublicAccessBlockConfiguration', undefined],
  ['account-public-access-block', 'NoSuchPublicAccessBlockConfiguration', undefined],
  ['bucket-ownership-controls', 'OwnershipControlsNotFoundError', { objectOwnership: 'ObjectWriter' }],
  ['bucket-encryption', 'ServerSideEncryptionConfigurationNotFoundError', undefined],
  ['bucket-object-lock', 'ObjectLockConfigurationNotFoundError', undefined],
  ['object-retention', 'NoSuchObjectLockConfiguration', undefined],
  ['object-legal-hold', 'NoSuchObjectLockConfiguration', undefined],
  ['bucket-tags', 'NoSuchTagSet', {}],
  ['access-point-policy', 'NoSuchAccessPointPolicy', undefined],
  ['object-lambda-access-point-policy', 'NoSuchAccessPointPolicy', undefined],
  ['key-description', 'NotFoundException', undefined],
  ['organization', 'AWSOrganizationsNotInUseException', undefined],
  ['organization-delegates', 'ResourcePolicyNotFoundException', undefined],
];

test.each(absences)('%s: %s means that there is none', async (reader, code, finds) => {
  const one = cases.find((row) => row.reader === reader)!;
  const { reading } = await read(
    one,
    stage(async ({ service }) => errorOf(service, code, 404)),
  );
  expect(reading).toMatchObject(finds === undefined ? { status: 'absent' } : { status: 'found', value: finds });
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
const ofPath = ['organization-path', 'service-control-policies', 'resource-control-policies'].map(
  (reader) => [reader, cases.find((row) => row.reader === reader)!] as const,
);

test.each([
  ['with a code', errorOf('s3', 'PermanentRedirect', 301)],
  ['without a body', { status: 301, headers: {}, body: '' }],
  ['for a while', errorOf('s3', 'TemporaryRedirect', 307)],
])('a redirect that tells no Region is no riddle, and what would tell it is named: %s', async (_, answer) => {
  const { reading } = await read(
    ofBucket,
    stage(async () => answer),
  );
  expect(reading).toMatchObject({ status: 'unreadable', why: 'other-region' });
  expect(remedyOf(reading as unknown as Record<string, string>)).toBe(
    'Grant `s3:GetBucketLocation` in account `111122223333`, which tells the Region.',
  );
});

test.each(ofPath)('%s: an account outside the organization is not misspelt', async (_, one) => {
  const outside = stage(async (call) =>
    call.operation === 'ListParents' ? errorOf(call.service, 'ChildNotFoundException', 400) : answerTo(call),
  );
  const { reading } = await read(one, outside);
  expect(reading).toMatchObject({
    status: 'unreadable',
    why: 'other-organization',
    permission: 'organizations:ListParents',
  });
  expect(remedyOf(reading as unknown as Record<string, string>)).toMatch(/only that one can tell/);
});
