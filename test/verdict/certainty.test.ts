import type { At } from '../../src/evidence/define';
import type { ChangesReading } from '../../src/evidence/changes/types';
import type { BoundAuthorization, BoundRequest, EndpointPath } from '../../src/request/types';
import type { AwsSaid } from '../../src/request/said/aws-said';
import { reporter } from '../../src/report/to-report';
import { reportSchema } from '../../src/report/contract';
import type { Certainty, Status } from '../../src/verdict/types';
import type { AnyLayer, KnownCause } from '../../src/layers/define';
import {
  card,
  cards,
  change,
  conclude,
  concluding,
  denied,
  evidenceOf,
  nothingChanged,
  saying,
  type Says,
} from '../setup/tiny-registry';

const arn = 'arn:aws:organizations::999988887777:policy/o-1/service_control_policy/p-1';
const denies: Says = { outcome: 'denies', policies: [{ name: 'p', arn }] };
const missing: Says = { outcome: 'does-not-allow' };
const unknown: Says = { outcome: 'unknown' };

const said = (more: object = {}): AwsSaid => ({
  is: 'reason',
  deny: 'explicit',
  policyType: 'service control policy',
  action: 's3:GetObject',
  clause: 'with an explicit deny in a service control policy',
  ...more,
});
const identitySaid = said({
  deny: 'implicit',
  policyType: 'identity-based policy',
  clause: 'because no identity-based …',
});

const organizationNotSearched: ChangesReading = {
  ...nothingChanged,
  notSearched: [{ region: 'us-east-1', why: 'account-not-configured' }],
};
const callerNotSearched: ChangesReading = {
  ...nothingChanged,
  notSearched: [{ account: '111122223333', region: 'us-east-1', why: 'access-denied' }],
};
const repaired: ChangesReading = { ...nothingChanged, changes: [change({})] };
const inTheSameSecond: ChangesReading = { ...nothingChanged, changes: [change({ time: denied().time })] };
const justBefore: ChangesReading = { ...nothingChanged, changes: [change({ time: aMinuteBefore(denied().time) })] };
const assumed: Partial<BoundAuthorization> = {
  assumptions: [{ code: 'object-key-from-bucket-default', facts: { bucket: 'b', key: 'k' } }],
};

function aMinuteBefore(time: string): string {
  return new Date(Date.parse(time) - 60_000).toISOString();
}

interface Row {
  readonly says: Readonly<Record<string, Says>>;
  readonly said?: AwsSaid;
  readonly changes?: ChangesReading;
  readonly authorization?: Partial<BoundAuthorization>;
  readonly roots: readonly string[];
  readonly next?: readonly string[];
  readonly certainty: Certainty;
  readonly status: Status;
}

