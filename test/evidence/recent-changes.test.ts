import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../../src/defined';
import type { Wire, WireAnswer, WireCall } from '../../src/evidence/place';
import { mostLookups, recentChanges as search, recentChangesReads } from '../../src/evidence/changes/recent-changes';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { watchesOf, watchOfOrganization } from '../../src/evidence/changes/search/watches';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession, type ReadingSession } from '../../src/evidence/session/session';
import type { BoundRequest } from '../../src/request/types';
import { readers } from './readers';
import { useTestCredentials } from '../setup/credentials';
import type { HistoryRecord, Policy } from '../account/description';
import { denied } from '../account/failures';
import { errorOf, json } from '../account/shapes';
import { wireOf } from '../account/wire';
import { account, accounts, delegation, keyArn, management, openPolicy, userArn, type Change } from './accounts';
import { request } from './requests';
import { answerTo, config, stage } from './setup';

useTestCredentials();

const watched = watchedCallsOf(readers);
const recentChanges = (request: BoundRequest, session: ReadingSession) => search(request, session, watched);

const policyText = JSON.stringify(openPolicy);
const denial = new Date(Date.now() - 3_600_000);
const minutesAfter = (minutes: number): string => new Date(denial.getTime() + minutes * 60_000).toISOString();
const asked: BoundRequest = { ...request, time: denial.toISOString() };

interface Told {
  readonly in?: readonly [account: string, region: string];
  readonly name: string;
  readonly source: string;
  readonly minutes: number;
  readonly parameters?: object;
  readonly more?: object;
}

const record = ({
  in: [, awsRegion] = here,
  name,
  source,
  minutes,
  parameters = {},
  more = {},
}: Told): HistoryRecord => ({
  eventID: `${name} ${minutes}`,
  eventTime: minutesAfter(minutes),
  eventName: name,
  eventSource: `${source}.amazonaws.com`,
  awsRegion,
  userIdentity: { arn: 'arn:aws:iam::1:user/sam' },
  requestParameters: parameters,
  readOnly: false,
  ...more,
});
const here = [account, 'eu-central-1'] as const;

/** The accounts with these events, in whichever account they happened. */
function withHistory(events: readonly Told[], change: Change = {}): Change {
  const historyOf = (of: string) => events.filter(({ in: [at] = here }) => at === of).map(record);
  const places = [...new Set(events.map(({ in: [at] = here }) => at))].filter((of) => of !== account);
  return {
    ...change,
    account: { history: historyOf(account) },
    accounts: Object.fromEntries(places.map((of) => [of, { history: historyOf(of) }])),
  };
}

/** `undefined` takes away. */
type Changed = { readonly [Name in keyof SessionConfig]?: SessionConfig[Name] | undefined };

function searching(events: readonly Told[], change: Change = {}, more: Changed = {}) {
  return answering(wireOf(accounts(withHistory(events, change))), more);
}
function answering(wire: Wire, more: Changed = {}) {
  const recorder = stage(wire);
  const organizationRoleArn = `arn:aws:iam::${management}:role/org`;
  return {
    calls: recorder.calls,
    session: openSession({ ...config, recorder, ...defined({ organizationRoleArn, ...more }) }),
  };
}
/** The accounts without a past, but for what CloudTrail answers here. */
const answeringLookups = (lookups: (call: WireCall) => WireAnswer) =>
  answering(async (call) => (call.service === 'cloudtrail' ? lookups(call) : answerTo(call)));
const lookedUp = ({ input }: WireCall) =>
  (input['LookupAttributes'] as readonly { AttributeKey: string; AttributeValue: string }[])[0]!;
const events = (records: readonly object[], more: object = {}) =>
  json({ Events: records.map((one) => ({ CloudTrailEvent: JSON.stringify(one) })), ...more });

/** Whatever token came, the next one is another. */
const another = ({ input }: WireCall) => ({ NextToken: `${String(input['NextToken'])}+` });

const putPolicy = (minutes: number, policy: string): Told => ({
  name: 'PutBucketPolicy',
  source: 's3',
  minutes,
  parameters: { bucketName: 'my-bucket', bucketPolicy: JSON.parse(policy) as object },
});

test('a change of the bucket is told with who, when, and what it replaced', async () => {
  const { session } = searching([putPolicy(-60, '{"Statement":1}'), putPolicy(10, '{"Statement":2}')]);
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
      sets: [{ setting: 'policy-of-bucket', of: ['my-bucket'], before: { Statement: 1 }, after: { Statement: 2 } }],
      before: { Statement: 1 },
      after: { Statement: 2 },
    },
    expect.objectContaining({ eventId: 'PutBucketPolicy -60', after: { Statement: 1 } }),
  ]);
  expect(complete).toBe(true);
});

