import { defined } from '../src/defined';

test.each<[object, object]>([
  [{}, {}],
  [{ a: 1, b: undefined }, { a: 1 }],
  [
    { a: null, b: false, c: '', d: 0 },
    { a: null, b: false, c: '', d: 0 },
  ],
])('of %j what has a value is left', (fields, left) => expect(defined(fields)).toStrictEqual(left));

test('the order stays, and what is given is left alone', () => {
  const given = { b: 1, none: undefined, a: 2 };
  expect(Object.keys(defined(given))).toEqual(['b', 'a']);
  expect(given).toStrictEqual({ b: 1, none: undefined, a: 2 });
});