const rows: Readonly<Record<string, Row>> = {
  'AWS names the type and the statement is found': {
    says: { guardrail: denies },
    said: said(),
    roots: ['guardrail'],
    certainty: 'proven',
    status: 'denied',
  },
  'AWS names the ARN and it is that policy': {
    says: { guardrail: denies },
    said: said({ policyArn: arn }),
    roots: ['guardrail'],
    certainty: 'proven',
    status: 'denied',
  },
  'AWS names another ARN than the one that is found': {
    says: { guardrail: denies },
    said: said({ policyArn: `${arn}2` }),
    roots: ['guardrail'],
    certainty: 'possible',
    status: 'denied',
  },
  'AWS names a missing Allow and none is found': {
    says: { 'own-policies': missing },
    said: identitySaid,
    roots: ['own-policies'],
    certainty: 'proven',
    status: 'denied',
  },
  'AWS says nothing and a statement is found': {
    says: { guardrail: denies },
    roots: ['guardrail'],
    certainty: 'established',
    status: 'denied',
  },
  'two block, and AWS names the second': {
    says: { guardrail: denies, 'own-policies': missing },
    said: identitySaid,
    roots: ['own-policies'],
    next: ['guardrail'],
    certainty: 'proven',
    status: 'denied',
  },
  'two block, and AWS names none: the first in order': {
    says: { guardrail: denies, 'shared-policy': denies },
    roots: ['guardrail'],
    next: ['shared-policy'],
    certainty: 'established',
    status: 'denied',
  },
  'two policies of one layer deny': {
    says: { guardrail: { outcome: 'denies', policies: [{ name: 'one' }, { name: 'two' }] } },
    roots: ['guardrail'],
    next: ['guardrail'],
    certainty: 'established',
    status: 'denied',
  },
  'a statement is found, and its changes could not be looked up': {
    says: { guardrail: denies },
    changes: organizationNotSearched,
    roots: ['guardrail'],
    certainty: 'possible',
    status: 'denied',
  },
  'a statement is found, and changes elsewhere could not be looked up': {
    says: { guardrail: denies },
    changes: callerNotSearched,
    roots: ['guardrail'],
    certainty: 'established',
    status: 'denied',
  },
  'AWS names it, and changes could not be looked up': {
    says: { guardrail: denies },
    said: said(),
    changes: organizationNotSearched,
    roots: ['guardrail'],
    certainty: 'proven',
    status: 'denied',
  },
  'the statement is found on a resource that is only assumed': {
    says: { guardrail: denies },
    said: said(),
    authorization: assumed,
    roots: ['guardrail'],
    certainty: 'possible',
    status: 'denied',
  },
  'everybody else allows and one cannot be read': {
    says: { guardrail: unknown },
    roots: ['guardrail'],
    certainty: 'by-elimination',
    status: 'denied',
  },
  'one cannot be read, and everything else rests on an assumption': {
    says: { guardrail: unknown },
    authorization: assumed,
    roots: ['guardrail'],
    certainty: 'possible',
    status: 'inconclusive',
  },
  'one cannot be read, and whether others changed cannot be looked up': {
    says: { guardrail: unknown },
    changes: callerNotSearched,
    roots: [],
    certainty: 'possible',
    status: 'inconclusive',
  },
  'one cannot be read, and only its own changes cannot be looked up': {
    says: { guardrail: unknown },
    changes: organizationNotSearched,
    roots: ['guardrail'],
    certainty: 'by-elimination',
    status: 'denied',
  },
  'another was repaired after the denial and one cannot be read': {
    says: { guardrail: unknown },
    changes: repaired,
    roots: [],
    certainty: 'possible',
    status: 'inconclusive',
  },
  'a missing Allow is found, and the policies changed within the second of the denial': {
    says: { 'own-policies': missing },
    changes: inTheSameSecond,
    roots: ['own-policies'],
    certainty: 'possible',
    status: 'denied',
  },
  'a missing Allow is found, and the policies changed just before': {
    says: { 'own-policies': missing },
    changes: justBefore,
    roots: ['own-policies'],
    certainty: 'established',
    status: 'denied',
  },
  'one cannot be read, and another changed just before, which may not have spread': {
    says: { guardrail: unknown },
    changes: justBefore,
    roots: [],
    certainty: 'possible',
    status: 'inconclusive',
  },
  'two cannot be read': {
    says: { guardrail: unknown, 'shared-policy': unknown },
    roots: ['guardrail', 'shared-policy'],
    certainty: 'possible',
    status: 'inconclusive',
  },
  'two cannot be read, and AWS names one': {
    says: { guardrail: unknown, 'shared-policy': unknown },
    said: said(),
    roots: ['guardrail'],
    certainty: 'possible',
    status: 'denied',
  },
  'nothing can be read, and AWS names one': {
    says: { guardrail: unknown, 'shared-policy': unknown, 'own-policies': unknown },
    said: identitySaid,
    changes: { ...nothingChanged, searched: [] },
    roots: ['own-policies'],
    certainty: 'possible',
    status: 'denied',
  },
  'AWS names a layer that allows': {
    says: { guardrail: denies },
    said: identitySaid,
    roots: ['guardrail'],
    certainty: 'possible',
    status: 'denied',
  },
  'AWS names a reason that is gone, and one layer could not be read': {
    says: { 'shared-policy': unknown },
    said: identitySaid,
    roots: ['shared-policy'],
    certainty: 'possible',
    status: 'inconclusive',
  },
  'everything allows now, and it was repaired': {
    says: {},
    changes: repaired,
    roots: [],
    certainty: 'possible',
    status: 'would-be-allowed-now',
  },
  'everything allows now, and nothing changed': {
    says: {},
    roots: [],
    certainty: 'possible',
    status: 'would-be-allowed-now',
  },
  'everything allows, on a resource that is only assumed': {
    says: {},
    authorization: assumed,
    roots: [],
    certainty: 'possible',
    status: 'inconclusive',
  },
};

