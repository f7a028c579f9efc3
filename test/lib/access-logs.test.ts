import { matchesPattern } from './event-pattern';
import { account, deployedWith, everything, existing } from './templates';

const template = deployedWith(everything);
const whole = deployedWith({ ...existing, accessLogs: { bucketName: 'my-logs', prefix: '*' } });
const named = (type: string, name: string, from = template) =>
  from.ofType(type).find(({ logicalId }) => logicalId.includes(name))!;

test('without them nothing of theirs is deployed', () => {
  const plain = JSON.stringify(deployedWith(existing).resources);
  expect(plain).not.toMatch(/AccessLogs|access-log|CULPRIT_LOG/);
});

const event = (change: object = {}, detail: object = {}) => ({
  source: 'aws.s3',
  account,
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'my-logs' }, object: { key: 'access/2026-11-20-09-00-00-0123456789ABCDEF' }, ...detail },
  ...change,
});

describe('the rule', () => {
  test.each<readonly [string, object, boolean]>([
    ['a new log object', event(), true],
    ['an object outside the prefix', event({}, { object: { key: 'data/access/1' } }), false],
    ['an object of another bucket', event({}, { bucket: { name: 'my-bucket' } }), false],
    ['a deletion', event({ 'detail-type': 'Object Deleted' }), false],
    ['what anybody can send', event({ source: 'mine' }), false],
    ['an event of another account', event({ account: '999988887777' }), false],
  ])('takes or leaves %s', (_, sent, expected) => {
    const { properties } = named('AWS::Events::Rule', 'AccessLogsNew');
    expect(matchesPattern(properties['EventPattern'], sent)).toBe(expected);
  });

  test('takes every object where the whole bucket was asked for', () => {
    const { properties } = named('AWS::Events::Rule', 'AccessLogsNew', whole);
    expect(matchesPattern(properties['EventPattern'], event({}, { object: { key: '2026' } }))).toBe(true);
  });
});

test('CloudTrail comes first: log objects wait a quarter of an hour', () => {
  const { properties } = named('AWS::SQS::Queue', 'AccessLogsObjects');
  expect(properties).toMatchObject({ DelaySeconds: 900, RedrivePolicy: { maxReceiveCount: 5 } });
});

test('the function knows the log, the denied reads of all functions, and what CloudTrail told', () => {
  const variables = (id: string) =>
    (
      template.ofType('AWS::Lambda::Function').find(({ ref }) => ref === `Culprit-${id}`)!.properties[
        'Environment'
      ] as {
        readonly Variables: Readonly<Record<string, string>>;
      }
    ).Variables;
  const roles = new Set(template.ofType('AWS::Lambda::Function').map(({ properties }) => String(properties['Role'])));
  const names = variables('access-log')['CULPRIT_OWN_ROLE_NAMES']!.split(',');
  const functions = [...roles].map((arn) => arn.split('/').at(-1) ?? '');
  expect(names.toSorted()).toEqual([...functions, 'culprit-reader'].toSorted());
  expect(variables('access-log')).toMatchObject({ CULPRIT_LOG_BUCKET: 'my-logs', CULPRIT_LOG_PREFIX: 'access/' });
  // Both count in one table: what one has counted, the other knows.
  expect(variables('access-log')['CULPRIT_TABLE']).toBe(variables('intake')['CULPRIT_TABLE']);
  // And whose callers are no strangers.
  for (const name of ['CULPRIT_SPOKES', 'CULPRIT_KNOWN_ACCOUNTS'])
    expect([name, variables('access-log')[name]]).toEqual([name, variables('intake')[name]]);
});
