/** A step that reads other accounts takes there what its own readers need, whatever the role allows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layerHandler } from '../../lambdas/layer';
import { recentChangesHandler } from '../../lambdas/recent-changes';
import { resolveHandler } from '../../lambdas/resolve';
import { cards } from '../../scripts/build/cards';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { storeIn } from '../../src/delivery/table/store';
import { learnMembers } from '../../src/incident/members';
import { layers } from '../../src/layers';
import { child, type RecordFields } from '../../src/request/record/fields';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import { openAws, type Aws } from './aws';

const resolve = resolveHandler(layers);

const record = readFileSync(join(__dirname, '../samples/s05a_getobject_denied_because_of_kms.json'), 'utf8');
const { request } = parseRecord(JSON.parse(record)) as { readonly request: DeniedRequest };
const run = { run: 'v2-abc-1', symptom: 'v2-abc' };
const configured = {
  // Culprit runs in another account than the case.
  CULPRIT_ACCOUNT: '444455556666',
  CULPRIT_ACCOUNT_ROLE_NAME: 'culprit/culprit-reader',
  CULPRIT_EXTERNAL_ID: 'an-external-id',
};

let aws: Aws;
/** As the doctor learns of them. */
const learn = (...accounts: readonly string[]) => learnMembers(storeIn(process.env['CULPRIT_TABLE']!), accounts);
beforeAll(async () => {
  aws = await openAws();
  Object.assign(process.env, configured);
  await learn('111122223333');
});
afterAll(async () => {
  for (const name of ['CULPRIT_ACCOUNT_ROLE_NAME', 'CULPRIT_EXTERNAL_ID']) delete process.env[name];
  await aws.close();
});

/** The forms of AssumeRole that a step sent. */
async function assumedBy(step: () => Promise<unknown>): Promise<readonly URLSearchParams[]> {
  const before = aws.received.length;
  await step();
  const sent = aws.received.slice(before).map(({ body }) => new URLSearchParams(body));
  return sent.filter((form) => form.get('Action') === 'AssumeRole');
}

const { layers: layerCards, steps: stepCards } = cards();
const actionsOf = (id: string) => {
  const card = [...layerCards, ...stepCards].find((one) => one.id === id)!;
  return [...new Set(card.permissions.map(({ action }) => action))].sort();
};

const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['resolve', () => resolve({ ...run, request })],
  ['recent-changes', () => recentChangesHandler(watchedCallsOf([]))(run)],
  ...layers.map((card) => [card.id, () => layerHandler({ card })(run)] as const),
];

/** What each step assumed, the first time: a warm function shares its sessions. */
const assumed = new Map<string, readonly URLSearchParams[]>();
beforeAll(async () => {
  for (const [id, step] of steps) assumed.set(id, await assumedBy(step));
});

test.each(steps.map(([id]) => [id]))('%s takes no more than its readers declare', (id) => {
  for (const form of assumed.get(id)!) {
    const policy = form.get('Policy') ?? '';
    expect(JSON.parse(policy)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actionsOf(id), Resource: '*' }],
    });
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    expect(policy.length).toBeLessThanOrEqual(2_048);
    expect(form.get('ExternalId')).toBe('an-external-id');
    expect(form.get('RoleArn')).toMatch(/:role\/culprit\/culprit-reader$/);
  }
});

test('steps that read the accounts of the case assume its roles', () => {
  expect([...assumed.values()].filter((forms) => forms.length > 0).length).toBeGreaterThan(8);
});

describe('a denial of another Region', () => {
  const region = 'ap-southeast-2';
  const elsewhere: DeniedRequest = { ...request, region };
  /** `REGION SERVICE` of each call that was sent. */
  const scopesOf = async (run: string) => {
    const before = aws.received.length;
    await resolve({ run, symptom: 'v2-abc', request: elsewhere });
    return aws.received.slice(before).map(({ headers, body }) => ({
      scope: /Credential=[^/]+\/\d+\/([^/]+\/[^/]+)\//.exec(headers['authorization'] ?? '')?.[1] ?? '',
      assumes: body.includes('Action=AssumeRole'),
    }));
  };

  test('is read there', async () => {
    process.env['CULPRIT_ACCOUNT'] = '111122223333';
    const sent = await scopesOf('v2-abc-2');
    process.env['CULPRIT_ACCOUNT'] = configured.CULPRIT_ACCOUNT;
    expect(sent.map(({ scope }) => scope)).toContain(`${region}/s3`);
  });

  test('… with a role that is assumed here: an opt-in Region may not know the caller', async () => {
    const assuming = (await scopesOf('v2-abc-3')).filter(({ assumes }) => assumes);
    expect(new Set(assuming.map(({ scope }) => scope))).toEqual(new Set([`${process.env['AWS_REGION']}/sts`]));
  });
});

