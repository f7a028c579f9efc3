import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolesOf } from '../../demo/cloud/roles';
import { readCards } from '../../lib/cards';
import type { CulpritProps } from '../../lib/props';
import { CulpritSpokeStack } from '../../lib/spoke/spoke-stack';
import { spokeTemplates } from '../../scripts/build/spoke';
import { matchesPattern } from './event-pattern';
import { root } from '../setup/sources';
import { appWith, deployed } from './synthesized';
import { account as hubAccount, deployedWith, existing, hub, region } from './templates';

interface Event {
  readonly detail: { readonly errorCode?: string };
}
const account = '444455556666';
const hubEventBusArn = `arn:aws:events:${region}:${hubAccount}:event-bus/Culprit-spokes`;
const env = { env: { account, region } };
const chosen = { ...env, hubEventBusArn, externalId: 'an-external-id', readerRegion: region };
const spoke = deployed(new CulpritSpokeStack(appWith(), 'Spoke', chosen));
const management = deployed(new CulpritSpokeStack(appWith(), 'Spoke', { ...chosen, managesOrganization: true }));
const here = account;

const events = readdirSync(join(root, 'test', 'samples'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(root, 'test', 'samples', name), 'utf8')) as Event)
  .filter(({ detail }) => detail !== undefined)
  .map((event) => ({ ...event, account: here }));

const rulesOf = (template: typeof spoke) => template.ofType('AWS::Events::Rule').map(({ properties }) => properties);
const matching = (event: unknown, template = spoke) =>
  rulesOf(template).filter(({ EventPattern: pattern }) => matchesPattern(pattern, event));

const hubRules = deployedWith(hub)
  .ofType('AWS::Events::Rule')
  .filter(({ logicalId }) => logicalId.includes('WayIn'));
const onItsBus = hubRules.filter(({ properties }) => 'EventBusName' in properties);
const changesOnItsBus = deployedWith(hub)
  .ofType('AWS::Events::Rule')
  .filter(({ logicalId, properties }) => logicalId.includes('Changes') && 'EventBusName' in properties);

describe('a spoke', () => {
  test('forwards each denied sample once, and none that succeeded', () => {
    for (const event of events) {
      const denials = matching(event).filter(({ Description }) => /denied/.test(String(Description)));
      expect(denials).toHaveLength(event.detail.errorCode === undefined ? 0 : 1);
    }
    expect(matching({ ...events[0], account: '777788889999' })).toEqual([]);
  });

  test('sends them to the hub, with a role that may do nothing else', () => {
    const role = rolesOf(spoke).find(({ name }) => name === `culprit-forwarder-${region}`)!;
    expect(role.statements).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: hubEventBusArn }]);
    for (const { Targets } of rulesOf(spoke)) {
      expect(Targets).toEqual([expect.objectContaining({ Arn: hubEventBusArn, RoleArn: role.arn })]);
    }
  });

  test('lets read-only management events through, as the hub does', () => {
    const all = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
    const seeing = rulesOf(spoke).filter(({ State }) => State === all);
    expect(seeing.map(({ Description }) => /\((\w+)\)/.exec(String(Description))?.[1])).toEqual(['S3', 'Kms']);
    expect(onItsBus.map(({ properties }) => properties['State'])).toEqual([all]);
  });

  const changeBy = (eventSource: string, eventName: string, detail: object = {}) => ({
    source: `aws.${eventSource.split('.')[0]}`,
    account: here,
    'detail-type': 'AWS API Call via CloudTrail',
    detail: { eventSource, eventName, ...detail },
  });
  const changes = Object.entries(readCards().changingCalls).flatMap(([source, names]) =>
    names.map((name) => [source, name] as const),
  );
  // Also where it is not said that the organization is managed there: its Region counts as heard by the others.
  test('sends what changed as well, that of an organization too', () => {
    expect(changes.filter(([source]) => source.startsWith('organizations.')).length).toBeGreaterThan(5);
    for (const [source, name] of changes) {
      const sent = [matching(changeBy(source, name)).length, matching(changeBy(source, name), management).length];
      expect([name, ...sent]).toEqual([name, 1, 1]);
      expect(matching(changeBy(source, name, { errorCode: 'NoSuchEntity' }), management)).toEqual([]);
    }
    expect(matching(changeBy('organizations.amazonaws.com', 'ListPolicies'), management)).toEqual([]);
  });
});

