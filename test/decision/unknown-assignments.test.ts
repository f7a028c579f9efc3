import { completeContext } from '../../src/engine/context';
import { prepare } from '../../src/engine/match';
import { Readings } from '../../src/engine/open-questions';
import { parseStatement, type Statement } from '../../src/engine/statement';
import { noteUses, Uses } from '../../src/engine/unknowns/uses';
import { subjectOf } from '../../src/judging/cases/cases';
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import { choicesOf, completed, worldsOf, type Worlds } from '../../src/decision/unknown-assignments';

/** An authorization, and the statements that are undecided on it. */
interface Place {
  readonly authorization?: Partial<BoundAuthorization>;
  readonly known?: Readonly<Record<string, string>>;
  readonly unknown: readonly string[];
  readonly statements: readonly object[];
}

const toKms = { purpose: 'encryption', action: 'kms:Decrypt', resource: 'arn:aws:kms:us-east-1:1:key/k' } as const;
const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });

function asked(places: readonly Place[]): { readonly request: BoundRequest; readonly uses: readonly Uses[] } {
  const authorizations = places.map(({ authorization: changed, known = {}, unknown }): BoundAuthorization => ({
    ...authorization,
    ...changed,
    context: { known, unknown: unknown.map((key) => ({ key, why: 'not-told' })) },
  }));
  const uses = places.map(({ statements }, place) => {
    const own = new Uses();
    const { action, resource, context } = authorizations[place]!;
    const on = prepare({
      principal: { type: 'anonymous' },
      action,
      resource,
      context: completeContext(context, new Map(), { uses: own }),
    });
    for (const json of statements) {
      noteUses(parseStatement({ Effect: 'Allow', Action: '*', Resource: '*', ...json }, 1, true) as Statement, on, own);
    }
    return own;
  });
  return { request: { ...request, authorizations }, uses };
}

function found(...places: readonly Place[]): Worlds {
  const { request: of, uses } = asked(places);
  return worldsOf(of, uses);
}

const when = (operator: string, key: string, ...wanted: readonly string[]) => ({
  Condition: { [operator]: { [key]: wanted } },
});
const isRed = (key: string) => ({ unknown: [key], statements: [when('StringEquals', key, 'red')] });
const red = [undefined, 'red'];

describe('an unknown key is one and the same', () => {
  test.each<readonly [string, readonly Place[], Worlds['variables']]>([
    ['in one authorization', [isRed('aws:x')], [{ key: 'aws:x', places: [0], values: red }]],
    [
      'in all that are asked of S3',
      [isRed('s3:x-amz-acl'), isRed('s3:x-amz-acl')],
      [{ key: 's3:x-amz-acl', places: [0, 1], values: red }],
    ],
    [
      'not in what S3 asks KMS, which is another call',
      [isRed('aws:useragent'), { ...isRed('aws:useragent'), authorization: toKms }],
      [
        { key: 'aws:useragent', places: [0], values: red },
        { key: 'aws:useragent', places: [1], values: red },
      ],
    ],
    ...[
      'aws:principaltag/team',
      'aws:sourceip',
      'aws:userid',
      'aws:multifactorauthpresent',
      'saml:sub',
      'sts:externalid',
      'aws:tokenissuetime',
    ].map((key): readonly [string, readonly Place[], Worlds['variables']] => [
      `${key} of the caller in both calls`,
      [isRed(key), { ...isRed(key), authorization: toKms }],
      [{ key, places: [0, 1], values: red }],
    ]),
    ...[
      'aws:resourcetag/team',
      's3:existingobjecttag/x',
      's3:buckettag/x',
      's3:resourceaccount',
      'aws:resourceorgid',
    ].map((key): readonly [string, readonly Place[], Worlds['variables']] => [
      `${key} of one resource, and not of another`,
      [isRed(key), isRed(key), { ...isRed(key), authorization: { resource: 'arn:aws:s3:::other' } }],
      [
        { key, places: [0, 1], values: red },
        { key, places: [2], values: red },
      ],
    ]),
    [
      'of a resource that is not known, by what it is asked for',
      [
        { ...isRed('aws:resourcetag/x'), authorization: { ...toKms, resource: undefined } },
        { ...isRed('aws:resourcetag/x'), authorization: { resource: undefined } },
      ],
      [
        { key: 'aws:resourcetag/x', places: [0], values: red },
        { key: 'aws:resourcetag/x', places: [1], values: red },
      ],
    ],
    [
      'a caller’s address told by no name that only begins so',
      [isRed('aws:sourceiprange'), { ...isRed('aws:sourceiprange'), authorization: toKms }],
      [
        { key: 'aws:sourceiprange', places: [0], values: red },
        { key: 'aws:sourceiprange', places: [1], values: red },
      ],
    ],
    [
      'and no two keys are',
      [
        {
          unknown: ['aws:x', 'aws:y'],
          statements: [when('StringEquals', 'aws:x', 'red'), when('StringEquals', 'aws:y', 'red')],
        },
      ],
      [
        { key: 'aws:x', places: [0], values: red },
        { key: 'aws:y', places: [0], values: red },
      ],
    ],
    [
      'with the values that any of its places tells apart',
      [isRed('aws:x'), { unknown: ['aws:x'], statements: [when('StringEquals', 'aws:x', 'blue')] }],
      [{ key: 'aws:x', places: [0, 1], values: [undefined, 'red', 'blue'] }],
    ],
    ['and nothing hangs on a key that decides nothing', [{ unknown: ['aws:x'], statements: [] }], []],
  ])('%s', (_, places, expected) => {
    expect(found(...places)).toEqual({ variables: expected, exact: true });
  });

  test('an authorization that is decided takes no part', () => {
    const { request: of, uses } = asked([isRed('aws:x'), isRed('aws:x')]);
    expect(worldsOf(of, [undefined, uses[1]]).variables).toEqual([{ key: 'aws:x', places: [1], values: red }]);
    expect(worldsOf(of, [uses[0], undefined]).variables).toEqual([{ key: 'aws:x', places: [0], values: red }]);
  });
});

