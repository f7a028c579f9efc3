import { grouped } from '../src/grouped';

test('items stand with their key, in the order in which keys first come', () => {
  const groups = grouped(['b1', 'a1', 'b2'], (item) => item.charAt(0));
  expect([...groups]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});

test('nothing has no groups', () => expect([...grouped([], String)]).toEqual([]));