describe.each(Object.entries(spokeTemplates()))('%s', (path, made) => {
  const { Parameters, Rules, Resources, Outputs } = JSON.parse(made) as {
    readonly Parameters: object;
    readonly Rules?: object;
    readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Condition?: string }>>;
    readonly Outputs: Readonly<Record<string, { readonly Condition?: string }>>;
  };

  test('is what the registry asks for: `npm run spoke` writes it', () => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(made);
  });

  test('fits a StackSet: no assets, no account of anybody, nothing that costs at rest', () => {
    expect(Object.keys(Parameters)).toEqual(['HubEventBus', 'ExternalId', 'ReaderRegion']);
    expect(Rules).toBeUndefined();
    expect(made).not.toMatch(/\d{12}(?!\})|cdk-hnb|AssetParameters/);
    const types = new Set(Object.values(Resources).map(({ Type }) => Type));
    expect([...types].toSorted()).toEqual(['AWS::Events::Rule', 'AWS::IAM::Policy', 'AWS::IAM::Role']);
    expect(Buffer.byteLength(made)).toBeLessThan(51_200);
  });

  test('makes the role for reading in one Region only, and what it forwards with in each', () => {
    const conditional = Object.entries(Resources).filter(([, { Condition }]) => Condition !== undefined);
    expect(conditional.map(([id]) => id.includes('SpokeReader'))).toEqual([true, true]);
    expect(Object.keys(Resources).filter((id) => id.includes('SpokeReader'))).toHaveLength(2);
    expect(Outputs['ReaderRoleArn']!.Condition).toBe(conditional[0]![1].Condition);
  });
});

test('what is no bus is refused with a sentence', () => {
  const wrong = () => new CulpritSpokeStack(appWith(), 'Spoke', { ...chosen, hubEventBusArn: 'Culprit' });
  expect(wrong).toThrow(/`Culprit` is no ARN of an event bus/);
});

describe('a hub', () => {
  const policyFor = (props: CulpritProps) => {
    const [policy, ...others] = deployedWith(props).ofType('AWS::Events::EventBusPolicy');
    expect(others).toEqual([]);
    return policy!.properties['Statement'];
  };

  test.each<readonly [string, CulpritProps, object]>([
    ['of one organization', hub, { 'aws:PrincipalOrgID': 'o-exampleorgid' }],
    ['that are listed', { ...existing, spokes: { accounts: [account] } }, { 'aws:PrincipalAccount': [account] }],
  ])('lets in the forwarding roles of accounts %s, and nobody else', (_, props, equals) => {
    expect(policyFor(props)).toEqual({
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: hubEventBusArn,
      Condition: {
        StringEquals: equals,
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/culprit/culprit-forwarder-*' },
      },
    });
  });

  test('takes from its bus each denied sample, and nothing that anybody can send', () => {
    const [rule] = onItsBus;
    const takes = (event: unknown) => matchesPattern(rule!.properties['EventPattern'], event);
    for (const event of events) expect(takes({ ...event, account })).toBe(event.detail.errorCode !== undefined);
    expect(takes({ ...events[0], source: 'my.s3' })).toBe(false);
  });

  test('takes changes from it too, each event by one rule', () => {
    const [rule] = changesOnItsBus;
    const takes = (event: unknown) => matchesPattern(rule!.properties['EventPattern'], event);
    const detail = { eventSource: 'iam.amazonaws.com', eventName: 'PutRolePolicy' };
    const change = { source: 'aws.iam', account, 'detail-type': 'AWS API Call via CloudTrail', detail };
    expect([takes(change), takes({ ...change, source: 'iam' })]).toEqual([true, false]);
    for (const event of events.filter((one) => one.detail.errorCode !== undefined)) expect(takes(event)).toBe(false);
  });

  test('still investigates its own account, as without spokes', () => {
    const own = (props: CulpritProps) =>
      deployedWith(props)
        .ofType('AWS::Events::Rule')
        .flatMap(({ properties }) => ('EventBusName' in properties ? [] : [properties['EventPattern']]));
    expect(own(hub)).toEqual(own(existing));
    expect(deployedWith(existing).ofType('AWS::Events::EventBus')).toEqual([]);
  });

  test('reads with the roles that spokes bring: in the organization, or where spokes are listed', () => {
    const assumed = (props: CulpritProps) =>
      new Set(
        rolesOf(deployedWith(props)).flatMap(({ statements }) =>
          statements.flatMap(({ Action, Resource, Condition }) =>
            Action === 'sts:AssumeRole' ? [JSON.stringify([Resource, Condition])] : [],
          ),
        ),
      );
    const inOrganization = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
    expect([...assumed(hub)]).toEqual([JSON.stringify(['arn:aws:iam::*:role/culprit/culprit-reader', inOrganization])]);
    const listed = assumed({ ...existing, spokes: { accounts: [account] } });
    expect([...listed]).toEqual([JSON.stringify([`arn:aws:iam::${account}:role/culprit/culprit-reader`, undefined])]);
  });
});
