import { rolesOf } from '../../demo/cloud/roles';
import type { CulpritProps } from '../../lib/props';
import { problemsOf } from '../../lib/settings/check-props';
import { account, deployedWith, existing, region } from './templates';

const secret = (name: string) => `arn:aws:secretsmanager:${region}:${account}:secret:${name}-??????`;

/** What a channel adds to a deployment without any. */
function addedBy(props: Partial<CulpritProps>) {
  const of = (all: CulpritProps) => {
    const template = deployedWith(all);
    const [deliver] = template.ofType('AWS::Lambda::Function').filter(({ ref }) => ref === 'Culprit-deliver');
    const role = rolesOf(template).find(({ arn }) => arn === deliver!.properties['Role'])!;
    const environment = (deliver!.properties['Environment'] as { readonly Variables: Readonly<Record<string, string>> })
      .Variables;
    const telling = JSON.parse(environment['CULPRIT_TELLING']!) as {
      readonly channels: readonly { readonly id: string }[];
    };
    return { statements: role.statements.map((one) => JSON.stringify(one)), telling };
  };
  const before = of(existing);
  const after = of({ ...existing, ...props });
  return {
    channels: after.telling.channels.map(({ id }) => id),
    telling: after.telling,
    added: after.statements.filter((one) => !before.statements.includes(one)).map((one) => JSON.parse(one) as object),
  };
}

describe('each channel is a prop, and gives leave to use it and nothing else', () => {
  test('the topic alone', () => expect(addedBy({})).toMatchObject({ channels: ['sns'], added: [] }));

  test.each<readonly [string, Partial<CulpritProps>, readonly string[], readonly object[]]>([
    [
      'Slack',
      { slackSecretName: 'a/slack' },
      ['sns', 'slack'],
      [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret('a/slack') }],
    ],
    [
      'a signed webhook',
      { webhookSecretName: 'a/hook' },
      ['sns', 'webhook'],
      [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret('a/hook') }],
    ],
    [
      'EventBridge, for events of its own source',
      { eventBus: 'default' },
      ['sns', 'eventbridge'],
      [
        {
          Effect: 'Allow',
          Action: 'events:PutEvents',
          Resource: `arn:aws:events:${region}:${account}:event-bus/default`,
          Condition: { StringEquals: { 'events:source': 'culprit' } },
        },
      ],
    ],
    [
      'channels by tag',
      { routing: { tag: 'team', slackSecretNames: { pay: 'a/pay' } } },
      ['sns', 'slack-pay'],
      [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secret('a/pay') }],
    ],
  ])('%s', (_, props, channels, added) => expect(addedBy(props)).toMatchObject({ channels, added }));

  test('a second topic, in the form of Amazon Q Developer in chat applications', () => {
    const { channels } = addedBy({ chatNotifications: true });
    expect(channels).toEqual(['sns', 'chat']);
    expect(deployedWith({ ...existing, chatNotifications: true }).ofType('AWS::SNS::Topic')).toHaveLength(2);
  });

  test('no topic for notices: alarms still have theirs', () => {
    const { channels } = addedBy({ sns: false, eventBus: 'default' });
    expect(channels).toEqual(['eventbridge']);
    expect(deployedWith({ ...existing, sns: false, eventBus: 'default' }).ofType('AWS::SNS::Topic')).toHaveLength(1);
  });

  test('ceiling, hour of the digest, routes and silences reach the functions', () => {
    const silences = [{ id: 's', owner: 'o', reason: 'r', until: '2030-01-01', match: { bucket: 'b' } }];
    const routing = { tag: 'team', slackSecretNames: { pay: 'a/pay' } };
    const { telling } = addedBy({ messagesPerHour: 5, digestHour: 6, silences, routing });
    expect(telling).toMatchObject({
      ceiling: 5,
      digestHour: 6,
      silences,
      routes: { tag: 'team', channels: { pay: 'slack-pay' } },
    });
  });
});

test.each<readonly [string, Partial<CulpritProps>, RegExp]>([
  ['nobody who is told', { sns: false }, /nobody is told/],
  ['a ceiling of one', { messagesPerHour: 1 }, /`messagesPerHour` is a whole number from 2/],
  ['an hour that no day has', { digestHour: 24 }, /`digestHour` is a whole number from 0 to 23/],
  ['an ARN of a bus', { eventBus: 'arn:aws:events:us-east-1:1:event-bus/x' }, /no name of an event bus/],
  ['an address instead of a secret', { webhookSecretName: 'https://a.example/' }, /`webhookSecretName` is the name/],
  ['routes to nowhere', { routing: { tag: 'team', slackSecretNames: {} } }, /names no channel/],
  ['a tag without a name', { routing: { tag: '', slackSecretNames: { a: 'b' } } }, /`routing.tag` is empty/],
  ['an odd value of a tag', { routing: { tag: 't', slackSecretNames: { 'a b': 'b' } } }, /use letters, digits/],
  [
    'a silence without an owner',
    { silences: [{ id: 's', owner: '', reason: 'r', until: '2030-01-01', match: {} }] },
    /needs an `owner`/,
  ],
  [
    'more silences than fit',
    { silences: [{ id: 's', owner: 'o', reason: 'r'.repeat(2600), until: '2030-01-01', match: { bucket: 'b' } }] },
    /more than 2500 characters/,
  ],
])('a deployment with %s is refused', (_, props, problem) => {
  expect(problemsOf({ ...existing, ...props }).join('\n')).toMatch(problem);
});
