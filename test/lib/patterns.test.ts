import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesPattern } from './event-pattern';
import { account, resourcesOf, root, templateWith } from './synthesized';

interface Event {
  readonly source: string;
  readonly detail: { readonly errorCode?: string; readonly userIdentity: object };
}
const samples = join(root, 'test', 'samples');
const events = readdirSync(samples)
  .map((name) => [name, JSON.parse(readFileSync(join(samples, name), 'utf8')) as Event] as const)
  .filter(([, event]) => event.detail !== undefined);
const denied = events.filter(([, { detail }]) => detail.errorCode !== undefined);

const rules = resourcesOf(templateWith({ trail: { existing: true } }), 'AWS::Events::Rule')
  .map(([id, { Properties }]) => ({ id, pattern: Properties['EventPattern'], state: Properties['State'] }))
  .filter(({ id }) => id.includes('WayIn'));
const matching = (event: unknown) => rules.filter(({ pattern }) => matchesPattern(pattern, event));
const [, first] = denied[0]!;
const changed = (change: object, detail: object = {}) => ({
  ...first,
  ...change,
  detail: { ...first.detail, ...detail },
});

test('there are three rules, each within the length that EventBridge takes', () => {
  expect(rules).toHaveLength(3);
  for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
});

// The caller's copy of a foreign call arrives in the caller's account, where another stack stands.
test.each(denied)('%s matches exactly one rule of the account that it arrives in', (_, event) =>
  expect(matching({ ...event, account })).toHaveLength(1),
);

test('what succeeded matches none', () => {
  const succeeded = events.filter(([, { detail }]) => detail.errorCode === undefined);
  expect(succeeded.length).toBeGreaterThan(0);
  for (const [, event] of succeeded) expect(matching(event)).toEqual([]);
});

test.each([
  ['an event of another account', changed({ account: '999988887777' })],
  ['an event that somebody put on the bus', changed({ source: 'my.s3' })],
  ['an error that is no denial', changed({}, { errorCode: 'NoSuchKey' })],
  [
    'a denied read of Culprit itself',
    changed(
      {},
      { userIdentity: { sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/culprit/Layer` } } } },
    ),
  ],
])('%s matches none', (_, event) => expect(matching(event)).toEqual([]));

test('a user and an anonymous caller, who have no session, match', () => {
  const users = [{ type: 'IAMUser' }, { type: 'AWSAccount', accountId: 'anonymous' }];
  for (const userIdentity of users) expect(matching(changed({}, { userIdentity }))).toHaveLength(1);
});

test('rules that must see read-only management events say so', () => {
  const states = rules.map(({ id, state }) => [/S3|Kms|VpcEndpoint/.exec(id)?.[0], state]);
  expect(Object.fromEntries(states)).toEqual({
    S3: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    Kms: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    VpcEndpoint: 'ENABLED',
  });
});
