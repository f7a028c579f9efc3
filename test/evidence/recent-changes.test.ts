import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../src/defined';
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { mostLookups, recentChanges, recentChangesReads } from '../../src/evidence/changes/recent-changes';
import { watchedCalls } from '../../src/evidence/changes/watched-calls';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession } from '../../src/evidence/session/session';
import type { BoundRequest } from '../../src/request/types';
import { readers } from './readers';
import { config, useTestCredentials } from './setup';
import { account, answerTo, delegation, errorOf, json, keyArn, policyText, request, stage, userArn } from './world';

useTestCredentials();

const management = '999988887777';
const denial = new Date(Date.now() - 3_600_000);
const minutesAfter = (minutes: number): string => new Date(denial.getTime() + minutes * 60_000).toISOString();
const asked: BoundRequest = { ...request, time: denial.toISOString() };

interface Told {
  readonly in?: readonly [account: string, region: string];
  readonly name: string;
  readonly source: string;
  readonly minutes: number;
  readonly resource?: string;
  readonly parameters?: object;
  readonly more?: object;
}

const record = ({ name, source, minutes, parameters = {}, more = {} }: Told) => ({
  eventID: `${name} ${minutes}`,
  eventTime: minutesAfter(minutes),
  eventName: name,
  eventSource: `${source}.amazonaws.com`,
  userIdentity: { arn: 'arn:aws:iam::1:user/sam' },
  requestParameters: parameters,
  readOnly: false,
  ...more,
});

/** A history that answers look-ups as CloudTrail does, newest first. */
/** `undefined` takes away. */
type Changed = { readonly [Name in keyof SessionConfig]?: SessionConfig[Name] | undefined };

function history(events: readonly Told[], more: Changed = {}) {
  const recorder = stage(async (call) => {
    if (call.service !== 'cloudtrail') return answerTo(call);
    const [lookup] = call.input['LookupAttributes'] as { AttributeKey: string; AttributeValue: string }[];
    const found = events.filter((event) => {
      const [inAccount, inRegion] = event.in ?? [account, 'eu-central-1'];
      const value = lookup?.AttributeKey === 'EventName' ? event.name : event.resource;
      return call.account === inAccount && call.region === inRegion && value === lookup?.AttributeValue;
    });
    const sorted = found.toSorted((one, other) => other.minutes - one.minutes);
    return json({ Events: sorted.map((event) => ({ CloudTrailEvent: JSON.stringify(record(event)) })) });
  });
  const organizationRoleArn = `arn:aws:iam::${management}:role/org`;
  return { recorder, session: openSession({ ...config, recorder, ...defined({ organizationRoleArn, ...more }) }) };
}

const putPolicy = (minutes: number, policy: string): Told => ({
  name: 'PutBucketPolicy',
  source: 's3',
  minutes,
  resource: 'my-bucket',
  parameters: { bucketName: 'my-bucket', bucketPolicy: JSON.parse(policy) as object },
});

test('a change of the bucket is told with who, when, and what it replaced', async () => {
  const { session } = history([putPolicy(-60, '{"Statement":1}'), putPolicy(10, '{"Statement":2}')]);
  const { changes, complete } = await recentChanges(asked, session);
  expect(changes).toEqual([
    {
      eventId: 'PutBucketPolicy 10',
      time: minutesAfter(10),
      actor: 'arn:aws:iam::1:user/sam',
      eventSource: 's3.amazonaws.com',
      eventName: 'PutBucketPolicy',
      account,
      region: 'eu-central-1',
      resources: ['my-bucket'],
      before: { Statement: 1 },
      after: { Statement: 2 },
    },
    expect.objectContaining({ eventId: 'PutBucketPolicy -60', after: { Statement: 1 } }),
  ]);
  expect(complete).toBe(true);
});

