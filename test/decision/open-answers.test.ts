import { layers } from '../../src/layers';
import type { Answer, Judgement } from '../../src/judging/types';
import type { BoundAuthorization } from '../../src/request/types';
import {
  absent,
  decided,
  deny,
  foreign,
  layersIn,
  no,
  open,
  own,
  reaching,
  sure,
  voiding,
  yes,
  type Says,
} from './answers';

// An open answer stands for every judgement that it leaves: all of them, each decided for itself, are the measure.

type Authorizations = readonly Partial<BoundAuthorization>[];
/** What blocks, by authorization: ids of layers. */
type World = readonly ReadonlySet<string>[];

const judgementsOf = (answer: Answer): readonly Judgement[] =>
  answer.outcome === 'unknown' ? answer.possible : [answer.judgement];

/** Every way in which the answers on one authorization may turn out. */
function definite(says: Says): readonly Says[] {
  return Object.entries(says).reduce<readonly Says[]>(
    (all, [id, answer]) => all.flatMap((one) => judgementsOf(answer).map((each) => ({ ...one, [id]: sure(each) }))),
    [{}],
  );
}

interface Outcome {
  readonly decision: string;
  readonly blocking: ReadonlySet<string>;
}

function outcomesOf(says: Says, authorization: Partial<BoundAuthorization>): readonly Outcome[] {
  const owners = 'resourceAccountId' in authorization && authorization.resourceAccountId === undefined;
  const sides = owners ? [own, foreign] : [authorization.resourceAccountId ?? own];
  const found = sides.flatMap((resourceAccountId) =>
    definite(says).map((one): Outcome => {
      const { decision, blockers } = decided(one, [{ ...authorization, resourceAccountId, needed: 'yes' }]);
      return { decision, blocking: new Set(blockers.map(({ layer }) => layer)) };
    }),
  );
  const allowed: Outcome = { decision: 'allowed', blocking: new Set() };
  return authorization.needed === 'unknown' ? [...found, allowed] : found;
}

/** The decision as it follows from all worlds. */
function expected(says: readonly Says[], authorizations: Authorizations, isDenied: boolean) {
  const worlds = authorizations.reduce<readonly (readonly Outcome[])[]>(
    (all, one, place) => all.flatMap((world) => outcomesOf(says[place]!, one).map((outcome) => [...world, outcome])),
    [[]],
  );
  const decisions = new Set(
    worlds.map((world) => world.find(({ decision }) => decision !== 'allowed')?.decision ?? 'allowed'),
  );
  const [only = 'unknown', ...more] = decisions;
  const denials = worlds.filter((world) => world.some(({ decision }) => decision !== 'allowed'));
  const counted: readonly World[] = (isDenied ? denials : worlds).map((world) => world.map(({ blocking }) => blocking));
  const blockers = authorizations.flatMap((_, place) =>
    layers
      .filter(({ id }) => {
        if (counted.length === 0) return false;
        const here = (world: World) => world[place]!.has(id);
        if (counted.every(here)) return true;
        const somewhereElse = authorizations.some((__, other) => counted.every((world) => world[other]!.has(id)));
        const moves = counted.every((world) => world.some((one) => one.has(id))) && !somewhereElse;
        return moves && worlds.some((world) => world[place]!.blocking.has(id));
      })
      .map(({ id }) => `${place} ${id}`),
  );
  const suspects = authorizations.flatMap((_, place) =>
    layers.filter(({ id }) => worlds.some((world) => world[place]!.blocking.has(id))).map(({ id }) => `${place} ${id}`),
  );
  return {
    decision: more.length === 0 ? only : decisions.has('allowed') ? 'unknown' : 'denied',
    blockers,
    suspects,
  };
}

function found(says: readonly Says[], authorizations: Authorizations, isDenied: boolean) {
  const { decision, blockers, suspects } = decided(says, authorizations, isDenied ? { observed: 'denied' } : {});
  const named = (blocks: typeof blockers) => blocks.map(({ layer, authorization }) => `${authorization} ${layer}`);
  return { decision, blockers: named(blockers), suspects: named(suspects) };
}

