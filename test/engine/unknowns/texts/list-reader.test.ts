import { array, assert, constantFrom, property } from 'fast-check';
import { ALWAYS, ListReader, NEVER } from '../../../../src/engine/unknowns/texts/list-reader';
import { matchesList } from '../../../../src/engine/unknowns/texts/text-lists';
import { arnLike, inAnyCase, like, lists } from './pattern-lists';

function read(reader: ListReader, text: string) {
  return Array.from(text).reduce((state, letter) => reader.next(state, letter), reader.start);
}

const letters = array(constantFrom('a', 'b', 'A', 'B', 'ø'), { maxLength: 6 }).map((all) => all.join(''));

test('a list that was read letter by letter matches as it does at once', () => {
  const law = property(lists, letters, (list, text) => {
    const reader = new ListReader(list);
    expect(reader.matches(read(reader, text))).toBe(matchesList(list, text));
  });
  assert(law, { numRuns: 500 });
});

test('what is settled stays so, whatever follows', () => {
  const law = property(lists, letters, letters, (list, text, more) => {
    const reader = new ListReader(list);
    const state = read(reader, text);
    if (state === NEVER || state === ALWAYS) expect(matchesList(list, text + more)).toBe(state === ALWAYS);
  });
  assert(law, { numRuns: 500 });
});

test('letters that are not named are alike', () => {
  const law = property(lists, letters, constantFrom('a', 'b', 'A', 'B'), (list, text, letter) => {
    const reader = new ListReader(list);
    const state = read(reader, text);
    if (!reader.lettersAt(state).includes(letter)) expect(reader.next(state, letter)).toBe(reader.next(state, 'ø'));
  });
  assert(law, { numRuns: 500 });
});

describe('it is known when nothing can change any more', () => {
  test.each([
    ['of a beginning that was read', like('a*'), 'a', ALWAYS],
    ['of a middle that was read', like('*ab*'), 'xab', ALWAYS],
    ['of one pattern of several', like('*b', 'a*'), 'a', ALWAYS],
    ['of another text', like('ab'), 'b', NEVER],
    ['of a longer text', inAnyCase('ab'), 'ABc', NEVER],
    ['of another field of an ARN', arnLike('arn:aws:s3:::b*'), 'arn:aws:sqs', NEVER],
    ['of an ARN that ends as it may', arnLike('arn:*:s3:::b*'), 'arn:x:s3:::bucket', ALWAYS],
    ['of no pattern', like(), '', NEVER],
    ['of everything', like('*'), '', ALWAYS],
  ])('%s', (_, list, text, expected) => {
    const reader = new ListReader(list);
    expect(read(reader, text)).toBe(expected);
  });
});

test('wildcards in the first fields of an ARN cross no colon', () => {
  const reader = new ListReader(arnLike('arn:?*:s3:::b'));
  expect(reader.matches(read(reader, 'arn:aws:s3:::b'))).toBe(true);
  expect(read(reader, 'arn::')).toBe(NEVER);
  expect(reader.lettersAt(read(reader, 'arn:a'))).toContain(':');
});

test('reading the same again is no further work', () => {
  const reader = new ListReader(like('*a*', '*b*', 'cd'));
  read(reader, 'xcx');
  expect(reader.takeWork()).toBeGreaterThan(0);
  read(reader, 'xcx');
  expect(reader.takeWork()).toBe(0);
});