test('denials of one day share their look-ups', async () => {
  const { calls, session: live } = searching([putPolicy(-60, policyText)]);
  const until = live.now();
  const session = { ...live, now: () => until };
  const first = await recentChanges(asked, session);
  const asking = lookupsOf(calls);
  expect(asking).toBeGreaterThan(0);
  const second = await recentChanges({ ...asked, time: new Date(startOfDay(denial) + 1_000).toISOString() }, session);
  expect(lookupsOf(calls)).toBe(asking);
  expect(second.changes).toEqual(first.changes);
});

const startOfDay = (time: Date): number => Math.floor(time.getTime() / 86_400_000) * 86_400_000;
const lookupsOf = (calls: readonly WireCall[]): number =>
  calls.filter(({ service }) => service === 'cloudtrail').length;

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
    parameters: { roleName: 'reader', policyArn: 'arn:p' },
  },
  {
    name: 'PutKeyPolicy',
    source: 'kms',
    minutes: -30,
    parameters: { keyId: keyArn, policy: policyText },
  },
  {
    name: 'ModifyVpcEndpoint',
    source: 'ec2',
    minutes: -20,
    parameters: { ModifyVpcEndpointRequest: { VpcEndpointId: 'vpce-1', PolicyDocument: policyText } },
  },
  { name: 'PutAccountPublicAccessBlock', source: 's3', minutes: -10, more: { recipientAccountId: account } },
];

test('each thing of the case is looked for where CloudTrail records its changes', async () => {
  const { changes, notSearched } = await recentChanges(asked, searching(elsewhere).session);
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
  const { session } = searching([{ ...putPolicy(5, policyText), ...change }]);
  expect((await recentChanges(asked, session)).changes).toEqual([]);
});

describe('where it could not look is told', () => {
  test('a refusal', async () => {
    const { session } = answeringLookups((call) =>
      call.region === 'us-east-1' && call.account === account ? denied(call) : events([]),
    );
    const { searched, notSearched } = await recentChanges(asked, session);
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
    const { notSearched } = await recentChanges(asked, searching([], {}, { organizationRoleArn: undefined }).session);
    expect(notSearched).toEqual([expect.objectContaining({ account: management, why: 'account-not-configured' })]);
  });

  test('an organization of which not even the management account is known', async () => {
    const closed: Change = { refuses: [{ service: 'organizations' }] };
    const { session } = searching([], closed, { organizationRoleArn: undefined });
    const { notSearched } = await recentChanges(asked, session);
    expect(notSearched).toEqual([expect.objectContaining({ region: 'us-east-1', why: 'access-denied' })]);
    expect(notSearched[0]).not.toHaveProperty('account');
  });

  test('not an organization that does not exist', async () => {
    const none: Change = { refuses: [{ service: 'organizations', code: 'AWSOrganizationsNotInUseException' }] };
    const { session } = searching([], none, { organizationRoleArn: undefined });
    const { notSearched } = await recentChanges(asked, session);
    expect(notSearched).toEqual([]);
  });
});

describe('whoever the organization delegates its policies to', () => {
  const delegate = '555566667777';
  const attach: Told = { in: [delegate, 'us-east-1'], name: 'AttachPolicy', source: 'organizations', minutes: 5 };
  const delegatingTo = (policy: Policy): Change => ({ organization: { delegation: policy } });
  const refusing = (code?: string): Change => ({
    refuses: [{ service: 'organizations', operation: 'DescribeResourcePolicy', ...defined({ code }) }],
  });

  test('is asked as well', async () => {
    const { session } = searching([attach], delegatingTo(delegation(delegate)), { accountRoleName: 'reader' });
    const { changes, searched, notSearched } = await recentChanges(asked, session);
    expect(changes.map(({ eventName, account: by }) => [eventName, by])).toEqual([['AttachPolicy', delegate]]);
    expect(searched).toContainEqual({ account: delegate, region: 'us-east-1' });
    expect(notSearched).toEqual([]);
  });

  const anybody = { Statement: { Effect: 'Allow', Principal: '*', Action: '*' } };
  test.each<[string, Change, object]>([
    ['has no reader role', delegatingTo(delegation(delegate)), { account: delegate, why: 'account-not-configured' }],
    ['is anybody', delegatingTo(anybody), { why: 'target-unknown' }],
    ['is not told', refusing(), { why: 'access-denied', permission: 'organizations:DescribeResourcePolicy' }],
  ])('and %s is told to be not searched', async (_, change, expected) => {
    const { notSearched } = await recentChanges(asked, searching([attach], change).session);
    expect(notSearched).toEqual([expect.objectContaining({ region: 'us-east-1', ...expected })]);
  });

  test('and is told in a document that is none is told to be not searched', async () => {
    const { session } = answering(async (call) =>
      call.operation === 'DescribeResourcePolicy' ? json({ ResourcePolicy: { Content: 'x' } }) : answerTo(call),
    );
    const { notSearched } = await recentChanges(asked, session);
    const permission = 'organizations:DescribeResourcePolicy';
    expect(notSearched).toEqual([expect.objectContaining({ why: 'malformed-answer', permission })]);
  });

  test('is nobody, where there is no delegation policy', async () => {
    const { session } = searching([attach], refusing('ResourcePolicyNotFoundException'));
    const { searched, notSearched } = await recentChanges(asked, session);
    expect(notSearched).toEqual([]);
    expect(searched).toContainEqual({ account: management, region: 'us-east-1' });
  });

  test('is not asked for by members, to whom AWS does not tell it', async () => {
    const { session, calls } = searching([attach], {}, { organizationRoleArn: undefined });
    await recentChanges(asked, session);
    expect(calls.map(({ operation }) => operation)).not.toContain('DescribeResourcePolicy');
  });
});