const concluded = ({
  says,
  said = { is: 'generic' },
  changes = nothingChanged,
  authorization,
}: Omit<Row, 'roots' | 'certainty' | 'status'>) =>
  conclude({
    request: denied({ said }, authorization),
    evidence: evidenceOf(says),
    changes,
    asOf: '2026-11-20T08:20:00Z',
  });

const toReport = reporter(cards);

const withCard = (id: string, more: Partial<AnyLayer>) =>
  cards.map((card): AnyLayer => (card.id === id ? { ...card, ...more } : card));

test.each(Object.entries(rows))('%s', (_, row) => {
  const verdict = concluded(row);
  expect({
    roots: verdict.rootCauses.map(({ layer }) => layer),
    next: verdict.blocksNext.map(({ layer }) => layer),
    certainty: verdict.certainty,
    status: verdict.status,
  }).toEqual({ roots: row.roots, next: row.next ?? [], certainty: row.certainty, status: row.status });
});

test.each(Object.entries(rows))('the report is valid and has one headline: %s', (_, row) => {
  const report: unknown = JSON.parse(JSON.stringify(toReport(concluded(row))));
  const { verdict } = reportSchema.parse(report);
  expect(verdict.headline).toMatch(/^[^\n]+\.$/);
});

describe('AWS is right or wrong', () => {
  const agrees = (row: Omit<Row, 'roots' | 'certainty' | 'status'>) =>
    concluded(row).rootCauses.map(({ awsSaid }) => awsSaid?.agrees);
  test('and the report shows that both agree', () =>
    expect(agrees({ says: { guardrail: denies }, said: said() })).toEqual([true]));
  test('and the report shows that they do not', () => {
    expect(agrees({ says: { guardrail: denies }, said: identitySaid })).toEqual([false]);
  });
  test('but a text that imitates a reason is not weighed', () => {
    const odd: AwsSaid = {
      is: 'odd',
      text: 'with an explicit deny in a service control policy',
      why: 'resource-differs',
    };
    expect(agrees({ says: { 'own-policies': missing }, said: odd })).toEqual([undefined]);
  });
  test('about another action it says nothing about this one', () => {
    const other = said({ action: 'kms:Decrypt' });
    expect(concluded({ says: { guardrail: denies }, said: other }).certainty).toBe('established');
  });
});

test('what was repaired is told with who did it and when', () => {
  const verdict = concluded({ says: {}, changes: repaired });
  expect(verdict.drift).toMatchObject({ is: 'found' });
  expect(toReport(verdict).verdict.headline).toContain('`PutRolePolicy`');
});

test('a suspect tells which permission would settle it', () => {
  const says: Row['says'] = {
    guardrail: { outcome: 'unknown', permission: 'organizations:ListPoliciesForTarget' },
    'shared-policy': unknown,
  };
  const [first] = toReport(concluded({ says })).verdict.suspects;
  expect(first?.remedies.join()).toContain('organizations:ListPoliciesForTarget');
});

test('what no source verifies is possible, though nothing else is left', () => {
  const investigated = {
    request: denied(),
    evidence: evidenceOf({ 'own-policies': unknown }),
    changes: nothingChanged,
  };
  const doubted: KnownCause = { number: 1, title: '', code: 'unreadable', verified: false };
  const doubting = (more: Partial<AnyLayer>) => withCard('own-policies', more);
  const certaintyWith = (registry: readonly AnyLayer[]) =>
    concluding(registry)({ ...investigated, asOf: '2026-11-20T08:20:00Z' }).certainty;
  expect(certaintyWith(cards)).toBe('by-elimination');
  expect(certaintyWith(doubting({ causes: [doubted] }))).toBe('possible');
  expect(certaintyWith(doubting({ undocumented: ['unreadable'] }))).toBe('possible');
  expect(certaintyWith(doubting({ undocumented: ['something-else'] }))).toBe('by-elimination');
});

