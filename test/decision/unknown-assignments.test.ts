import { completeContext, indexContext } from '../../src/engine/context';
import type { OpenKey } from '../../src/engine/unknowns/open-keys';
import { StepBudget } from '../../src/engine/unknowns/step-budget';
import { UnknownUses, type OpenRule } from '../../src/engine/unknowns/uses';
import { openRequest } from '../../src/decision/open-request';
import { worldsOf } from '../../src/decision/unknown-assignments';
import { subjectOf } from '../../src/judging/cases/cases';
import { preparedRequest } from '../../src/judging/engine-request';
import { tally } from '../../src/judging/policy/tally';
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import { when } from '../engine/unknowns/open-rules';

/** An authorization, and the statements that are undecided on it. */
interface Place {
  readonly authorization?: Partial<BoundAuthorization>;
  readonly known?: Readonly<Record<string, string>>;
  readonly unknown: readonly string[];
  readonly statements: readonly object[];
  /** How the statements are changed after they were noted. */
  readonly noted?: Partial<OpenRule>;
}

const toKms = { purpose: 'encryption', action: 'kms:Decrypt', resource: 'arn:aws:kms:us-east-1:1:key/k' } as const;
const { authorization, request } = subjectOf({ when: '', outcome: 'allows' });

const policyOf = (statements: readonly object[]) => ({
  name: 'p',
  document: {
    Version: '2012-10-17',
    Statement: statements.map((json) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...json })),
  },
});

function noted(places: readonly Place[]): { readonly request: BoundRequest; readonly uses: readonly UnknownUses[] } {
  const authorizations = places.map(({ authorization: changed, known = {}, unknown }): BoundAuthorization => ({
    ...authorization,
    ...changed,
    context: { known, unknown: unknown.map((key) => ({ key, why: 'not-told' as const })) },
  }));
  const of = { ...request, authorizations };
  const uses = places.map(({ statements, noted: changed = {} }, place) => {
    const own = new UnknownUses();
    const one = authorizations[place] as BoundAuthorization;
    const noting = { ...one, context: completeContext(one.context, new Map(), { uses: own }) };
    tally([policyOf(statements)], preparedRequest({ authorization: noting, request: of }), 'caller');
    own.rules.splice(0, Infinity, ...own.rules.map((rule) => ({ ...rule, ...changed })));
    return own;
  });
  return { request: of, uses };
}

function worlds(places: readonly Place[], steps = 1_000_000) {
  const { request: of, uses } = noted(places);
  const { all, exact } = worldsOf(of, uses, new StepBudget(steps));
  const appliedIn = (one: BoundAuthorization, place: number) =>
    uses[place]!.rules.map(({ rule }) => indexContext(one.context).assumed?.get(rule));
  return { all, exact, applied: all.map((world) => world.map(appliedIn)) };
}

const isRed = (key: string) => ({ unknown: [key], statements: [when('StringEquals', key, 'red')] });

describe('an unknown key is one and the same', () => {
  type Keys = readonly (readonly [key: string, places: readonly number[]])[];

  function keysOf(...places: readonly Place[]): Keys {
    const { request: of, uses } = noted(places);
    const { keys, indexes } = openRequest(of, uses);
    return keys.map(({ key }: OpenKey, index) => [
      key,
      indexes.flatMap((byName, place) => (byName.get(key) === index ? [place] : [])),
    ]);
  }

  test.each<readonly [string, readonly Place[], Keys]>([
    ['in one authorization', [isRed('aws:x')], [['aws:x', [0]]]],
    ['in all that are asked of S3', [isRed('s3:x-amz-acl'), isRed('s3:x-amz-acl')], [['s3:x-amz-acl', [0, 1]]]],
    [
      'not in what S3 asks KMS, which is another call',
      [isRed('aws:useragent'), { ...isRed('aws:useragent'), authorization: toKms }],
      [
        ['aws:useragent', [0]],
        ['aws:useragent', [1]],
      ],
    ],
    [
      'of the caller in both calls',
      [isRed('aws:principaltag/team'), { ...isRed('aws:principaltag/team'), authorization: toKms }],
      [['aws:principaltag/team', [0, 1]]],
    ],
    [
      'of one resource, and not of another',
      [
        isRed('aws:resourcetag/team'),
        isRed('aws:resourcetag/team'),
        { ...isRed('aws:resourcetag/team'), authorization: { resource: 'arn:aws:s3:::other' } },
      ],
      [
        ['aws:resourcetag/team', [0, 1]],
        ['aws:resourcetag/team', [2]],
      ],
    ],
    [
      'of a resource that is not known, by what it is asked for',
      [
        { ...isRed('aws:resourcetag/x'), authorization: { ...toKms, resource: undefined } },
        { ...isRed('aws:resourcetag/x'), authorization: { resource: undefined } },
      ],
      [
        ['aws:resourcetag/x', [0]],
        ['aws:resourcetag/x', [1]],
      ],
    ],
    ['and nothing hangs on a key that decides nothing', [{ unknown: ['aws:x'], statements: [] }], []],
  ])('%s', (_, places, expected) => expect(keysOf(...places)).toEqual(expected));

  test('an authorization that is decided takes no part', () => {
    const { request: of, uses } = noted([isRed('aws:x'), isRed('aws:x')]);
    const { rules, indexes } = openRequest(of, [undefined, uses[1]]);
    expect(rules.map(({ place }) => place)).toEqual([1]);
    expect(indexes.map(({ size }) => size)).toEqual([0, 1]);
  });
});

