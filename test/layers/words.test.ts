import { defineWords } from '../../src/judging/define-words';

const words = defineWords({
  notes: {
    plain: 'nothing to tell',
    filled: '{one} and {other}',
    aside: { is: 'second-opinion', text: 'the other says {says}' },
    made: ({ why }: { readonly why: 'this' | 'that' }) => `because of ${why}`,
  },
  unknowns: { open: { what: 'what {thing} is', why: 'nobody knows', remedy: 'Ask {whom}.' } },
});

test('a code is said with its facts, also with those that no sentence needs', () => {
  expect(words.note('plain')).toEqual({ code: 'plain', facts: {} });
  expect(words.note('filled', { one: '1', other: '2', more: '3' }).facts).toEqual({ one: '1', other: '2', more: '3' });
  expect(words.note('aside', { says: 'no' }).code).toBe('aside');
  expect(words.note('made', { why: 'this' }).facts).toEqual({ why: 'this' });
  expect(words.unknown('open', { thing: 'it', whom: 'them' }).code).toBe('open');
  expect(words.says(words.note('plain'), 'plain')).toBe(true);
  expect(words.says(words.note('plain'), 'open')).toBe(false);
});

// Checked by the compiler: each of these would compile if its rule were lost.
test('what would leave a sentence incomplete does not compile', () => {
  const wrong = [
    // @ts-expect-error: it has no sentence
    () => words.note('unsaid'),
    // @ts-expect-error: facts are missing
    () => words.note('filled'),
    // @ts-expect-error: one fact is missing
    () => words.note('filled', { one: '1' }),
    // @ts-expect-error: the fact of an aside is missing
    () => words.note('aside', {}),
    // @ts-expect-error: it is none of the reasons
    () => words.note('made', { why: 'another' }),
    // @ts-expect-error: a fact is missing in one of the two
    (either: 'plain' | 'filled') => words.note(either, { one: '1' }),
    // @ts-expect-error: the fact of the remedy is missing
    () => words.unknown('open', { thing: 'it' }),
    // @ts-expect-error: a note is no unknown
    () => words.unknown('plain'),
  ];
  expect(wrong).toHaveLength(8);
});
