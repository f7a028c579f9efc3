import { callerOf } from '../../src/engine/principal/caller';
import { indexContext } from '../../src/engine/context';
import { Interpretations } from '../../src/engine/open-questions';
import {
  ANYBODY,
  isSpared,
  ITS_ACCOUNT,
  ITS_ROLE,
  ITSELF,
  namingOf,
  parsePrincipal,
  type PrincipalElement,
} from '../../src/engine/principal/principal-element';
import { isRole, isRoleNamed } from '../../src/engine/principal/role';
import type { Principal } from '../../src/names/principal';

const account = '111122223333';
const root = `arn:aws:iam::${account}:root`;
const alice = `arn:aws:iam::${account}:user/alice`;
const session = `arn:aws:sts::${account}:assumed-role/app/s`;
const role = `arn:aws:iam::${account}:role/app`;
const deepRole = `arn:aws:iam::${account}:role/team/app`;
const federated = `arn:aws:sts::${account}:federated-user/bob`;
const service = 'logging.s3.amazonaws.com';

const sessionOf = (more: object = {}): Principal => ({
  type: 'assumed-role',
  arn: session,
  accountId: account,
  roleName: 'app',
  sessionName: 's',
  ...more,
});
const principals = {
  anonymous: { type: 'anonymous' },
  service: { type: 'service', service },
  root: { type: 'root', arn: root, accountId: account },
  user: { type: 'user', arn: alice, accountId: account, userName: 'alice' },
  role: { type: 'role', arn: deepRole, accountId: account, roleName: 'app' },
  'federated user': { type: 'federated-user', arn: federated, accountId: account, name: 'bob', userArn: alice },
  'session with a role of known path': sessionOf({ roleArn: deepRole }),
  'session whose role the context tells': sessionOf(),
  'session of a role of unknown path': sessionOf(),
  'session of which nothing tells the role': sessionOf(),
  unidentified: { type: 'unidentified', accountId: account, principalId: 'AIDAX' },
} as const satisfies Record<string, Principal>;
type Name = keyof typeof principals;

const contexts: Partial<Record<Name, object>> = {
  'session whose role the context tells': { known: { 'aws:PrincipalArn': deepRole }, unknown: [] },
  'session of a role of unknown path': { known: {}, unknown: [{ key: 'aws:PrincipalArn', why: 'test' }] },
};
const caller = (name: Name) => callerOf(principals[name], indexContext({ known: {}, unknown: [], ...contexts[name] }));
const element = (value: unknown) => parsePrincipal(value) as PrincipalElement;