test('what blocks only where an unknown goes one way is possible', () => {
  const evidence = evidenceOf({ 'own-policies': missing, 'shared-policy': unknown });
  // What the resource's side grants makes up for what the caller's policies do not.
  const granting = cards.map((card): AnyLayer => {
    if (card.id === 'own-policies') return { ...card, kind: 'grant', yieldsTo: ['caller'] };
    return card.id === 'shared-policy' ? { ...card, kind: 'grant', side: 'resource' } : card;
  });
  const investigated = { request: denied(), evidence, changes: nothingChanged, asOf: '2026-11-20T08:20:00Z' };
  expect(conclude(investigated)).toMatchObject({ status: 'denied', certainty: 'established' });
  expect(concluding(granting)(investigated)).toMatchObject({ status: 'inconclusive', certainty: 'possible' });
});

describe('a line of a server access log, which tells no headers', () => {
  const logged = (operation: string, says: Row['says']) =>
    conclude({
      request: denied({ headersNotRecorded: true, operation }),
      evidence: evidenceOf(says),
      changes: nothingChanged,
      asOf: '2026-11-20T08:20:00Z',
    });
  test.each([
    ['PutObject', {}, 'inconclusive', 'possible'],
    ['GetObject', {}, 'would-be-allowed-now', 'possible'],
    ['PutObject', { guardrail: unknown }, 'inconclusive', 'possible'],
    ['GetObject', { guardrail: unknown }, 'denied', 'by-elimination'],
    ['PutObject', { guardrail: denies }, 'denied', 'established'],
  ] as const)('%s, and %j: %s', (operation, says, status, certainty) => {
    expect(logged(operation, says)).toMatchObject({ status, certainty });
  });
  test('says what it does not know', () => {
    expect(logged('PutObject', {}).unknowns).toContainEqual({
      layer: 'request',
      code: 'headers-not-logged',
      facts: {},
    });
  });
});

describe('what a layer reads may have changed where nobody could look for changes', () => {
  const [caller, owner, third] = ['111122223333', '444455556666', '777788889999'];
  const named: EndpointPath = { is: 'endpoint', id: 'vpce-1', accountId: third };
  const unnamed: EndpointPath = { is: 'endpoint', id: 'vpce-1' };
  const ofPoint = `arn:aws:s3:us-east-1:${third}:accesspoint/ap`;
  test.each<[string, At, Partial<BoundRequest>, string | undefined, string, Certainty]>([
    ['the endpoint’s account', 'endpoint', { endpoint: named }, owner, third, 'possible'],
    [
      'the caller’s account, which has no part in the endpoint',
      'endpoint',
      { endpoint: named },
      owner,
      caller,
      'established',
    ],
    [
      'the caller’s account, where no record names the endpoint’s',
      'endpoint',
      { endpoint: unnamed },
      owner,
      caller,
      'possible',
    ],
    ['the bucket’s account', 'bucket', {}, owner, owner, 'possible'],
    ['the caller’s account, which has no part in the bucket', 'bucket', {}, owner, caller, 'established'],
    ['an account that may own the bucket', 'bucket', { resourceAccountId: undefined }, undefined, caller, 'possible'],
    ['the key’s account', 'key', {}, third, third, 'possible'],
    [
      'the bucket’s account, which has no part in the key',
      'key',
      { resourceAccountId: owner },
      third,
      owner,
      'established',
    ],
    ['the access point’s account', 'access-point', {}, owner, third, 'possible'],
    ['the bucket’s account, which has no part in the access point', 'access-point', {}, owner, owner, 'established'],
    ['an account that manages the organization', 'organization', {}, owner, third, 'possible'],
    ['the caller’s account, which does not manage it', 'organization', {}, owner, caller, 'established'],
    [
      'the endpoint’s account, which does not manage it',
      'organization',
      { endpoint: named },
      owner,
      third,
      'established',
    ],
  ])('in %s: %s', (_, at, request, resourceAccountId, account, certainty) => {
    const door = card('door', 'some policy', at);
    const { says: read } = door.reads;
    const registry = [{ ...door, reads: { says: { ...read!, target: () => ofPoint } } }];
    const verdict = concluding(registry)({
      request: denied({ resourceAccountId, ...request }, { resourceAccountId }),
      evidence: { door: { says: { [ofPoint]: { status: 'found', value: denies } } } },
      changes: { ...nothingChanged, notSearched: [{ account, region: 'us-east-1', why: 'access-denied' }] },
      asOf: '2026-11-20T08:20:00Z',
    });
    expect(verdict).toMatchObject({ status: 'denied', certainty });
  });
});

