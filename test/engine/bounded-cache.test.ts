import { Memory } from '../../src/engine/bounded-cache';

/** The texts that had to be made, when they were asked for in this order. */
function made(asked: readonly string[], memory: Memory<string | undefined>): readonly string[] {
  const all: string[] = [];
  for (const text of asked) {
    const answer = memory.of(text, (one) => {
      all.push(one);
      return one === 'none' ? undefined : `<${one}>`;
    });
    expect(answer).toBe(text === 'none' ? undefined : `<${text}>`);
  }
  return all;
}

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['a text that comes again is made once', ['a', 'b', 'a', 'b', 'a'], ['a', 'b']],
  ['also where nothing can be made of it', ['none', 'none'], ['none']],
  ['a text of the greatest length is kept', ['123456', '123456'], ['123456']],
  ['a longer one is not', ['1234567', '1234567'], ['1234567', '1234567']],
  ['as many as were asked for are kept', ['a', 'b', 'c', 'a', 'b', 'c'], ['a', 'b', 'c']],
  ['one more, and it begins anew', ['a', 'b', 'c', 'd', 'a', 'd'], ['a', 'b', 'c', 'd', 'a']],
])('%s', (_, asked, expected) => {
  expect(made(asked, new Memory(3, 6))).toEqual(expected);
});

test('texts of any length are kept, unless it is said otherwise', () => {
  const long = 'x'.repeat(100_000);
  expect(made([long, long], new Memory(1))).toEqual([long]);
});

test('names of JavaScript are texts as others', () => {
  expect(made(['__proto__', 'constructor', '__proto__'], new Memory(3))).toEqual(['__proto__', 'constructor']);
});