const elsewhere: readonly Told[] = [
  {
    in: [management, 'us-east-1'],
    name: 'AttachPolicy',
    source: 'organizations',
    minutes: -60,
    parameters: { policyId: 'p-1', targetId: 'ou-1' },
  },
  {
    in: [account, 'us-east-1'],
    name: 'CreatePolicyVersion',
    source: 'iam',
    minutes: -50,
    parameters: { policyArn: 'arn:aws:iam::1:policy/x', policyDocument: encodeURIComponent(policyText) },
  },
  {
    in: [account, 'us-east-1'],
    name: 'DetachRolePolicy',
    source: 'iam',
    minutes: -40,
    resource: 'reader',
    parameters: { roleName: 'reader', policyArn: 'arn:p' },
  },
  {
    name: 'PutKeyPolicy',
    source: 'kms',
    minutes: -30,
    resource: keyArn,
    parameters: { keyId: keyArn, policy: policyText },
  },
  {
    name: 'ModifyVpcEndpoint',
    source: 'ec2',
    minutes: -20,
    resource: 'vpce-1',
    parameters: { ModifyVpcEndpointRequest: { VpcEndpointId: 'vpce-1', PolicyDocument: policyText } },
  },
  { name: 'PutAccountPublicAccessBlock', source: 's3', minutes: -10, more: { recipientAccountId: account } },
];

test('each thing of the case is looked for where CloudTrail records its changes', async () => {
  const { changes, notSearched } = await recentChanges(asked, history(elsewhere).session);
  expect(notSearched).toEqual([]);
  expect(changes.map(({ eventName, resources }) => [eventName, resources])).toEqual([
    ['PutAccountPublicAccessBlock', [account]],
    ['ModifyVpcEndpoint', ['vpce-1']],
    ['PutKeyPolicy', [keyArn]],
    ['DetachRolePolicy', ['arn:p', 'reader']],
    ['CreatePolicyVersion', ['arn:aws:iam::1:policy/x']],
    ['AttachPolicy', ['p-1', 'ou-1']],
  ]);
  expect(changes.find(({ eventName }) => eventName === 'CreatePolicyVersion')?.after).toEqual(JSON.parse(policyText));
});

test.each([
  ['failed', { more: { errorCode: 'AccessDenied' } }],
  ['only read', { more: { readOnly: true } }],
  ['of another service', { source: 'glacier' }],
  ['before the window', { minutes: -60 * 24 * 8 }],
])('what is %s is no change', async (_, change) => {
  const { session } = history([{ ...putPolicy(5, policyText), ...change }]);
  expect((await recentChanges(asked, session)).changes).toEqual([]);
});

describe('where it could not look is told', () => {
  test('a refusal', async () => {
    const recorder = stage(async (call) =>
      call.service === 'cloudtrail' && call.region === 'us-east-1' && call.account === account
        ? errorOf('cloudtrail', 'AccessDeniedException', 400)
        : answerTo(call),
    );
    const { searched, notSearched } = await recentChanges(asked, history([], { recorder }).session);
    expect(notSearched).toEqual([
      expect.objectContaining({
        account,
        region: 'us-east-1',
        why: 'access-denied',
        permission: 'cloudtrail:LookupEvents',
      }),
    ]);
    expect(searched).not.toContainEqual({ account, region: 'us-east-1' });
    expect(searched).toContainEqual({ account, region: 'eu-central-1' });
  });

  test('the account that manages the organization, which no role reads', async () => {
    const { notSearched } = await recentChanges(asked, history([], { organizationRoleArn: undefined }).session);
    expect(notSearched).toEqual([expect.objectContaining({ account: management, why: 'account-not-configured' })]);
  });

  test('an organization of which not even the management account is known', async () => {
    const recorder = stage(async (call) =>
      call.service === 'organizations' ? errorOf('organizations', 'AccessDeniedException', 400) : answerTo(call),
    );
    const { notSearched } = await recentChanges(
      asked,
      history([], { recorder, organizationRoleArn: undefined }).session,
    );
    expect(notSearched).toEqual([expect.objectContaining({ region: 'us-east-1', why: 'access-denied' })]);
    expect(notSearched[0]).not.toHaveProperty('account');
  });

  test('not an organization that does not exist', async () => {
    const recorder = stage(async (call) =>
      call.service === 'organizations'
        ? errorOf('organizations', 'AWSOrganizationsNotInUseException', 400)
        : answerTo(call),
    );
    const { notSearched } = await recentChanges(
      asked,
      history([], { recorder, organizationRoleArn: undefined }).session,
    );
    expect(notSearched).toEqual([]);
  });
});