describe('a busy bucket', () => {
  /** Pages of reads without end, from now back to `oldest`; its changes alone are few. */
  const busy = (minutesBack: number) => {
    let page = 0;
    return answeringLookups((call) => {
      const { AttributeKey, AttributeValue } = lookedUp(call);
      if (AttributeValue === 'PutBucketPolicy') return events([record(putPolicy(1, policyText))]);
      if (AttributeKey !== 'ResourceName' || AttributeValue !== 'my-bucket') return events([]);
      page += 1;
      const minutes = 50 - page * minutesBack;
      const read = record({ name: 'GetBucketPolicy', source: 's3', minutes, more: { readOnly: true } });
      return events([read], { NextToken: `page ${page}` });
    });
  };

  test('is asked for its changes by their names', async () => {
    const { changes, complete } = await recentChanges(asked, busy(1).session);
    expect(changes.map(({ eventName }) => eventName)).toEqual(['PutBucketPolicy']);
    expect(complete).toBe(true);
  });
});

test('a flood of changes after the denial is incomplete, one before it is not', async () => {
  const flood = (minutes: number) =>
    answeringLookups((call) =>
      lookedUp(call).AttributeValue === 'AttachPolicy'
        ? events([record({ name: 'AttachPolicy', source: 'organizations', minutes })], another(call))
        : events([]),
    );
  const after = await recentChanges(asked, flood(20).session);
  expect(after).toMatchObject({ complete: false, since: minutesAfter(20) });
  const before = await recentChanges(asked, flood(-20).session);
  expect(before).toMatchObject({ complete: true, since: minutesAfter(-20) });
});

test('secrets in what was set are removed, and it is bounded', async () => {
  const policyOf = (length: number) => JSON.stringify({ sessionToken: 'hush', Statement: 'x'.repeat(length) });
  const puts = [putPolicy(5, policyOf(20_000)), putPolicy(6, policyOf(50_000))];
  const { changes } = await recentChanges(asked, searching(puts).session);
  // What is cut is no policy.
  expect(changes[0]).not.toHaveProperty('after');
  expect(JSON.stringify(changes[1]?.after)).toContain('xxx');
  expect(JSON.stringify(changes)).not.toContain('hush');
});

test('the search makes the calls that it declares, and no others', async () => {
  const policyArn = `arn:aws:iam::${account}:policy/managed`;
  const { calls, session } = searching([
    {
      in: [account, 'us-east-1'],
      name: 'DetachRolePolicy',
      source: 'iam',
      minutes: -40,
      parameters: { roleName: 'reader', policyArn },
    },
    {
      in: [management, 'us-east-1'],
      name: 'DetachPolicy',
      source: 'organizations',
      minutes: -30,
      parameters: { policyId: 'p-12345678', targetId: account },
    },
  ]);
  await recentChanges(asked, session);
  const left = searching([
    {
      in: [account, 'us-east-1'],
      name: 'RemoveUserFromGroup',
      source: 'iam',
      minutes: -20,
      parameters: { userName: 'ann', groupName: 'admins' },
    },
  ]);
  const user = { type: 'user', arn: userArn, accountId: account, userName: 'ann' } as const;
  await recentChanges({ ...asked, principal: user }, left.session);
  const made = [...calls, ...left.calls].map(({ service, operation }) => `${service}:${operation}`);
  const declared = recentChangesReads.flatMap(({ permissions }) => permissions.map(({ action }) => action));
  // By a role that was configured; what it takes to assume one is no right of the role.
  expect([...new Set(made)].filter((call) => call !== 'sts:AssumeRole').sort()).toEqual([...new Set(declared)].sort());
});