describe('a world says of each statement whether it applies', () => {
  test('in all authorizations that the same key decides', () => {
    const blue = { unknown: ['aws:principaltag/x'], statements: [when('StringEquals', 'aws:principaltag/x', 'blue')] };
    expect(worlds([isRed('aws:principaltag/x'), { ...blue, authorization: toKms }]).applied).toEqual([
      [[false], [false]],
      [[true], [false]],
      [[false], [true]],
    ]);
  });

  test('and of statements that count together no more than whether any does', () => {
    const statements = ['a', 'b', 'c', 'd'].map((key) => when('StringEquals', `aws:${key}`, 'red'));
    const { applied, exact } = worlds([{ unknown: ['aws:a', 'aws:b', 'aws:c', 'aws:d'], statements }]);
    expect(applied.map(([own]) => own!.includes(true))).toEqual([false, true]);
    expect(exact).toBe(true);
  });

  test('in the same object, where worlds do not differ for an authorization', () => {
    const { all } = worlds([isRed('aws:x'), { ...isRed('aws:y'), authorization: toKms }]);
    expect(all).toHaveLength(4);
    expect([0, 1].map((place) => new Set(all.map((world) => world[place])).size)).toEqual([2, 2]);
  });

  test('and leaves as it is what hangs on nothing', () => {
    const { all } = worlds([isRed('aws:x'), { unknown: [], statements: [] }]);
    const [, second] = noted([isRed('aws:x'), { unknown: [], statements: [] }]).request.authorizations;
    expect(all.map(([, other]) => other)).toEqual([second, second]);
  });
});

test('what is too much to try stays unknown, in a single world', () => {
  expect(worlds([isRed('aws:x')], 1)).toMatchObject({ applied: [[[undefined]]], exact: false });
});

describe('whether the caller has a boundary', () => {
  const boundaryIn = (one: BoundAuthorization) => indexContext(one.context).values.get(' permissions-boundary');

  test('is tried wherever it may matter, everywhere alike', () => {
    const { all } = worlds([
      { ...isRed('aws:x'), noted: { boundary: true } },
      { ...isRed('aws:x'), authorization: toKms },
    ]);
    expect(new Set(all.map((world) => world.map(boundaryIn).join(' ')))).toEqual(new Set(['true true', 'false false']));
  });

  test('is not, where it matters to nothing', () => {
    expect(worlds([isRed('aws:x')]).all.map(([one]) => boundaryIn(one!))).toEqual([undefined, undefined]);
  });
});

describe('a role of which only the path is unknown is given a path', () => {
  const role = 'arn:aws:iam::111122223333:role/';
  const key = 'aws:PrincipalArn';
  const rolesIn = (roleName: string, ...roles: readonly string[]) => {
    const place = {
      unknown: [key],
      statements: [when('ArnLike', key, `${role}team/*`)],
      noted: { roles },
    };
    const { request: of, uses } = noted([place]);
    const principal = {
      type: 'assumed-role',
      arn: `arn:aws:sts::111122223333:assumed-role/${roleName}/s`,
      accountId: '111122223333',
      roleName,
      sessionName: 's',
    } as const;
    const { all } = worldsOf({ ...of, principal }, uses, new StepBudget(1_000_000));
    return all.map(([one]) => indexContext(one!.context).values.get('aws:principalarn'));
  };

  test('of those that the statements tell apart', () => {
    expect(rolesIn('app')).toEqual([[], `${role}team/app`]);
    expect(rolesIn('app', `${role}other/app`)).toEqual([[], `${role}ø/app`, `${role}team/app`, `${role}other/app`]);
  });

  test('and of a service, if it is named as such', () => {
    const linked = rolesIn('AWSServiceRoleForX');
    expect(linked.some((arn) => typeof arn === 'string' && arn.startsWith(`${role}aws-service-role/`))).toBe(true);
  });

  test('and is not, where the role is known: then it is enough to know which statements apply', () => {
    const { all } = worlds([{ unknown: [key], statements: [when('ArnLike', key, `${role}team/*`)] }]);
    expect(all.map(([one]) => indexContext(one!.context).values.get('aws:principalarn'))).toEqual([
      undefined,
      undefined,
    ]);
  });
});