describe('a Principal element names a caller', () => {
  const [nobody, self, its, all] = [0, ITSELF, ITS_ROLE, ITS_ACCOUNT];
  test.each<readonly [Name, Readonly<Record<string, number>>]>([
    ['anonymous', { '*': ANYBODY, [root]: nobody, [account]: nobody }],
    ['service', { '*': ANYBODY, [root]: nobody }],
    ['root', { [root]: all | self, [account]: all, [alice]: nobody, '*': ANYBODY }],
    ['user', { [alice]: self, [root]: all, [account]: all, [`${alice}x`]: nobody, '444455556666': nobody }],
    ['role', { [deepRole]: its, [role]: nobody, [root]: all, [session]: nobody }],
    ['federated user', { [federated]: self, [alice]: its, [root]: all, [role]: nobody }],
    ['session with a role of known path', { [session]: self, [deepRole]: its, [role]: nobody, [account]: all }],
    ['session whose role the context tells', { [session]: self, [deepRole]: its, [role]: nobody, [root]: all }],
    ['session of a role of unknown path', { [session]: self, [alice]: nobody, [root]: all }],
    ['session of which nothing tells the role', { [session]: self, [role]: its, [deepRole]: nobody }],
    ['unidentified', { [root]: all, [account]: all, 'arn:aws:iam::444455556666:root': nobody }],
    ['unidentified', { [root.replace('aws', 'aws-us-gov')]: all, [root.replace('aws', 'aws-cn')]: all }],
    ['user', { [root.replace('aws', 'aws-cn')]: nobody }],
  ])('%s', (name, names) => {
    const sure = Object.keys(names).map((one) => {
      return [one, namingOf(element({ AWS: one }), caller(name), new Interpretations()).sure];
    });
    expect(Object.fromEntries(sure)).toEqual(names);
  });

  test.each([
    ['session of a role of unknown path', role, ITS_ROLE],
    ['session of a role of unknown path', deepRole, ITS_ROLE],
    ['session of a role of unknown path', `arn:aws:iam::${account}:role/happ`, 0],
    ['session of a role of unknown path', `arn:aws:iam::${account}:role/app/x`, 0],
    ['unidentified', deepRole, ITSELF | ITS_ROLE],
    ['unidentified', session, ITSELF | ITS_ROLE],
    ['unidentified', root, 0],
    ['unidentified', 'arn:aws:iam::444455556666:user/alice', 0],
    ['session with a role of known path', role, 0],
    ['anonymous', role, 0],
  ] as const)('%s may be named by %s', (name, aws, maybe) =>
    expect(namingOf(element({ AWS: aws }), caller(name), new Interpretations()).maybe).toBe(maybe),
  );

  test('a service is named as a service, and by a star', () => {
    const { sure } = namingOf(
      element({ Service: [service, 'a.amazonaws.com'] }),
      caller('service'),
      new Interpretations(),
    );
    expect(sure).toBe(ITSELF);
    expect(namingOf(element({ Service: 'a.amazonaws.com' }), caller('service'), new Interpretations()).sure).toBe(0);
    expect(namingOf(element({ Service: service }), caller('user'), new Interpretations()).sure).toBe(0);
    expect(namingOf(element('*'), caller('service'), new Interpretations())).toEqual({ sure: ANYBODY, maybe: 0 });
    const reversed = new Interpretations('aws-star-and-services');
    expect(namingOf(element({ AWS: '*' }), caller('service'), reversed).sure).toBe(0);
    expect(namingOf(element({ AWS: '*' }), caller('user'), reversed).sure).toBe(ANYBODY);
  });

  test.each([
    ['logs.amazonaws.com', 'logs.amazonaws.com', [ITSELF, 0]],
    ['logs.amazonaws.com', 'logs.us-east-1.amazonaws.com', [0, ITSELF]],
    ['logs.us-gov-west-1.amazonaws.com', 'logs.amazonaws.com', [0, ITSELF]],
    ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn', [0, ITSELF]],
    ['logs.amazonaws.com', 'delivery.logs.amazonaws.com', [0, 0]],
    // Which of AWS's services it is, is not told.
    ['AWS Internal', 'logs.amazonaws.com', [0, ITSELF]],
  ])('%s is named, or may be, by %s', (caller, name, [sure, maybe]) => {
    const calling = callerOf({ type: 'service', service: caller }, indexContext({ known: {}, unknown: [] }));
    expect(namingOf(element({ Service: name }), calling, new Interpretations())).toEqual({ sure, maybe });
  });

  test('several names add up', () => {
    const { sure } = namingOf(element({ AWS: [alice, account, '*'] }), caller('user'), new Interpretations());
    expect(sure).toBe(ITSELF | ITS_ACCOUNT | ANYBODY);
  });
});

describe('a NotPrincipal spares', () => {
  test.each<readonly [Name, readonly string[], boolean | undefined]>([
    ['anonymous', ['*'], true],
    ['anonymous', [root], false],
    ['root', [root], true],
    ['root', [alice], false],
    ['user', [alice, account], true],
    ['user', [alice], false],
    ['user', [account], false],
    ['role', [deepRole, root], true],
    ['role', [deepRole], false],
    ['session with a role of known path', [session, deepRole, root], true],
    ['session with a role of known path', [session, root], false],
    ['session with a role of known path', [deepRole, root], false],
    ['session of a role of unknown path', [session, role, root], undefined],
    ['session of a role of unknown path', [session, role], false],
    ['unidentified', [alice, root], undefined],
    ['unidentified', [root], false],
  ])('%s if it lists %j: %s', (name, listed, spared) =>
    expect(isSpared(element({ AWS: listed }), caller(name), new Interpretations())).toBe(spared),
  );

  test.each<readonly [Name, readonly string[], boolean]>([
    ['user', [alice], true],
    ['user', [root], false],
    ['role', [root], false],
    ['root', [account], true],
    ['anonymous', [root], false],
    ['session with a role of known path', [session], true],
    ['session with a role of known path', [deepRole], false],
  ])('%s, if a part of the list is enough, by %j: %s', (name, listed, spared) => {
    const reversed = new Interpretations('not-principal-listed-in-part');
    expect(isSpared(element({ AWS: listed }), caller(name), reversed)).toBe(spared);
  });

  test('a service by its name', () => {
    expect(isSpared(element({ Service: service }), caller('service'), new Interpretations())).toBe(true);
    expect(isSpared(element({ Service: 'a.amazonaws.com' }), caller('service'), new Interpretations())).toBe(false);
  });
});