test("a change of a user's group is looked for", async () => {
  const user = { type: 'user', arn: userArn, accountId: account, userName: 'ann' } as const;
  const put: Told = { in: [account, 'us-east-1'], name: 'PutGroupPolicy', source: 'iam', minutes: 5 };
  const { changes } = await recentChanges({ ...asked, principal: user }, searching([put]).session);
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
    const { calls, session } = searching([], { organization: { delegation: delegation() } });
    await recentChanges(asked, session);
    expect(Math.max(...lookupsByPlace(calls))).toBeLessThanOrEqual(10);
    expect(lookupsByPlace(calls)).toHaveLength(3);
  });

  /** Every question has pages without end, all of them after the denial. */
  const endless = () =>
    answeringLookups((call) => {
      const read = record({ name: 'ListKeys', source: 'kms', minutes: 50, more: { readOnly: true } });
      return events([read], another(call));
    });

  test('in busy ones the step ends long before its time is up, and says what it did not see', async () => {
    const { calls, session } = endless();
    const { complete } = await recentChanges(asked, session);
    expect(complete).toBe(false);
    const most = Math.max(...lookupsByPlace(calls));
    expect(most).toBe(mostLookups);
    // Seconds at two a second, in a step that has sixty.
    expect(most / 2).toBeLessThanOrEqual(30);
  });

  test('names are asked for before calls, and each question once', async () => {
    const { calls, session } = endless();
    await recentChanges(asked, session);
    const own = calls.filter(({ operation, account: of }) => operation === 'LookupEvents' && of === account);
    const questions = own.map(({ input }) => JSON.stringify([input['LookupAttributes'], input['NextToken']]));
    const first = own.map(({ input }) => input['NextToken'] === undefined);
    const byCall = own.map(({ input }) => JSON.stringify(input['LookupAttributes']).includes('EventName'));
    expect(first.lastIndexOf(true)).toBeGreaterThan(first.indexOf(false));
    expect(first.indexOf(false)).toBeGreaterThan(byCall.indexOf(false));
    expect(byCall.lastIndexOf(true)).toBeGreaterThan(byCall.lastIndexOf(false));
    expect(new Set(own.map(({ region }, at) => region + questions[at])).size).toBe(own.length);
  });
});

test('what was read stays, when more of it cannot be', async () => {
  const { session } = answeringLookups((call) => {
    if (call.input['NextToken'] !== undefined) return errorOf('cloudtrail', 'ThrottlingException', 400);
    if (lookedUp(call).AttributeValue !== 'my-bucket') return events([]);
    return events([record(putPolicy(20, policyText))], { NextToken: 'more' });
  });
  const { changes, complete } = await recentChanges(asked, session);
  expect(changes.map(({ eventName }) => eventName)).toEqual(['PutBucketPolicy']);
  expect(complete).toBe(false);
});

test('every call that a reader names is looked for', () => {
  const endpoint = { is: 'endpoint', id: 'vpce-1' } as const;
  const [first] = request.authorizations;
  const data: BoundRequest = {
    ...request,
    endpoint,
    accessPoint: `arn:aws:s3:eu-central-1:${account}:accesspoint/ap`,
    authorizations: [...request.authorizations, { ...first!, action: 's3:GetDataAccess' }],
  };
  const user = { type: 'user', arn: userArn, accountId: account, userName: 'ann' } as const;
  const watches = [
    ...watchesOf(data, watched),
    ...watchesOf({ ...request, principal: user }, watched),
    watchOfOrganization(management, request, watched),
  ];
  const asked = new Set(watches.flatMap(({ calls }) => calls));
  const named = readers.flatMap(({ changedBy = {} }) => Object.values(changedBy).flat());
  expect(named.filter((call) => !asked.has(call))).toEqual([]);
});

test('the real record of a changed bucket policy is understood', async () => {
  const sample = readFileSync(join(__dirname, '..', 'samples', 's16_what_changed_putbucketpolicy.json'), 'utf8');
  const event = JSON.parse(sample) as { detail?: Record<string, unknown> } & Record<string, unknown>;
  const detail = { ...(event.detail ?? event), eventTime: minutesAfter(1) };
  const bucket = (detail as { requestParameters?: { bucketName?: string } }).requestParameters?.bucketName ?? '';
  const { session } = answeringLookups((call) => events(lookedUp(call).AttributeValue === bucket ? [detail] : []));
  const ofIt: BoundRequest = {
    ...asked,
    bucket,
    authorizations: [{ ...asked.authorizations[0]!, resource: `arn:aws:s3:::${bucket}/x` }],
  };
  const { changes } = await recentChanges(ofIt, session);
  expect(changes).toEqual([
    expect.objectContaining({ eventName: 'PutBucketPolicy', resources: expect.arrayContaining([bucket]) as string[] }),
  ]);
  expect(changes[0]?.after).toHaveProperty('Statement');
});
