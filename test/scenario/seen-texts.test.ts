import { SeenTexts } from '../../src/scenario/cache/seen-texts';

const text = (end: string) => `${'x'.repeat(100)}${end}`;
const cameBefore = (seen: SeenTexts, whole: string) => seen.cameBefore(whole, 0, whole.length);

test('a text came before from its second time on, wherever it stands', () => {
  const seen = new SeenTexts(10);
  expect(cameBefore(seen, text('a'))).toBe(false);
  expect(seen.cameBefore(`{${text('a')}}`, 1, 102)).toBe(true);
  expect(cameBefore(seen, text('b'))).toBe(false);
});

test('a part of a text is another', () => {
  const seen = new SeenTexts(10);
  cameBefore(seen, text('a'));
  expect(seen.cameBefore(text('a'), 0, 100)).toBe(false);
  expect(seen.cameBefore(text('b'), 0, 100)).toBe(true);
});

test('only what was not met for long is forgotten', () => {
  const seen = new SeenTexts(2);
  for (const end of ['a', 'b', 'c', 'a', 'd']) cameBefore(seen, text(end));
  expect(cameBefore(seen, text('a'))).toBe(true);
  expect(cameBefore(seen, text('b'))).toBe(false);
});