function* combinations(choices: Readonly<Record<string, readonly Answer[]>>): Generator<Says> {
  const [first, ...rest] = Object.entries(choices);
  if (first === undefined) {
    yield {};
    return;
  }
  const [id, answers] = first;
  for (const others of combinations(Object.fromEntries(rest))) {
    for (const answer of answers) yield { ...others, [id]: answer };
  }
}

const choices = {
  'identity-policies': [sure(yes), open(yes, no), open(no, deny)],
  'permissions-boundary': [open(no, yes, absent)],
  'object-lock': [open(yes, deny)],
  'bucket-policy': [
    open(reaching('caller'), no),
    open(reaching('role'), reaching('account'), no),
    open({ ...reaching('role'), denies: true }, no),
  ],
  'object-ownership': [open(yes, voiding('everyone')), open(voiding('outside-the-account'), deny)],
};

describe.each([
  ['within the account', { resourceAccountId: own }],
  ['across accounts', { resourceAccountId: foreign }],
  ['of an unknown owner', { resourceAccountId: undefined }],
])('one authorization %s', (_, authorization) => {
  test.each([
    ['may be denied', false],
    ['was denied', true],
  ])('that %s is decided as all its worlds are', (__, isDenied) => {
    const all = [...combinations(choices)];
    expect(all.map((says) => found([says], [authorization], isDenied))).toEqual(
      all.map((says) => expected([says], [authorization], isDenied)),
    );
  });
});

describe('two authorizations', () => {
  const key = { action: 'kms:Decrypt', purpose: 'encryption', resourceAccountId: own } as const;
  const main: readonly Says[] = [
    { 'identity-policies': sure(yes), 'bucket-policy': sure(no) },
    { 'identity-policies': open(yes, no), 'bucket-policy': sure(no) },
    { 'identity-policies': sure(no), 'bucket-policy': sure(no), 'object-lock': open(yes, deny) },
    { 'identity-policies': open(yes, no), 'bucket-policy': sure(no), 'service-control-policies': open(yes, no) },
  ];
  const ofKey: readonly Says[] = [
    { 'identity-policies': sure(yes), 'kms-key': sure(reaching('account')) },
    { 'identity-policies': open(yes, no), 'kms-key': sure(reaching('account')) },
    { 'identity-policies': sure(yes), 'kms-key': open(reaching('account'), no) },
    { 'identity-policies': open(no, deny), 'kms-key': open(reaching('account'), deny) },
    {
      'identity-policies': open(yes, no),
      'kms-key': sure(reaching('account')),
      'service-control-policies': open(no, deny),
    },
  ];
  test.each([
    ['may be denied', false, 'yes'],
    ['were denied', true, 'yes'],
    ['may be denied, and one may not be asked for', false, 'unknown'],
    ['were denied, and one may not be asked for', true, 'unknown'],
  ] as const)('that %s are decided as all their worlds are', (_, isDenied, needed) => {
    const authorizations = [{}, { ...key, needed }];
    const all = main.flatMap((one) => ofKey.map((other) => [one, other]));
    expect(all.map((says) => found(says, authorizations, isDenied))).toEqual(
      all.map((says) => expected(says, authorizations, isDenied)),
    );
  });
});

test('where too much is open, less is said and nothing wrong', () => {
  const ofResource = open(reaching('caller'), reaching('role'), reaching('account'), no, deny, absent);
  const grants = layers.filter(({ kind, side }) => kind === 'grant' && side !== 'principal');
  const says = Object.fromEntries(grants.slice(0, 7).map(({ id }) => [id, ofResource]));
  const { decision, exact, suspects } = decided({ ...says, 'identity-policies': open(yes, no, deny) });
  expect({ decision, exact }).toEqual({ decision: 'unknown', exact: false });
  expect([...layersIn(suspects)].sort()).toEqual([...Object.keys(says), 'identity-policies'].sort());
});