describe('whoever the organization delegates its policies to', () => {
  const delegate = '555566667777';
  const attach: Told = { in: [delegate, 'us-east-1'], name: 'AttachPolicy', source: 'organizations', minutes: 5 };
  const organizationRoleArn = `arn:aws:iam::${management}:role/org`;
  /** The same history, in an organization whose delegation policy is as AWS answers here. */
  const delegating = (answer: WireAnswer, more: Changed = {}) => {
    const { recorder } = history([attach]);
    const told = stage(async (call, send) =>
      call.operation === 'DescribeResourcePolicy' ? answer : recorder.wire(call, send),
    );
    const session = openSession({ ...config, recorder: told, ...defined({ organizationRoleArn, ...more }) });
    return { calls: told.calls, session };
  };
  const content = (policy: object) => json({ ResourcePolicy: { Content: JSON.stringify(policy) } });

  test('is asked as well', async () => {
    const { session } = delegating(content(delegation(delegate)), { accountRoleName: 'reader' });
    const { changes, searched, notSearched } = await recentChanges(asked, session);
    expect(changes.map(({ eventName, account: by }) => [eventName, by])).toEqual([['AttachPolicy', delegate]]);
    expect(searched).toContainEqual({ account: delegate, region: 'us-east-1' });
    expect(notSearched).toEqual([]);
  });

  test.each<[string, WireAnswer, object]>([
    ['has no reader role', content(delegation(delegate)), { account: delegate, why: 'account-not-configured' }],
    ['is anybody', content({ Statement: { Effect: 'Allow', Principal: '*', Action: '*' } }), { why: 'target-unknown' }],
    [
      'is not told',
      errorOf('organizations', 'AccessDeniedException', 400),
      { why: 'access-denied', permission: 'organizations:DescribeResourcePolicy' },
    ],
    [
      'is told in a document that is none',
      json({ ResourcePolicy: { Content: 'x' } }),
      { why: 'malformed-answer', permission: 'organizations:DescribeResourcePolicy' },
    ],
  ])('and %s is told to be not searched', async (_, answer, expected) => {
    const { notSearched } = await recentChanges(asked, delegating(answer).session);
    expect(notSearched).toEqual([expect.objectContaining({ region: 'us-east-1', ...expected })]);
  });

  test('is nobody, where there is no delegation policy', async () => {
    const none = errorOf('organizations', 'ResourcePolicyNotFoundException', 400);
    const { searched, notSearched } = await recentChanges(asked, delegating(none).session);
    expect(notSearched).toEqual([]);
    expect(searched).toContainEqual({ account: management, region: 'us-east-1' });
  });

  test('is not asked for by members, to whom AWS does not tell it', async () => {
    const { session, calls } = delegating(json({}), { organizationRoleArn: undefined });
    await recentChanges(asked, session);
    expect(calls.map(({ operation }) => operation)).not.toContain('DescribeResourcePolicy');
  });
});

describe('a busy bucket', () => {
  /** Pages of reads without end, from now back to `oldest`; its changes alone are few. */
  const busy = (minutesBack: number) => {
    let page = 0;
    return stage(async (call) => {
      if (call.service !== 'cloudtrail') return answerTo(call);
      const [lookup] = call.input['LookupAttributes'] as { AttributeKey: string; AttributeValue: string }[];
      if (lookup?.AttributeValue === 'PutBucketPolicy') {
        return json({ Events: [{ CloudTrailEvent: JSON.stringify(record(putPolicy(1, policyText))) }] });
      }
      if (lookup?.AttributeKey !== 'ResourceName' || lookup.AttributeValue !== 'my-bucket') return json({ Events: [] });
      page += 1;
      const event = record({
        name: 'GetBucketPolicy',
        source: 's3',
        minutes: 50 - page * minutesBack,
        more: { readOnly: true },
      });
      return json({ Events: [{ CloudTrailEvent: JSON.stringify(event) }], NextToken: `page ${page}` });
    });
  };

  test('is asked for its changes by their names', async () => {
    const { changes, complete } = await recentChanges(asked, history([], { recorder: busy(1) }).session);
    expect(changes.map(({ eventName }) => eventName)).toEqual(['PutBucketPolicy']);
    expect(complete).toBe(true);
  });
});

