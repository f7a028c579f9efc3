import { endOfValue } from '../../src/scenario/cache/json-scanner';
import { KnownTexts, SHORTEST } from '../../src/scenario/cache/known-texts';

const long = (start: string, end = '') => `${start}${'-'.repeat(200)}${end}`;

describe('a text is found again', () => {
  const texts = new KnownTexts<number>(1_000_000);
  const [one, other] = [long('a', 'x'), long('a', 'y')];
  texts.remember(one, 1, 1);
  texts.remember(other, 1, 2);
  texts.remember('s'.repeat(SHORTEST), 1, 3);
  test.each([
    ['at the beginning of a line', `${one} and more`, 0, 1, 1],
    ['in the middle of a line', `"k":${one}}`, 4, 1, 1],
    ['at the end of a line', `"k":${one}`, 4, 1, 1],
    ['that differs from another in its last character alone', other, 0, 1, 2],
    ['that is as short as they come', 's'.repeat(SHORTEST), 0, 1, 3],
  ])('%s', (_, line, start, kind, value) => expect(texts.find(line, start, kind)?.value).toBe(value));

  test.each([
    ['of another kind', one, 0, 2],
    ['that is cut off', one.slice(0, -1), 0, 1],
    ['with another end', long('a', 'z'), 0, 1],
    ['with another character in its middle', `${one.slice(0, 100)}+${one.slice(101)}`, 0, 1],
    ['that begins elsewhere', one, 1, 1],
    ['in a line that is over', one, one.length, 1],
  ])('but none %s', (_, line, start, kind) => expect(texts.find(line, start, kind)).toBeUndefined());
});

describe('in whatever order texts are asked for', () => {
  const texts = new KnownTexts<number>(1_000_000);
  const known = ['a', 'b', 'c'].map((start) => long(start));
  known.forEach((text, at) => texts.remember(text, at, at));
  test.each([[[0, 1, 2, 0, 1, 2]], [[0, 2, 1, 0, 2, 1]], [[1, 1, 0, 1, 1]], [[2, 0, 2, 1, 2, 0]]])('%j', (order) => {
    const found = order.map((at) => texts.find(known[at] as string, 0, at)?.value);
    expect(found).toEqual(order);
    for (const at of order) expect(texts.find(known[at] as string, 0, 3)).toBeUndefined();
  });
});

describe('the text that came next', () => {
  const [one, other] = [long('a'), long('b')];
  const lineOf = (between: string, then: string) => `${one}${between}${then}`;
  function afterOne(line: string, more: (texts: KnownTexts<number>) => void = () => undefined) {
    const texts = new KnownTexts<number>(1_000_000);
    texts.remember(one, 1, 1);
    texts.remember(other, 2, 2);
    const first = lineOf(',"k":', other);
    texts.find(first, 0, 1);
    texts.find(first, first.length - other.length, 2, one.length);
    more(texts);
    texts.find(line, 0, 1);
    return texts.following(line, one.length);
  }

  test('follows again after the same characters', () => {
    const found = afterOne(lineOf(',"k":', other));
    expect([found?.known.value, found?.start]).toEqual([2, one.length + 5]);
  });

  test.each([
    ['after others', lineOf(',"l":', other)],
    ['after more', lineOf(' ,"k":', other)],
    ['where another stands', lineOf(',"k":', long('c'))],
    ['where the line ends', lineOf(',"k":', '')],
  ])('not %s', (_, line) => expect(afterOne(line)).toBeUndefined());

  test('not where something else came after it since', () => {
    const found = afterOne(lineOf(',"k":', other), (texts) => [one, one].map((text) => texts.find(text, 0, 1)));
    expect(found).toBeUndefined();
  });

  test('not where much stood between', () => {
    const far = lineOf('-'.repeat(100), other);
    const found = afterOne(far, (texts) => texts.find(far, far.length - other.length, 2, one.length));
    expect(found).toBeUndefined();
  });
});

describe('what is remembered is bounded', () => {
  const number = (at: number) => long(`${String(at).padStart(40, '0')} `);
  test('what nobody asks for is forgotten, what is asked for stays', () => {
    const texts = new KnownTexts<number>(10_000);
    texts.remember(long('kept'), 0, -1);
    texts.remember(long('left'), 0, -2);
    for (let at = 0; at < 1000; at += 1) {
      texts.remember(number(at), 0, at);
      expect(texts.find(long('kept'), 0, 0)?.value).toBe(-1);
    }
    expect(texts.find(long('left'), 0, 0)).toBeUndefined();
    const left = Array.from({ length: 1000 }, (_, at) => texts.find(number(at), 0, 0)).filter((found) => found);
    expect(left.length).toBeLessThan(100);
    expect(left.length).toBeGreaterThan(30);
  });

  test('of many texts that differ only at places that are not looked at, the last are found', () => {
    const texts = new KnownTexts<number>(1_000_000);
    const alike = Array.from({ length: 100 }, (_, at) => long('a', String(at).padStart(3, '0')));
    alike.forEach((text, at) => texts.remember(text, 0, at));
    expect(texts.find(alike.at(-1) as string, 0, 0)?.value).toBe(99);
    expect(texts.find(alike[0] as string, 0, 0)).toBeUndefined();
  });
});

describe('an object or a list ends', () => {
  test.each([
    ['{}', 2],
    ['[]}', 2],
    ['{"a":[{"b":1}]},"c"', 15],
    ['["]"]]', 5],
    ['["\\"]"]]', 7],
    ['["\\\\"]]', 6],
    ['[{}', 0],
    ['["]', 0],
    ['["\\"]', 0],
  ])('%s', (text, end) => {
    expect(endOfValue(text, 0)).toBe(end);
    expect(endOfValue(`"k":${text}`, 4)).toBe(end === 0 ? 4 : end + 4);
  });
});
