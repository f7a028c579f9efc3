import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCards } from '../../lib/cards';
import { deniedBy, errorCodes } from '../../src/request/error-codes';
import { parseRecord } from '../../src/request/record/parse';
import { matchesPattern } from './event-pattern';
import { root } from '../setup/sources';
import { account, deployedWith, existing } from './templates';

interface Event {
  readonly source: string;
  readonly account: string;
  readonly detail: { readonly errorCode?: string; readonly userIdentity: object; readonly requestParameters?: object };
}
const samples = join(root, 'test', 'samples');
const events = readdirSync(samples)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(join(samples, name), 'utf8')) as Event] as const)
  .filter(([, event]) => event.detail !== undefined);
const denied = events.filter(([, { detail }]) => detail.errorCode !== undefined);
const sample = (start: string): Event => events.find(([name]) => name.startsWith(start))![1];

const rules = deployedWith(existing)
  .ofType('AWS::Events::Rule')
  .filter(({ logicalId }) => logicalId.includes('WayIn'))
  .map(({ logicalId, properties }) => ({
    name: /S3|Kms|VpcEndpoint/.exec(logicalId)?.[0] ?? logicalId,
    pattern: properties['EventPattern'],
    state: properties['State'],
  }));
const matching = (event: unknown) =>
  rules.filter(({ pattern }) => matchesPattern(pattern, event)).map(({ name }) => name);
const changed = (event: Event, change: object, detail: object = {}) => ({
  ...event,
  ...change,
  detail: { ...event.detail, ...detail },
});

test('there are three rules, each within the length that EventBridge takes', () => {
  expect(rules.map(({ name }) => name).sort()).toEqual(['Kms', 'S3', 'VpcEndpoint']);
  for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
});

// A caller's copy of a foreign call arrives in the caller's account, where another stack stands.
test.each(denied)('%s matches exactly one rule of the account that it arrives in', (_, event) =>
  expect(matching({ ...event, account })).toHaveLength(1),
);

test('what succeeded matches none', () => {
  const succeeded = events.filter(([, { detail }]) => detail.errorCode === undefined);
  expect(succeeded.length).toBeGreaterThan(0);
  for (const [, event] of succeeded) expect(matching(event)).toEqual([]);
});

const s3 = sample('s01');
const kms = sample('s05b');
const network = sample('s06b');
const issuedTo = (arn: string) => ({
  userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { type: 'Role', arn } } },
});

