import { completeContext, indexContext, lookUp, UNKNOWN } from '../../src/engine/context';
import { Interpretations } from '../../src/engine/open-questions';
import { UnknownUses } from '../../src/engine/unknowns/uses';
import type { Context } from '../../src/engine/types';

const unknown = (...keys: readonly string[]) => keys.map((key) => ({ key, why: 'test' }));
const context: Context = {
  known: { 'aws:UserName': 'alice', 'aws:TagKeys': ['a', 'b'], 'aws:PrincipalTag/empty': [] },
  unknown: unknown('aws:SourceIp', 'aws:PrincipalTag/*', 's3:?x', '*:any*'),
};
const seen = (key: string, of: Context = context) => lookUp(indexContext(of), key);

test.each([
  ['aws:username', 'alice'],
  ['aws:tagkeys', ['a', 'b']],
  ['aws:principaltag/empty', []],
  ['aws:sourceip', UNKNOWN],
  ['aws:principaltag/team', UNKNOWN],
  ['aws:principaltag/', UNKNOWN],
  ['aws:principaltag', undefined],
  ['x:anything', UNKNOWN],
  ['s3:?x', UNKNOWN],
  ['aws:sourceipx', undefined],
  ['aws:other', undefined],
])('%s is %s', (key, expected) => expect(seen(key)).toEqual(expected));

test('what cannot be known may be supposed', () => {
  const values = new Map<string, string | readonly string[] | undefined>([
    ['aws:sourceip', '192.0.2.1'],
    ['aws:principaltag/team', undefined],
    ['aws:tagkeys', ['c']],
  ]);
  const supposed = completeContext(context, values);
  expect(seen('aws:sourceip', supposed)).toBe('192.0.2.1');
  expect(seen('aws:principaltag/team', supposed)).toEqual([]);
  expect(seen('aws:principaltag/other', supposed)).toBe(UNKNOWN);
  expect(seen('aws:tagkeys', supposed)).toEqual(['c']);
  expect(seen('aws:username', supposed)).toBe('alice');
  expect(seen('aws:sourceip')).toBe(UNKNOWN);
});

test('a context that is completed keeps how it is interpreted, and what it notes', () => {
  const interpretations = new Interpretations('bool-case');
  const other = completeContext(context, new Map(), { interpretations });
  expect(indexContext(other).interpretations).toBe(interpretations);
  expect(indexContext(completeContext(other, new Map())).interpretations.reversed).toBe('bool-case');
  expect(indexContext(other).uses).toBeUndefined();
  const uses = new UnknownUses();
  expect(indexContext(completeContext(context, new Map(), { uses })).uses).toBe(uses);
});

test('a context is indexed once', () => {
  expect(indexContext(context)).toBe(indexContext(context));
  const completed = completeContext(context, new Map());
  expect(indexContext(completed)).toBe(indexContext(completed));
});

test('the questions that were met are known, and one may be interpreted the other way', () => {
  const interpretations = new Interpretations('bool-case');
  expect(interpretations.questionsMet()).toEqual([]);
  expect(interpretations.of('not-principal-listed-in-part')).toBe(false);
  expect(interpretations.of('bool-case')).toBe(false);
  expect(new Interpretations('not-principal-listed-in-part').of('not-principal-listed-in-part')).toBe(true);
  expect(new Interpretations().of('bool-case')).toBe(true);
  expect(interpretations.questionsMet()).toEqual(['bool-case', 'not-principal-listed-in-part']);
});
