import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CulpritProps } from '../../lib/props';
import { readCards } from '../../lib/cards';
import { costLines } from '../../cli/commands/cost';
import type { Deployment } from '../../src/doctor/deployment';
import { layers } from '../../src/layers';
import type { DeployedTemplate } from '../../demo/cloud/template';
import { matchesPattern } from './event-pattern';
import { sourcesIn } from '../setup/sources';
import { root } from '../setup/sources';
import { account, deployedWith, everything, existing, hub, region, templateWith } from './templates';

const template = deployedWith(everything);
const plain = deployedWith(existing);
interface Statement {
  readonly Effect: string;
  readonly Principal?: { readonly Service?: string };
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const statementsIn = (document: unknown) => (document as { readonly Statement: readonly Statement[] }).Statement;

test('only events of the stack’s own rules reach the queue', () => {
  const queue = template.ofType('AWS::SQS::Queue').find(({ logicalId }) => logicalId.includes('WayInDenials'))!;
  const [policy] = template
    .ofType('AWS::SQS::QueuePolicy')
    .filter(({ properties }) => JSON.stringify(properties['Queues']).includes(queue.logicalId));
  const allows = statementsIn(policy!.properties['PolicyDocument']).filter(({ Effect }) => Effect === 'Allow');
  const rules = template
    .ofType('AWS::Events::Rule')
    .filter(({ properties }) => (properties['Targets'] as { Arn: string }[]).some(({ Arn }) => Arn === queue.arn));
  expect(rules.length).toBeGreaterThan(3);
  expect(allows.map(({ Condition }) => String(Condition!['ArnEquals']!['aws:SourceArn'])).sort()).toEqual(
    rules.map(({ arn }) => arn).sort(),
  );
});

test('what cannot be delivered or taken in is kept, and told', () => {
  const queues = template.ofType('AWS::SQS::Queue');
  const denials = queues.find(({ logicalId }) => logicalId.includes('WayInDenials'))!;
  expect(denials.properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: 5 });
  for (const { properties } of template.ofType('AWS::Events::Rule')) {
    for (const target of properties['Targets'] as object[]) expect(target).toHaveProperty('DeadLetterConfig');
  }
  const [topic] = template.ofType('AWS::SNS::Topic');
  const alarms = template.ofType('AWS::CloudWatch::Alarm');
  // One for each queue that nothing empties.
  const ends = queues.filter(({ properties }) => properties['RedrivePolicy'] === undefined).length;
  const visible = alarms.filter(({ properties }) => properties['MetricName'] === 'ApproximateNumberOfMessagesVisible');
  expect(visible).toHaveLength(ends);
  // As lambdas/telling/ports.ts writes it.
  expect(alarms.map(({ properties }) => properties['MetricName'])).toContain('ChannelBroken');
  for (const { properties } of alarms) expect(properties['AlarmActions']).toEqual([topic!.arn]);
});