describe('keys that are compared with one another take values of each other', () => {
  const both = { unknown: ['aws:x', 'aws:y'] };
  // One of each round: the two keys may differ and both be no other text.
  const fresh = ['ú', 'ù', 'ø'];
  test.each<readonly [string, Place, Readonly<Record<string, readonly unknown[]>>]>([
    [
      'a variable and what it is compared with',
      { ...both, statements: [when('StringEquals', 'aws:x', '${aws:y}'), when('StringEquals', 'aws:x', 'red')] },
      { 'aws:x': [undefined, ...fresh, 'red'], 'aws:y': [undefined, ...fresh, 'red'] },
    ],
    [
      'and not without a variable',
      { ...both, statements: [when('StringEquals', 'aws:x', 'red'), when('StringEquals', 'aws:y', 'blue')] },
      { 'aws:x': [undefined, 'red'], 'aws:y': [undefined, 'blue'] },
    ],
    [
      'nor with a variable of another key',
      {
        ...both,
        known: { 'aws:k': 'green' },
        statements: [when('StringEquals', 'aws:k', '${aws:y}'), when('StringEquals', 'aws:x', 'red')],
      },
      { 'aws:x': [undefined, 'red'], 'aws:y': [undefined, 'green'] },
    ],
  ])('%s', (_, place, expected) => {
    const { variables } = found(place);
    expect(Object.fromEntries(variables.map(({ key, values }) => [key, values]))).toEqual(expected);
  });
});

test.each([2, 3, 4, 5])(
  'a text at the end of a chain of %i keys that equal one another reaches the first',
  (length) => {
    const keys = Array.from({ length }, (_, at) => `aws:k${at}`);
    const statements = keys.map((key, at) =>
      when('StringEquals', key, at + 1 < length ? `\${${keys[at + 1]}}` : 'red'),
    );
    const first = found({ unknown: keys, statements }).variables.find(({ key }) => key === 'aws:k0');
    expect(first?.values).toContain('red');
  },
);

test('a key that is another one for KMS lends what it may be worth to S3', () => {
  const { variables } = found(
    {
      unknown: ['aws:x', 'aws:y'],
      statements: [when('StringEquals', 'aws:y', '${aws:x}'), when('StringEquals', 'aws:x', 'red')],
    },
    { ...isRed('aws:x'), statements: [when('StringEquals', 'aws:x', 'blue')], authorization: toKms },
  );
  expect(variables.find(({ key }) => key === 'aws:y')?.values).toEqual(expect.arrayContaining(['red', 'blue']));
});