test('nobody who asks is told of drift', () => {
  const asked = { request: denied(), evidence: evidenceOf({}), changes: nothingChanged, asOf: 'now' };
  const verdict = conclude({ ...asked, observed: false });
  expect([verdict.status, verdict.certainty, verdict.drift.is]).toEqual(['allowed', 'established', 'excluded']);
});

test('what AWS’s own error code says is proven where a layer judges the record, whatever it reads besides', () => {
  const check = () => saying({ outcome: 'denies', policies: [] });
  const unread = { says: { t: { status: 'unreadable', why: 'target-unknown' } } } as const;
  const certaintyOf = (advice: readonly string[]) => {
    const registry = withCard('shared-policy', { advice, check });
    const evidence = { ...evidenceOf({}), 'shared-policy': unread };
    const asked = { request: denied({ said: said({ policyType: 'resource-based policy' }) }), evidence };
    return concluding(registry)({ ...asked, changes: nothingChanged, asOf: '2026-11-20T08:20:00Z' }).certainty;
  };
  expect([certaintyOf(['says']), certaintyOf([])]).toEqual(['proven', 'possible']);
});

describe('a layer of which another record tells', () => {
  const concludeRecorded = concluding(withCard('guardrail', { recordedAs: 'endpoint' }));
  const concludedOn = (says: Row['says'], request: BoundRequest, observed = true) =>
    concludeRecorded({ request, evidence: evidenceOf(says), changes: nothingChanged, asOf: 'now', observed });
  test.each<[string, Partial<BoundRequest>, Certainty]>([
    ['is at most possible where S3 recorded the denial', {}, 'possible'],
    ['is established where that record is at hand', { errorCode: 'VpceAccessDenied' }, 'established'],
    ['is proven where AWS names it', { said: said() }, 'proven'],
  ])('%s', (_, request, certainty) => {
    const { rootCauses } = concludedOn({ guardrail: denies }, denied(request));
    expect(rootCauses).toMatchObject([{ layer: 'guardrail', certainty }]);
    expect(rootCauses[0]?.notes?.map(({ code }) => code) ?? []).toEqual(
      certainty === 'possible' ? ['not-recorded-so'] : [],
    );
  });
  test('gives way to another that blocks', () => {
    const { rootCauses, blocksNext } = concludedOn({ guardrail: denies, 'own-policies': missing }, denied());
    expect([rootCauses, blocksNext].map((causes) => causes.map(({ layer }) => layer))).toEqual([
      ['own-policies'],
      ['guardrail'],
    ]);
  });
  test('outranks nothing that could not be judged', () => {
    const says = { guardrail: denies, 'shared-policy': unknown };
    const rootsOf = (request: Partial<BoundRequest>) =>
      concludedOn(says, denied(request, { needed: 'unknown' })).rootCauses.map(({ layer }) => layer);
    expect(rootsOf({})).toEqual(['guardrail', 'shared-policy']);
    expect(rootsOf({ errorCode: 'VpceAccessDenied' })).toEqual(['guardrail']);
  });
  test('is not eliminated to', () => {
    expect(concludedOn({ guardrail: unknown }, denied())).toMatchObject({
      status: 'inconclusive',
      certainty: 'possible',
    });
  });
  test('is as certain as others where nothing was recorded', () => {
    expect(concludedOn({ guardrail: denies }, denied(), false).certainty).toBe('established');
  });
});