test('a flood of changes after the denial is incomplete, one before it is not', async () => {
  const flood = (minutes: number) =>
    stage(async (call) => {
      if (call.service !== 'cloudtrail') return answerTo(call);
      const [lookup] = call.input['LookupAttributes'] as { AttributeValue: string }[];
      if (lookup?.AttributeValue !== 'AttachPolicy') return json({ Events: [] });
      const event = record({ name: 'AttachPolicy', source: 'organizations', minutes });
      return json({
        Events: [{ CloudTrailEvent: JSON.stringify(event) }],
        NextToken: `${String(call.input['NextToken'])}+`,
      });
    });
  const after = await recentChanges(asked, history([], { recorder: flood(20) }).session);
  expect(after).toMatchObject({ complete: false, since: minutesAfter(20) });
  const before = await recentChanges(asked, history([], { recorder: flood(-20) }).session);
  expect(before).toMatchObject({ complete: true, since: minutesAfter(-20) });
});

test('secrets in what was set are removed, and it is bounded', async () => {
  const policy = JSON.stringify({ sessionToken: 'hush', Statement: 'x'.repeat(20_000) });
  const { changes } = await recentChanges(asked, history([putPolicy(5, policy)]).session);
  const text = JSON.stringify(changes[0]?.after);
  expect(text).not.toContain('hush');
  expect(text.length).toBeLessThan(9_000);
});

test('the search makes the calls that it declares, and no others', async () => {
  const { recorder, session } = history([]);
  await recentChanges(asked, session);
  const made = recorder.calls.map(({ service, operation }) => `${service}:${operation}`);
  const declared = recentChangesReads.flatMap(({ permissions }) => permissions.map(({ action }) => action));
  // By a role that was configured; what it takes to assume one is no right of the role.
  expect([...new Set(made)].filter((call) => call !== 'sts:AssumeRole').sort()).toEqual([...new Set(declared)].sort());
});

test("a change of a user's group is looked for", async () => {
  const user = { type: 'user', arn: userArn, accountId: account, userName: 'ann' } as const;
  const put: Told = { in: [account, 'us-east-1'], name: 'PutGroupPolicy', source: 'iam', minutes: 5 };
  const { changes } = await recentChanges({ ...asked, principal: user }, history([put]).session);
  expect(changes.map(({ eventName }) => eventName)).toEqual(['PutGroupPolicy']);
});

const lookupsByPlace = (calls: readonly WireCall[]): readonly number[] => {
  const counts = new Map<string, number>();
  for (const { account: of, region, operation } of calls) {
    if (operation === 'LookupEvents') counts.set(`${of} ${region}`, (counts.get(`${of} ${region}`) ?? 0) + 1);
  }
  return [...counts.values()];
};

