import { layers } from '../../src/layers';
import { subjectOf } from '../../src/judging/cases/cases';
import type { AnyLayer } from '../../src/layers/define';
import type { Answer, Judgement } from '../../src/judging/types';
import { answersOn, askAgain, isOpen, type Ask, type Asking } from '../../src/decision/ask-layers';
import { absent, no, open, sure, yes } from './answers';

const subject = subjectOf({ when: '', outcome: 'allows' });
const asking = (ask: Ask<undefined>): Asking<undefined> => ({ ask, evidence: undefined });
const failing = (error: unknown) => (): Answer => {
  throw error;
};

/** What is left open, in short: may it deny, allow, neither, or take others' grants away? */
const short = ({ denies, allows, reaches = [], effects = [] }: Judgement): string =>
  [
    denies ? 'denies' : '',
    allows ? 'allows' : '',
    ...reaches,
    ...effects.map(({ voids, to }) => `voids ${voids} ${to}`),
  ]
    .filter((word) => word !== '')
    .join(' ') || 'nothing';

const ofState = ['allows', 'denies'];
const ofLimit = [...ofState, 'nothing'];
const ofModifier = [...ofState, 'allows voids access-control-list everyone', 'allows voids policy everyone'];
/** A grant may name the caller in any way, and deny besides. */
const ofResource = ['caller', 'role', 'account'].reduce<readonly string[]>(
  (all, one) => [...all, ...all.map((each) => `${each} ${one}`)],
  [''],
);
const ofGrant = ofResource.flatMap((reaches) => {
  const named = reaches.trim();
  return named === '' ? ['denies', 'nothing'] : [`denies allows ${named}`, `allows ${named}`];
});

const expectedOf = ({ kind, side }: AnyLayer): readonly string[] => {
  if (kind === 'grant') return side === 'principal' ? ofLimit : ofGrant;
  return { limit: ofLimit, modifier: ofModifier, state: ofState }[kind];
};

describe('a layer that fails may have said anything that a layer of its kind can say', () => {
  test.each(layers.map((layer, at) => [layer.id, layer, at] as const))('%s', (_, layer, at) => {
    const answer = answersOn(layers, subject, 0, asking(failing(new TypeError('broken'))))[at];
    if (answer?.outcome !== 'unknown') throw new Error('a failure decides nothing');
    expect(answer.possible.map(short).sort()).toEqual([...expectedOf(layer)].sort());
    expect(answer.possible.every(({ applies }) => applies)).toBe(true);
    expect(answer.unknowns).toEqual([{ code: 'crashed', facts: { error: 'TypeError: broken' } }]);
  });

  test('every kind is among them', () => {
    expect(new Set(layers.map(({ kind }) => kind))).toEqual(new Set(['grant', 'limit', 'modifier', 'state']));
  });
});

test.each<readonly [string, unknown, string]>([
  ['an error by its name', new RangeError('too far'), 'RangeError: too far'],
  ['what is no error as it is', 'odd', 'odd'],
  ['a long text cut', new Error('x'.repeat(400)), `Error: ${'x'.repeat(293)}`],
])('it tells %s', (_, error, expected) => {
  const [answer] = answersOn(layers, subject, 0, asking(failing(error)));
  expect(answer?.outcome === 'unknown' ? answer.unknowns[0]?.facts : undefined).toEqual({ error: expected });
});

test('one that fails hides nothing of the others', () => {
  const ask = asking(({ id }) => {
    if (id === layers[1]?.id) throw new Error('broken');
    return sure(yes);
  });
  const answers = answersOn(layers, subject, 0, ask);
  expect(answers.map((answer) => answer?.outcome)).toEqual(layers.map((_, at) => (at === 1 ? 'unknown' : 'allows')));
});

test('what was decided is not asked again', () => {
  const before = [sure(no), open(yes, no), undefined, sure(absent)];
  const asked: string[] = [];
  const ask = asking(({ id }, _, place) => {
    asked.push(`${id} ${place}`);
    return sure(yes);
  });
  const after = askAgain(layers, subject, before, 3, ask);
  expect(asked).toEqual([`${layers[1]?.id} 3`]);
  expect(after.map((answer) => answer?.outcome)).toEqual(['does-not-allow', 'allows', undefined, 'allows']);
  expect(after[0]).toBe(before[0]);
});

test.each<readonly [string, readonly (Answer | undefined)[], boolean]>([
  ['nothing', [], false],
  ['layers that are decided or take no part', [sure(yes), undefined, sure(no)], false],
  ['one that is not', [sure(yes), open(yes, no), sure(no)], true],
])('open are %s: %#', (_, answers, expected) => expect(isOpen(answers)).toBe(expected));