test('where accounts are listed, a role is assumed in no other, whatever account an event names', async () => {
  process.env['CULPRIT_ACCOUNTS'] = '777788889999';
  try {
    for (const [, step] of steps) expect(await assumedBy(step)).toEqual([]);
  } finally {
    delete process.env['CULPRIT_ACCOUNTS'];
  }
});

// An access point's is asked by S3 Control, which is asked nothing here: it takes no address as its host.
describe('no role is assumed in an account before it is known', () => {
  afterEach(() => delete process.env['CULPRIT_ACCOUNTS']);
  const stranger = '666666666666';
  const { detail } = JSON.parse(record) as {
    readonly detail: RecordFields & { readonly userIdentity: object; readonly resources: readonly object[] };
  };
  const asking = (more: object) => ({
    ...detail,
    requestParameters: { ...child(detail, 'requestParameters'), ...more },
  });
  const key = `arn:aws:kms:us-east-1:${stranger}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const point = `arn:aws:s3:us-east-1:${stranger}:accesspoint/theirs`;
  let tried = 0;
  /** One of its own each time: a warm function keeps the credentials of an account. */
  const accountIn = (named: object) => {
    const account = String(Number(stranger) + (tried += 1));
    const parsed = parseRecord(JSON.parse(JSON.stringify(named).replaceAll(stranger, account)));
    if (parsed.is !== 'denied') throw new Error('it was denied');
    const own = { run: `v2-known-${tried}`, symptom: 'v2-abc' };
    const asked = async () => {
      const forms = [
        ...(await assumedBy(() => resolve({ ...own, request: parsed.request }))),
        ...(await assumedBy(() => recentChangesHandler(watchedCallsOf([]))(own))),
      ];
      for (const card of layers) forms.push(...(await assumedBy(() => layerHandler({ card })(own))));
      return forms.map((form) => form.get('RoleArn') ?? '').filter((arn) => arn.includes(account));
    };
    return { account, asked };
  };

  test.each<readonly [string, object]>([
    [
      'as the caller’s',
      { ...detail, userIdentity: JSON.parse(JSON.stringify(detail.userIdentity).replaceAll('111122223333', stranger)) },
    ],
    ['by a header', { ...asking({ 'x-amz-server-side-encryption-aws-kms-key-id': key }), eventName: 'PutObject' }],
    ['by the source of a copy', { ...asking({ 'x-amz-copy-source': `${point}/object/a` }), eventName: 'CopyObject' }],
    ['as the endpoint’s', { ...detail, vpcEndpointId: 'vpce-0123456789abcdef0', vpcEndpointAccountId: stranger }],
    [
      'as the bucket’s',
      {
        ...detail,
        resources: detail.resources.map((one) => ({ ...one, ...('accountId' in one ? { accountId: stranger } : {}) })),
      },
    ],
  ])('if an event names it %s', async (_, named) => {
    const listed = accountIn(named);
    process.env['CULPRIT_ACCOUNTS'] = '111122223333';
    expect(await listed.asked()).toEqual([]);
    delete process.env['CULPRIT_ACCOUNTS'];
    expect(await listed.asked()).toEqual([]);
    process.env['CULPRIT_ACCOUNTS'] = `111122223333,${listed.account}`;
    expect((await listed.asked()).length).toBeGreaterThan(0);

    delete process.env['CULPRIT_ACCOUNTS'];
    const ofOrganization = accountIn(named);
    await learn(ofOrganization.account);
    expect((await ofOrganization.asked()).length).toBeGreaterThan(0);
  });
});

test.each([...layerCards, ...stepCards].map(({ id }) => [id]))('what %s declares fits a session policy', (id) => {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actionsOf(id), Resource: '*' }] };
  expect(JSON.stringify(policy).length).toBeLessThanOrEqual(2_048);
});