describe('look-ups are few, for AWS answers two a second in an account and Region', () => {
  test('in quiet accounts each question takes one', async () => {
    const { recorder, session } = history([]);
    await recentChanges(asked, session);
    expect(Math.max(...lookupsByPlace(recorder.calls))).toBeLessThanOrEqual(10);
    expect(lookupsByPlace(recorder.calls)).toHaveLength(3);
  });

  /** Every question has pages without end, all of them after the denial. */
  const endless = () =>
    stage(async (call) => {
      if (call.service !== 'cloudtrail') return answerTo(call);
      const event = record({ name: 'ListKeys', source: 'kms', minutes: 50, more: { readOnly: true } });
      return json({
        Events: [{ CloudTrailEvent: JSON.stringify(event) }],
        NextToken: `${String(call.input['NextToken'])}+`,
      });
    });

  test('in busy ones the step ends long before its time is up, and says what it did not see', async () => {
    const recorder = endless();
    const { complete } = await recentChanges(asked, history([], { recorder }).session);
    expect(complete).toBe(false);
    const most = Math.max(...lookupsByPlace(recorder.calls));
    expect(most).toBe(mostLookups);
    // Seconds at two a second, in a step that has sixty.
    expect(most / 2).toBeLessThanOrEqual(30);
  });

  test('names are asked for before calls, and each question once', async () => {
    const recorder = endless();
    await recentChanges(asked, history([], { recorder }).session);
    const here = recorder.calls.filter(({ operation, account: of }) => operation === 'LookupEvents' && of === account);
    const questions = here.map(({ input }) => JSON.stringify([input['LookupAttributes'], input['NextToken']]));
    const first = here.map(({ input }) => input['NextToken'] === undefined);
    const byCall = here.map(({ input }) => JSON.stringify(input['LookupAttributes']).includes('EventName'));
    expect(first.lastIndexOf(true)).toBeGreaterThan(first.indexOf(false));
    expect(first.indexOf(false)).toBeGreaterThan(byCall.indexOf(false));
    expect(byCall.lastIndexOf(true)).toBeGreaterThan(byCall.lastIndexOf(false));
    expect(new Set(here.map(({ region }, at) => region + questions[at])).size).toBe(here.length);
  });
});

test('what was read stays, when more of it cannot be', async () => {
  const recorder = stage(async (call) => {
    if (call.service !== 'cloudtrail') return answerTo(call);
    if (call.input['NextToken'] !== undefined) return errorOf('cloudtrail', 'ThrottlingException', 400);
    const [lookup] = call.input['LookupAttributes'] as { AttributeValue: string }[];
    const told = lookup?.AttributeValue === 'my-bucket' ? [record(putPolicy(20, policyText))] : [];
    const Events = told.map((one) => ({ CloudTrailEvent: JSON.stringify(one) }));
    return json(told.length === 0 ? { Events } : { Events, NextToken: 'more' });
  });
  const { changes, complete } = await recentChanges(asked, history([], { recorder }).session);
  expect(changes.map(({ eventName }) => eventName)).toEqual(['PutBucketPolicy']);
  expect(complete).toBe(false);
});

test('every change that a reader names is looked for', () => {
  const watched = new Set<string>(Object.values(watchedCalls).flat());
  const missing = readers.flatMap(({ id, changedBy = [] }) =>
    changedBy.filter((name) => !watched.has(name)).map((name) => `${id}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('the real record of a changed bucket policy is understood', async () => {
  const sample = readFileSync(join(__dirname, '..', 'samples', 's16_what_changed_putbucketpolicy.json'), 'utf8');
  const event = JSON.parse(sample) as { detail?: Record<string, unknown> } & Record<string, unknown>;
  const detail = { ...(event.detail ?? event), eventTime: minutesAfter(1) };
  const bucket = (detail as { requestParameters?: { bucketName?: string } }).requestParameters?.bucketName ?? '';
  const recorder = stage(async (call) => {
    const [lookup] = (call.input['LookupAttributes'] ?? []) as { AttributeValue: string }[];
    if (call.service !== 'cloudtrail') return answerTo(call);
    return json({ Events: lookup?.AttributeValue === bucket ? [{ CloudTrailEvent: JSON.stringify(detail) }] : [] });
  });
  const ofIt: BoundRequest = {
    ...asked,
    bucket,
    authorizations: [{ ...asked.authorizations[0]!, resource: `arn:aws:s3:::${bucket}/x` }],
  };
  const { changes } = await recentChanges(ofIt, history([], { recorder }).session);
  expect(changes).toEqual([
    expect.objectContaining({ eventName: 'PutBucketPolicy', resources: expect.arrayContaining([bucket]) as string[] }),
  ]);
  expect(changes[0]?.after).toHaveProperty('Statement');
});