describe.each([
  ['S3', s3],
  ['Kms', kms],
  ['VpcEndpoint', network],
] as const)('the rule %s', (name, event) => {
  test('sees its own sample', () => expect(matching(event)).toEqual([name]));

  test.each([
    ['an event of another account', changed(event, { account: '999988887777' })],
    ['an event that somebody put on the bus', changed(event, { source: 'my.s3' })],
    ['an event of another service', changed(event, { source: 'aws.sqs' }, { eventSource: 'sqs.amazonaws.com' })],
    ['an error that is no denial', changed(event, {}, { errorCode: 'NoSuchKey' })],
    ['what Culprit itself was denied', changed(event, {}, issuedTo(`arn:aws:iam::${account}:role/culprit/Layer-1`))],
  ])('does not see %s', (_, other) => expect(matching(other)).toEqual([]));

  test.each([
    ['a role of the same path in another account', 'arn:aws:iam::999988887777:role/culprit/Layer-1'],
    ['a role whose name looks like the path', `arn:aws:iam::${account}:role/culprit-app`],
  ])('sees %s', (_, arn) => {
    const cause =
      name === 'Kms' ? { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::b/k' } } } : {};
    expect(matching(changed(event, {}, { ...issuedTo(arn), ...cause }))).toEqual([name]);
  });
});

test('a user, an anonymous caller and a service, who have no session, match', () => {
  const callers = [{ type: 'IAMUser' }, { type: 'AWSAccount', accountId: 'anonymous' }, { type: 'AWSService' }];
  for (const userIdentity of callers) expect(matching(changed(s3, {}, { userIdentity }))).toEqual(['S3']);
});

test.each([
  ['named by its object', { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::b/k' } } }, 1],
  [
    'named as the invoker',
    { requestParameters: {}, userIdentity: { type: 'IAMUser', invokedBy: 'fas.s3.amazonaws.com' } },
    1,
  ],
  ['not at all there', { requestParameters: {}, userIdentity: { type: 'IAMUser' } }, 0],
  ['another service', { requestParameters: {}, userIdentity: { type: 'IAMUser', invokedBy: 'ebs.amazonaws.com' } }, 0],
] as const)('a denial of KMS with S3 %s', (_, detail, count) =>
  expect(matching(changed(kms, {}, detail))).toHaveLength(count),
);

/** CloudTrail records no failed authentication; S3's own record of what KMS refused has `KMS.` before the code. */
const recorded = Object.entries(errorCodes).filter(([, row]) => row.class !== 'authentication');
const ofKms = (code: string, why: string) => why === 'key-state' && !code.startsWith('KMS.');

test.each([...recorded.map(([code, row]) => [code, row.class] as const), ['KMS.Other', 'key-state'] as const])(
  'what the parser calls a denial is in a pattern: %s (%s)',
  (errorCode, why) => {
    expect(deniedBy(errorCode)?.class).toBe(why);
    const [event, rule] =
      why === 'endpoint' ? [network, 'VpcEndpoint'] : ofKms(errorCode, why) ? [kms, 'Kms'] : [s3, 'S3'];
    expect(matching(changed(event, {}, { errorCode }))).toEqual([rule]);
  },
);

test('every denied sample is one to the parser', () => {
  for (const [name, event] of denied) expect([name, parseRecord(event).is]).toEqual([name, 'denied']);
});

test('rules that must see read-only management events say so', () => {
  expect(Object.fromEntries(rules.map(({ name, state }) => [name, state]))).toEqual({
    S3: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    Kms: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    VpcEndpoint: 'ENABLED',
  });
});

describe('changes of what investigations read', () => {
  const changing = deployedWith(existing)
    .ofType('AWS::Events::Rule')
    .filter(({ logicalId }) => logicalId.includes('Changes'))
    .map(({ logicalId, properties }) => ({ name: logicalId, pattern: properties['EventPattern'] }));
  const heard = (event: unknown) => changing.filter(({ pattern }) => matchesPattern(pattern, event));
  const put = { ...s3, account, detail: { eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' } };

  test('have a rule for each service and one for signs of life, each within the length that EventBridge takes', () => {
    const names = changing.flatMap(({ name }) => /Changes([a-zA-Z0-9]*?)[0-9A-F]{8}$/.exec(name)?.[1] ?? []);
    expect(new Set(names)).toEqual(new Set(['SignOfLife', 'ec2', 'iam', 'kms', 'organizations', 's3']));
    for (const { pattern } of changing) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
  });

  test('every call that a reader names is heard of its service', () => {
    const { changingCalls } = readCards();
    for (const [eventSource, names] of Object.entries(changingCalls))
      for (const eventName of names) {
        const source = `aws.${eventSource.split('.')[0]}`;
        expect(heard({ ...put, source, detail: { eventSource, eventName } })).toHaveLength(1);
      }
  });

  test('are not heard of strangers, other accounts, calls that failed, and calls that change nothing', () => {
    expect(heard({ ...put, source: 's3' })).toEqual([]);
    expect(heard({ ...put, account: '999988887777' })).toEqual([]);
    expect(heard({ ...put, detail: { ...put.detail, errorCode: 'AccessDenied' } })).toEqual([]);
    expect(heard({ ...put, detail: { ...put.detail, eventName: 'GetBucketPolicy' } })).toEqual([]);
  });
});