describe('the caller', () => {
  test.each<readonly [Name, boolean | undefined]>([
    ['anonymous', false],
    ['user', false],
    ['session with a role of known path', false],
    ['session of a role of unknown path', false],
    ['unidentified', undefined],
  ])('%s is a service-linked role: %s', (name, expected) => expect(caller(name).isServiceLinkedRole).toBe(expected));

  const linked = `arn:aws:iam::${account}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
  const unknown = { known: {}, unknown: [{ key: 'aws:*', why: 'test' }] };
  test.each<readonly [string, Principal, object, boolean | undefined]>([
    ['by the role itself', { type: 'role', arn: linked, accountId: account, roleName: 'AWSServiceRoleForX' }, {}, true],
    ['by the path', sessionOf({ roleName: 'AWSServiceRoleForX', roleArn: linked }), {}, true],
    ['perhaps, by the name alone', sessionOf({ roleName: 'AWSServiceRoleForX' }), unknown, undefined],
    ['not by the middle of a name', sessionOf({ roleName: 'myAWSServiceRoleForX' }), unknown, false],
  ])('is a service-linked role %s', (_, principal, context, expected) =>
    expect(callerOf(principal, indexContext({ known: {}, unknown: [], ...context })).isServiceLinkedRole).toBe(
      expected,
    ),
  );

  test('of another partition has its account there', () => {
    const arn = `arn:aws-cn:iam::${account}:user/alice`;
    const { accountArn } = callerOf(
      { type: 'user', arn, accountId: account, userName: 'alice' },
      indexContext({ known: {}, unknown: [] }),
    );
    expect(accountArn).toBe(`arn:aws-cn:iam::${account}:root`);
  });

  test.each([
    [role, true],
    [deepRole, true],
    [`arn:aws:iam::${account}:role//app`, false],
    [`arn:aws:iam::${account}:role/wrapp`, false],
    [`arn:aws:iam::${account}:role/app/other`, false],
    [alice, false],
  ])('%s is a role `app` of some path: %s', (arn, expected) =>
    expect(isRoleNamed(arn, `arn:aws:iam::${account}:role/`, 'app')).toBe(expected),
  );
});

test.each([
  ['a list', ['*']],
  ['null', null],
  ['a number', { AWS: 7 }],
  ['an empty name', { Service: '' }],
  ['a short account', { AWS: '1111222233' }],
  ['a long account', { AWS: '1111222233334' }],
  ['an ARN with something before', { AWS: `x${alice}` }],
  ['an ARN without account', { AWS: 'arn:aws:iam:::user/alice' }],
  ['a root with more', { AWS: `${root}x` }],
  ['a policy', { AWS: `arn:aws:iam::${account}:policy/x` }],
  ['a session without a role', { AWS: `arn:aws:sts::${account}:assumed-role/` }],
  ['a question mark', { AWS: `${alice}?` }],
  ['a short unique id', { AWS: 'AIDA123' }],
  ['a unique id in lower case', { AWS: 'aroadbqp57ff2aexample' }],
  ['a unique id with something before', { AWS: 'xAROADBQP57FF2AEXAMPLE' }],
  ['a unique id with something behind', { AWS: 'AROADBQP57FF2AEXAMPLE-' }],
])('%s is no principal', (_, value) => expect(parsePrincipal(value)).toBeUndefined());

test('the canonical user of S3 may be the account of whoever has one', () => {
  const ofS3 = element({ CanonicalUser: 'abc' });
  const naming = (name: keyof typeof principals) => namingOf(ofS3, caller(name), new Interpretations());
  expect([naming('user'), naming('root')]).toEqual(Array.from({ length: 2 }, () => ({ sure: 0, maybe: ITS_ACCOUNT })));
  expect([naming('anonymous'), naming('service')]).toEqual(Array.from({ length: 2 }, () => ({ sure: 0, maybe: 0 })));
  const both = element({ CanonicalUser: 'abc', AWS: account });
  expect(namingOf(both, caller('user'), new Interpretations())).toEqual({ sure: ITS_ACCOUNT, maybe: 0 });
});

test('a principal element keeps each name as the policy spells it', () => {
  const value = { AWS: [account, alice], Service: service, Federated: 'accounts.google.com', CanonicalUser: 'abc' };
  expect(parsePrincipal(value)).toEqual({
    everybody: false,
    aws: [account, alice],
    services: [service],
    canonical: true,
    names: [account, alice, service, 'accounts.google.com', 'abc'],
  });
  expect(parsePrincipal('*')).toEqual({ everybody: true, aws: [], services: [], canonical: false, names: ['*'] });
});

describe('who of an account called cannot be known', () => {
  test.each([
    [deepRole, undefined],
    [federated, undefined],
    [`arn:aws-cn:iam::${account}:user/a:b`, undefined],
    [root, false],
    [`arn:aws:iam::${account}`, false],
    [`arn:aws:s3::${account}:role/app`, false],
    [`arn:aws:iam:us-east-1:${account}:role/app`, false],
    [`x:aws:iam::${account}:role/app`, false],
    ['arn:aws:iam::444455556666:role/app', false],
    [`arn:aws:iam::${account}:root:x`, undefined],
  ])('it may be %s: %s', (name, expected) => expect(isRole(caller('unidentified'), name)).toBe(expected));
});