describe('no more worlds than can be tried', () => {
  const texts = (many: number) => Array.from({ length: many }, (_, at) => `v${at}`);
  const oneOf = (key: string, many: number): Place => ({
    unknown: [key],
    statements: texts(many).map((text) => when('StringEquals', key, text)),
  });

  test('of 16,384 every one', () => {
    const { variables, exact } = found(oneOf('aws:x', 127), oneOf('aws:y', 127));
    expect(variables.map(({ values }) => values.length)).toEqual([128, 128]);
    expect(exact).toBe(true);
  });

  test('of more the keys with the fewest values, and it says so', () => {
    const { variables, exact } = found(oneOf('aws:x', 200), oneOf('aws:y', 127), oneOf('aws:z', 120));
    expect(variables.map(({ key }) => key)).toEqual(['aws:z', 'aws:y']);
    expect(exact).toBe(false);
  });

  test('a key of which not every value was found leaves all open', () => {
    const long = {
      known: { 'aws:k': 'a'.repeat(121) },
      unknown: ['aws:x'],
      statements: [when('StringLike', 'aws:k', '${aws:x}')],
    };
    expect(found(long, isRed('aws:y')).exact).toBe(false);
    expect(found(isRed('aws:y')).exact).toBe(true);
  });
});

test('whether the caller has a boundary is tried wherever it may matter, everywhere alike', () => {
  const { request: of, uses } = asked([isRed('aws:x'), { unknown: [], statements: [] }]);
  expect(worldsOf(of, uses).variables).toHaveLength(1);
  uses[1]!.boundary = true;
  const [boundary, x] = worldsOf(of, [uses[0], uses[1]]).variables.toReversed();
  expect(x).toEqual({ key: 'aws:x', places: [0], values: red });
  expect(boundary).toMatchObject({ places: [0, 1], values: ['true', 'false'] });
});

test('every choice of values comes once', () => {
  const variables = [2, 1, 3].map((many, at) => ({ key: `k${at}`, places: [0], values: Array<undefined>(many) }));
  expect([...choicesOf(variables)].length).toBe(6);
  const seen = new Set<string>();
  for (const choice of choicesOf(variables)) seen.add(choice.join(' '));
  expect([...seen].sort()).toEqual(['0 0 0', '0 0 1', '0 0 2', '1 0 0', '1 0 1', '1 0 2']);
  expect([...choicesOf([])]).toHaveLength(1);
});

test('a world gives a key its value where it is that key, and nowhere else', () => {
  const of = asked([isRed('aws:x'), isRed('aws:x')]).request;
  const readings = new Readings();
  const variables = [
    { key: 'aws:x', places: [0], values: ['red', 'blue'] },
    { key: 'aws:x', places: [1], values: ['green', undefined] },
  ];
  const contextAt = (place: number, choice: readonly number[]) =>
    completed(of.authorizations[place]!, place, variables, choice, readings).context;
  const valueAt = (place: number, choice: readonly number[]) => {
    const on = prepare({
      principal: { type: 'anonymous' },
      action: 'a',
      resource: undefined,
      context: contextAt(place, choice),
    });
    return on.context.values.get('aws:x');
  };
  expect([valueAt(0, [0, 0]), valueAt(0, [1, 0]), valueAt(1, [1, 0]), valueAt(1, [1, 1])]).toEqual([
    'red',
    'blue',
    'green',
    [],
  ]);
});

test('a role of which only the path is unknown is tried with paths, and other keys are not', () => {
  const role = 'arn:aws:iam::111122223333:role/';
  const { request: of, uses } = asked([
    {
      unknown: ['aws:PrincipalArn', 'aws:x'],
      statements: [when('ArnLike', 'aws:PrincipalArn', `${role}team/*`), when('StringEquals', 'aws:x', 'red')],
    },
  ]);
  const session = {
    type: 'assumed-role',
    arn: 'arn:aws:sts::111122223333:assumed-role/app/s',
    accountId: '111122223333',
    roleName: 'app',
    sessionName: 's',
  } as const;
  uses[0]!.roles.add(`${role}other/app`);
  const valuesOf = (principal: BoundRequest['principal']) =>
    Object.fromEntries(worldsOf({ ...of, principal }, uses).variables.map(({ key, values }) => [key, values]));
  expect(valuesOf(session)).toEqual({
    'aws:principalarn': [undefined, `${role}team/app`, `${role}other/app`],
    'aws:x': red,
  });
  // What is known of the role leaves no path open.
  const texts = valuesOf({ type: 'anonymous' })['aws:principalarn'];
  expect(texts).toContain(`${role}team/`);
  expect(texts).not.toContain(`${role}other/app`);
});
