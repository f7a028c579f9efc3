import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolesOf } from '../../demo/cloud/roles';
import { readCards } from '../../lib/cards';
import { usualReaderRole } from '../../src/evidence/session/accounts';
import { ReaderRoleStack, type ReaderRoleProps } from '../../lib/spoke/reader-role-stack';
import { readerRoleTemplates } from '../../scripts/build/reader-role';
import { root } from '../setup/sources';
import { env } from './synthesis';
import { appWith, deployed } from './synthesized';

const { layers, steps } = readCards();
const declared = [
  ...new Set([...layers, ...steps].flatMap(({ permissions }) => permissions.map(({ action }) => action))),
];
const chosen = { culpritAccount: '111122223333', externalId: 'an-external-id' };

const stack = (props: ReaderRoleProps) => deployed(new ReaderRoleStack(appWith(), 'Reader', { ...env, ...props }));
const actionsOf = (props: ReaderRoleProps) =>
  rolesOf(stack(props)).flatMap(({ statements }) => statements.flatMap(({ Action }) => [Action].flat()));

test('in the account that manages the organization it may read all that readers declare, and nothing else', () => {
  expect([...new Set(actionsOf({ ...chosen, readsOrganization: true }))].sort()).toEqual([...declared].sort());
});

test('elsewhere it has nothing of the organization but who manages it', () => {
  const organizational = [...new Set(actionsOf(chosen))].filter((action) => action.startsWith('organizations:'));
  expect(organizational).toEqual(['organizations:DescribeOrganization']);
});

test('a report that asks for a reader role asks for this one', () => {
  const [role] = stack(chosen).ofType('AWS::IAM::Role');
  const { Path, RoleName } = role!.properties as Record<string, string>;
  expect(`${Path}${RoleName}`).toBe(`/${usualReaderRole}`);
});

test('it trusts the functions of one account, with the external id', () => {
  const [role] = stack(chosen).ofType('AWS::IAM::Role');
  expect(role!.properties['Path']).toBe('/culprit/');
  expect(role!.properties['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Condition: {
          StringEquals: { 'sts:ExternalId': 'an-external-id' },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/culprit/*' },
        },
      },
    ],
  });
});

test.each([
  ['no account', { ...chosen, culpritAccount: 'mine' }, /no account id/],
  ['a short external id', { ...chosen, externalId: 'x' }, /2 to 1,224/],
])('%s is refused with a sentence', (_, props, sentence) => expect(() => stack(props)).toThrow(sentence));

test.each(Object.entries(readerRoleTemplates()))(
  '%s is what the registry asks for: `npm run reader-role` writes it',
  (path, made) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(made);
    const { Parameters, Rules, Resources } = JSON.parse(made) as Record<string, object | undefined>;
    expect(Object.keys(Parameters!)).toEqual(['CulpritAccount', 'ExternalId']);
    // What CDK adds for its own deployments has no place in a StackSet.
    expect(Rules).toBeUndefined();
    const types = Object.values(Resources as Record<string, { readonly Type: string }>).map(({ Type }) => Type);
    expect(types.sort()).toEqual(['AWS::IAM::Policy', 'AWS::IAM::Role']);
  },
);