test('what takes in is bounded, and tells which messages of a batch failed', () => {
  const mappings = template.ofType('AWS::Lambda::EventSourceMapping');
  expect(mappings.map(({ properties }) => String(properties['FunctionName'])).sort()).toEqual([
    'Culprit-access-log:live',
    'Culprit-changes:live',
    'Culprit-intake:live',
  ]);
  for (const { properties } of mappings) {
    expect(properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  }
});

test('rules and alarms may publish to the encrypted topic: by its own policy and by that of its key', () => {
  const [key] = template.ofType('AWS::KMS::Key');
  expect(template.ofType('AWS::SNS::Topic').map(({ properties }) => properties['KmsMasterKeyId'])).toEqual([key!.arn]);
  const [topic] = template.ofType('AWS::SNS::TopicPolicy');
  const documents = [key!.properties['KeyPolicy'], topic!.properties['PolicyDocument']];
  for (const statements of documents.map(statementsIn)) {
    const services = statements.filter(({ Principal }) => Principal?.Service !== undefined);
    const conditions = Object.fromEntries(services.map(({ Principal, Condition }) => [Principal!.Service, Condition]));
    expect(conditions).toEqual({
      // SNS does not support a condition on the source of an event.
      'events.amazonaws.com': undefined,
      'cloudwatch.amazonaws.com': { StringEquals: { 'aws:SourceAccount': account } },
    });
  }
  expect(key!.properties['EnableKeyRotation']).toBe(true);
});

test('an execution that fails, times out or is stopped is posted', () => {
  const rule = template.ofType('AWS::Events::Rule').find(({ logicalId }) => logicalId.includes('Failures'))!;
  expect(rule.properties['EventPattern']).toMatchObject({
    source: ['aws.states'],
    account: [account],
    detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
  });
});

test('evidence is encrypted and private, refuses plain HTTP, and expires', () => {
  const bucket = template.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.includes('Evidence'))!;
  expect(bucket.properties).toMatchObject({
    BucketEncryption: expect.anything() as unknown,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  const { Rules } = bucket.properties['LifecycleConfiguration'] as { readonly Rules: readonly object[] };
  expect(Rules).toContainEqual({ Id: 'runs', Prefix: 'runs/', ExpirationInDays: 30, Status: 'Enabled' });
});

test('every log is kept for a month', () => {
  const groups = template.ofType('AWS::Logs::LogGroup');
  expect(groups).toHaveLength(layers.length + 12);
  for (const { properties } of groups) expect(properties['RetentionInDays']).toBe(30);
});

test('no function can be called by anybody but the queue, the state machine and a schedule', () => {
  const permissions = template.ofType('AWS::Lambda::Permission').map(({ properties }) => properties);
  const schedules = template
    .ofType('AWS::Events::Rule')
    .filter(({ properties }) => 'ScheduleExpression' in properties)
    // The self-test's goes to the queue.
    .filter(({ logicalId }) => !logicalId.includes('SelfTest'));
  expect(schedules).toHaveLength(permissions.length);
  const rates = schedules.map(({ properties }) => String(properties['ScheduleExpression'])).toSorted();
  expect(rates).toEqual(['rate(1 minute)', 'rate(1 minute)', 'rate(15 minutes)']);
  expect(permissions.map(({ FunctionName }) => String(FunctionName).split(':').slice(-2).join(':')).toSorted()).toEqual(
    ['Culprit-deliver:live', 'Culprit-doctor:live', 'Culprit-sweep:live'],
  );
  for (const { Principal } of permissions) expect(Principal).toBe('events.amazonaws.com');
  expect(permissions.map(({ SourceArn }) => String(SourceArn)).toSorted()).toEqual(
    schedules.map(({ arn }) => arn).toSorted(),
  );
});

test('the table is on demand, encrypted, with point-in-time recovery and an end for what is old', () => {
  const [table, ...others] = template.ofType('AWS::DynamoDB::Table');
  expect(others).toEqual([]);
  expect(table!.properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    SSESpecification: { SSEEnabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  });
});

// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
test('a message that is taken in is not seen again before its function has ended, whichever queue it is', () => {
  const mappings = template.ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties);
  expect(mappings.length).toBeGreaterThan(2);
  for (const { FunctionName, EventSourceArn, MaximumBatchingWindowInSeconds: window = 0 } of mappings) {
    const reader = template.ofType('AWS::Lambda::Function').find(({ ref }) => String(FunctionName).includes(ref))!;
    const queue = template.ofType('AWS::SQS::Queue').find(({ arn }) => arn === EventSourceArn)!;
    expect(Number(queue.properties['VisibilityTimeout'])).toBeGreaterThanOrEqual(
      6 * Number(reader.properties['Timeout']) + Number(window),
    );
  }
});

test('an address of Slack stands nowhere, and only what sends, and what asks whether it could, knows the name of its secret', () => {
  expect(JSON.stringify(template.resources)).not.toContain('hooks.slack.com');
  const knowing = template.resources.filter(({ properties }) => JSON.stringify(properties).includes('culprit/slack'));
  expect(knowing).toHaveLength(6);
  for (const { logicalId } of knowing) expect(logicalId).toMatch(/Steps(report|deliver|doctor)/);
});

test('the external id is asked for at deployment, and stands nowhere', () => {
  const { Parameters } = templateWith(everything);
  expect(Parameters).toMatchObject({ ExternalId: { Type: 'String', NoEcho: true } });
  expect(Object.keys(Parameters['ExternalId']!)).not.toContain('Default');
  expect(JSON.stringify(templateWith(existing))).not.toContain('EXTERNAL_ID');
});

test('where accounts are listed, no other is assumed into', () => {
  const accounts = ['444455556666', '777788889999'];
  const listed = deployedWith({ ...existing, accountRoleName: 'culprit/culprit-reader', accounts });
  const assumed = listed
    .ofType('AWS::IAM::Policy')
    .flatMap(({ properties }) => statementsIn(properties['PolicyDocument']) as (Statement & { Resource: unknown })[])
    .flatMap(({ Action, Resource }) => (Action === 'sts:AssumeRole' ? [Resource] : []));
  expect(assumed.length).toBeGreaterThan(8);
  for (const resource of assumed)
    expect(resource).toEqual(accounts.map((one) => `arn:aws:iam::${one}:role/culprit/culprit-reader`));
});

describe('every alarm', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
  const entries = [...runbook.matchAll(/^## (\w+)$/gm)].map(([, name]) => name ?? '');
  const ofStack = template
    .ofType('AWS::CloudWatch::Alarm')
    .map(({ properties }) => String(properties['AlarmDescription']));
  const ofRule = template
    .ofType('AWS::Events::Rule')
    .filter(({ logicalId }) => logicalId.includes('AlarmsFailures'))
    .map(({ properties }) => JSON.stringify(properties['Targets']));

  test('has an entry in the runbook, and no entry is without an alarm', () => {
    const named = [...ofStack, ...ofRule].map((text) => /See docs\/runbook\.md, (\w+)\./.exec(text)?.[1] ?? '');
    expect(named.toSorted()).toEqual(entries.toSorted());
  });

  test('says what to do, in its text and step by step', () => {
    for (const text of [...ofStack, ...ofRule]) expect(text).toMatch(/\b(mend|Mend)/);
    for (const entry of runbook.split(/^## /m).slice(1)) expect(entry).toMatch(/^1\. [\s\S]*^2\. /m);
  });
});

describe('the end of an alarm', () => {
  const ended = template.ofType('AWS::Events::Rule').find(({ logicalId }) => logicalId.includes('AlarmsEnded'))!;
  // As CloudFormation names them: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
  const alarms = template.ofType('AWS::CloudWatch::Alarm').map(({ logicalId, properties }) => ({
    alarmName: `Culprit-${logicalId}-1EXAMPLE`,
    description: properties['AlarmDescription'],
  }));
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
  const change = (
    { alarmName, description }: { alarmName: string; description: unknown },
    from: string,
    to: string,
  ) => ({
    source: 'aws.cloudwatch',
    account,
    'detail-type': 'CloudWatch Alarm State Change',
    detail: { alarmName, configuration: { description }, state: { value: to }, previousState: { value: from } },
  });
  const isPosted = (event: object) => matchesPattern(ended.properties['EventPattern'], event);

  test('is posted of each, with the words of its beginning', () => {
    expect(alarms.length).toBeGreaterThan(15);
    for (const alarm of alarms) expect([alarm, isPosted(change(alarm, 'ALARM', 'OK'))]).toEqual([alarm, true]);
    const [topic] = template.ofType('AWS::SNS::Topic');
    const [target] = ended.properties['Targets'] as readonly {
      readonly Arn: string;
      readonly InputTransformer: object;
    }[];
    expect(target!.Arn).toBe(topic!.arn);
    expect(target!.InputTransformer).toMatchObject({
      InputPathsMap: {
        'detail-alarmName': '$.detail.alarmName',
        'detail-configuration-description': '$.detail.configuration.description',
      },
    });
  });

  test('is none where it only begins to watch, and none of others’', () => {
    const [alarm] = alarms;
    expect(isPosted(change(alarm!, 'INSUFFICIENT_DATA', 'OK'))).toBe(false);
    expect(isPosted(change(alarm!, 'OK', 'ALARM'))).toBe(false);
    expect(isPosted(change({ ...alarm!, description: 'Another’s' }, 'ALARM', 'OK'))).toBe(false);
    const inStaging = (text: unknown) => String(text).replace('stack Culprit', 'stack Culprit-staging');
    const ofStaging = { alarmName: 'Culprit-staging-Alarm', description: inStaging(alarm!.description) };
    expect(ofStaging.description).not.toBe(alarm!.description);
    expect(isPosted(change(ofStaging, 'ALARM', 'OK'))).toBe(false);
  });
});

test('what SNS cannot deliver of the topic of reports has its alarm', () => {
  const failed = template
    .ofType('AWS::CloudWatch::Alarm')
    .filter(({ properties }) => properties['MetricName'] === 'NumberOfNotificationsFailed');
  const [topic] = template.ofType('AWS::SNS::TopicPolicy');
  expect(failed.map(({ properties }) => properties['Dimensions'])).toHaveLength(1);
  expect(JSON.stringify(topic!.properties['Topics'])).toContain(
    (failed[0]!.properties['Dimensions'] as readonly { readonly Value: string }[])[0]!.Value,
  );
});

describe('the dashboard', () => {
  /** Namespace, name, dimensions in pairs, and how it is drawn. */
  type Row = readonly [string, string, ...(string | { readonly label?: string })[]];
  interface Widget {
    readonly properties: { readonly alarms?: readonly string[]; readonly metrics?: readonly Row[] };
  }
  const [page] = template.ofType('AWS::CloudWatch::Dashboard');
  const { widgets } = JSON.parse(String(page!.properties['DashboardBody'])) as { readonly widgets: readonly Widget[] };
  const rows = widgets.flatMap(({ properties: { metrics = [] } }) => metrics);
  const dimensionsOf = (row: Row) =>
    row.slice(2).filter((cell): cell is string => typeof cell === 'string') as readonly string[];
  const emitted = sourcesIn('lambdas').flatMap(({ text }) =>
    [...text.matchAll(/\bmetric\('(\w+)'/g)].map(([, name = '']) => name),
  );

  test('shows every alarm of the stack, and no other', () => {
    const shown = widgets.flatMap(({ properties: { alarms = [] } }) => alarms);
    expect(shown.toSorted()).toEqual(
      template
        .ofType('AWS::CloudWatch::Alarm')
        .map(({ arn }) => arn)
        .toSorted(),
    );
  });

  test('shows each number that the functions write, and none that they do not', () => {
    const shown = rows.filter(([namespace]) => namespace === 'Culprit');
    expect(new Set(shown.map(([, name]) => name))).toEqual(new Set(emitted));
    const checks = readCards().checks.map(({ id }) => id);
    for (const row of shown) {
      if (row[1] !== 'Findings') expect([row[1], dimensionsOf(row)]).toEqual([row[1], []]);
      else expect([dimensionsOf(row)[0], checks.includes(dimensionsOf(row)[1]!)]).toEqual(['Check', true]);
    }
  });

  test('asks AWS’s own metrics of things that the stack has', () => {
    const typeOf: Readonly<Record<string, readonly [string, string]>> = {
      'AWS/Events': ['RuleName', 'AWS::Events::Rule'],
      'AWS/Lambda': ['FunctionName', 'AWS::Lambda::Function'],
      'AWS/SNS': ['TopicName', 'AWS::SNS::Topic'],
      'AWS/SQS': ['QueueName', 'AWS::SQS::Queue'],
      'AWS/States': ['StateMachineArn', 'AWS::StepFunctions::StateMachine'],
    };
    const others = rows.filter(([namespace]) => namespace !== 'Culprit');
    expect(new Set(others.map(([namespace]) => namespace))).toEqual(new Set(Object.keys(typeOf)));
    for (const row of others) {
      const [dimension, type] = typeOf[row[0]]!;
      const [name = '', value = ''] = dimensionsOf(row);
      expect(name).toBe(dimension);
      const things = template.ofType(type).map(({ arn, ref }) => [arn, ref, arn.split(':').at(-1)]);
      expect([row[1], value, things.flat().includes(value)]).toEqual([row[1], value, true]);
    }
  });
});

describe('a new trail', () => {
  const [trail] = template.ofType('AWS::CloudTrail::Trail');
  const selectors = trail!.properties['AdvancedEventSelectors'] as readonly {
    readonly FieldSelectors: readonly {
      readonly Field: string;
      readonly Equals?: unknown;
      readonly StartsWith?: unknown;
    }[];
  }[];

  test('logs the data events of the named buckets, to the slash', () => {
    expect(selectors[0]!.FieldSelectors).toEqual([
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::my-bucket/'] },
    ]);
  });

  test('logs denials of VPC endpoints, and no management events', () => {
    const categories = selectors.map(({ FieldSelectors }) => FieldSelectors[0]!.Equals);
    expect(categories).toEqual([['Data'], ['NetworkActivity'], ['NetworkActivity']]);
    for (const { FieldSelectors } of selectors.slice(1)) {
      expect(FieldSelectors).toContainEqual({ Field: 'errorCode', Equals: ['VpceAccessDenied'] });
    }
  });

  test('writes to its own bucket as this trail only', () => {
    const policies = template.ofType('AWS::S3::BucketPolicy').map(({ properties }) => properties['PolicyDocument']);
    const ofCloudTrail = policies
      .flatMap(statementsIn)
      .filter(({ Principal }) => Principal?.Service === 'cloudtrail.amazonaws.com');
    expect(ofCloudTrail).toHaveLength(2);
    for (const { Condition } of ofCloudTrail) {
      expect(Condition!['StringEquals']!['aws:SourceArn']).toBe(
        `arn:aws:cloudtrail:${region}:${account}:trail/Culprit-denials`,
      );
    }
  });

  test('is made only if it was chosen', () => expect(plain.ofType('AWS::CloudTrail::Trail')).toEqual([]));
});

test('the bill counts the memory and the alarms that are deployed', () => {
  const memories = plain
    .ofType('AWS::Lambda::Function')
    .filter(({ ref }) => !/-(intake|sweep|access-log|changes)$/.test(ref))
    .map(({ properties }) => `${String(properties['MemorySize'])} MB`);
  const [memory, ...others] = [...new Set(memories)];
  expect(others).toEqual([]);
  const how = new Map(costLines({ requests: 1, denied: 1, incidents: 1 }).map((line) => [line.what, line.how]));
  expect(how.get('Lambda functions')).toContain(` ${memory},`);
  expect(how.get('Alarms')).toBe(`${plain.ofType('AWS::CloudWatch::Alarm').length} of CloudWatch`);
});

test('nothing that costs money stays when the stack goes, but the evidence and the incidents', () => {
  const kept = Object.values(templateWith(existing).Resources).filter(
    // Versions go with their function.
    ({ Type, DeletionPolicy }) => DeletionPolicy === 'Retain' && Type !== 'AWS::Lambda::Version',
  );
  expect(kept.map(({ Type }) => Type).toSorted()).toEqual(['AWS::DynamoDB::Table', 'AWS::S3::Bucket']);
});

describe('what stays', () => {
  test('is removed by commands that the stack prints', () => {
    const { Outputs } = templateWith(existing);
    expect(JSON.stringify(Outputs['RemoveEvidence']!.Value)).toContain('aws s3 rb --force s3://');
    expect(JSON.stringify(Outputs['RemoveIncidents']!.Value)).toContain('aws dynamodb delete-table');
  });

  test('is nothing where that was chosen', () => {
    const { Resources, Outputs } = templateWith({ ...existing, removeData: true });
    const own = Object.values(Resources).filter(({ Type }) => /::(Bucket|Table)$/.test(Type));
    expect(own.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete', 'Delete']);
    expect(Object.values(Resources).map(({ Type }) => Type)).toContain('Custom::S3AutoDeleteObjects');
    expect(Object.keys(Outputs).filter((name) => name.startsWith('Remove'))).toEqual([]);
  });
});

test('a doctor that does not run, and a self-test that does not arrive, are missed', () => {
  const alarms = template.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  const missing = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
  const names = missing.map(
    ({ AlarmDescription }) => /See docs\/runbook\.md, (\w+)/.exec(String(AlarmDescription))?.[1],
  );
  expect(new Set(names)).toEqual(new Set(['NoCheckup', 'SelfTest']));
  for (const { ComparisonOperator } of missing) expect(ComparisonOperator).toBe('LessThanThreshold');
});

test('what the doctor may find has an alarm on its number, each by the name of its check', () => {
  const alarms = template.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  const found = alarms.filter(({ MetricName }) => MetricName === 'Findings');
  const checked = found.flatMap(({ Dimensions }) => Dimensions as readonly { readonly Value: string }[]);
  const cards = readCards().checks.filter(({ alarmedByAws }) => !alarmedByAws);
  expect(checked.map(({ Value }) => Value).toSorted()).toEqual(cards.map(({ id }) => id).toSorted());
});

test('a channel that takes no message has its alarm where no other account is read', () => {
  const alarms = deployedWith({ ...existing, slackSecretName: 'culprit/slack' }).ofType('AWS::CloudWatch::Alarm');
  const checked = alarms.flatMap(({ properties }) => JSON.stringify(properties['Dimensions'] ?? []));
  expect(checked.filter((dimensions) => dimensions.includes('"channels"'))).toHaveLength(1);
  expect(checked.filter((dimensions) => /"reader-|"organization"/.test(dimensions))).toEqual([]);
});

const describedTo = (deployed: DeployedTemplate) => {
  const [described] = deployed.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
    const { Variables } = properties['Environment'] as { readonly Variables: Readonly<Record<string, string>> };
    return Variables['CULPRIT_DEPLOYMENT'] ?? [];
  });
  return JSON.parse(described ?? '{}') as Deployment;
};

test('the doctor knows which reader roles came with spokes', () => {
  const spokesIn = (props: CulpritProps) => describedTo(deployedWith(props)).stack?.readers.spokes;
  expect(spokesIn(hub)).toBe('organization');
  expect(spokesIn({ ...existing, spokes: { accounts: ['444455556666'] } })).toEqual(['444455556666']);
  expect(spokesIn({ ...hub, accountRoleName: 'mine' })).toBeUndefined();
  expect(spokesIn({ ...existing, accountRoleName: 'culprit/culprit-reader' })).toBeUndefined();
});

test('the doctor knows which function empties each queue', () => {
  const { stack } = describedTo(template);
  const emptied = stack?.mappings.map(({ queue }) => queue?.split(':').at(-1));
  expect(emptied?.toSorted()).toEqual(stack?.queues.map((url) => url.split('/').at(-1)).toSorted());
});

test('whoever may send to a queue is one of the stack’s own rules, whichever queue it is', () => {
  const rules = template.ofType('AWS::Events::Rule').map(({ arn }) => arn);
  const policies = template
    .ofType('AWS::SQS::QueuePolicy')
    .flatMap(({ properties }) => statementsIn(properties['PolicyDocument']));
  const allowed = policies.filter(({ Effect }) => Effect === 'Allow');
  expect(allowed.length).toBeGreaterThan(5);
  for (const { Principal, Condition } of allowed) {
    expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(rules).toContain(Condition?.['ArnEquals']?.['aws:SourceArn']);
  }
});
