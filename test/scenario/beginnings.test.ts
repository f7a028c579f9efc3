import { Beginnings } from '../../src/scenario/cache/beginnings';

const text = (end: string) => `${'x'.repeat(100)}${end}`;

test('a text came before from its second time on, wherever it stands', () => {
  const beginnings = new Beginnings(10);
  expect(beginnings.cameBefore(text('a'), 0)).toBe(false);
  expect(beginnings.cameBefore(`{${text('a')}`, 1)).toBe(true);
  expect(beginnings.cameBefore(text('b'), 0)).toBe(false);
});

test('only what was not met for long is forgotten', () => {
  const beginnings = new Beginnings(2);
  for (const end of ['a', 'b', 'c', 'a', 'd']) beginnings.cameBefore(text(end), 0);
  expect(beginnings.cameBefore(text('a'), 0)).toBe(true);
  expect(beginnings.cameBefore(text('b'), 0)).toBe(false);
});
