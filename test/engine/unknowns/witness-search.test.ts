import { compileArn, matchArn, type PlainArn } from '../../../src/engine/arn-pattern';
import { compileText, type PlainText } from '../../../src/engine/text';
import { freshCharacter, witnessesOf, type Pattern } from '../../../src/engine/unknowns/witness-search';

const text = (source: string) => compileText(source, { wildcards: true, variables: false }) as PlainText;
const arn = (source: string) => compileArn(source, false) as PlainArn;
const like = (source: string, more: Partial<Pattern> = {}): Pattern => ({ of: text(source), ...more });

/** Which of the patterns each witness matches. */
function told(patterns: readonly Pattern[], fresh = 'ø') {
  const { texts, complete } = witnessesOf(patterns, fresh);
  const signatures = texts.map((one) =>
    patterns
      .map(({ of, ignoreCase = false }) => {
        const lower = ignoreCase && of.is === 'exact' ? { is: 'exact' as const, text: of.text.toLowerCase() } : of;
        return Number(matchArn(lower, ignoreCase ? one.toLowerCase() : one));
      })
      .join(''),
  );
  return { texts, complete, signatures: [...new Set(signatures)].sort() };
}

describe('every combination of patterns that some text matches is told', () => {
  test.each<readonly [string, readonly Pattern[], readonly string[]]>([
    ['nothing', [], ['']],
    ['one text', [like('a')], ['0', '1']],
    ['everything', [like('*')], ['1']],
    ['a prefix', [like('a*')], ['0', '1']],
    ['a prefix and its text', [like('a*'), like('a')], ['00', '10', '11']],
    ['two beginnings', [like('a*'), like('b*')], ['00', '01', '10']],
    ['a beginning and an end', [like('a*'), like('*b')], ['00', '01', '10', '11']],
    ['one character', [like('?'), like('a')], ['00', '10', '11']],
    ['two characters, one of them given', [like('?a'), like('b?')], ['00', '01', '10', '11']],
    ['a middle', [like('*a*'), like('b')], ['00', '01', '10']],
    ['one in another', [like('*ab*'), like('*a*')], ['00', '01', '11']],
    ['letters of either case', [like('a', { ignoreCase: true }), like('A')], ['00', '10', '11']],
    ['either case and a wildcard', [like('A', { ignoreCase: true }), like('?')], ['00', '01', '11']],
    ['a wildcard that must match something', [like('a?*'), like('a')], ['00', '01', '10']],
  ])('%s', (_, patterns, expected) => {
    const { signatures, complete } = told(patterns);
    expect({ signatures, complete }).toEqual({ signatures: expected, complete: true });
  });

  test.each<readonly [string, string, readonly string[]]>([
    ['arn:aws:iam::*:role/a', 'arn:aws:iam::1:2:role/a', ['00', '01', '10']],
    ['arn:*:s3:::b', 'arn:x:s3:::b', ['00', '10', '11']],
    ['arn:?:s3:::b', 'arn::s3:::b', ['00', '01', '10']],
    ['arn:?:s3:::b', 'arn:::s3:::b', ['00', '01', '10']],
    ['arn:*:s3:::b*', 'arn:x:s3:::b:c', ['00', '10', '11']],
  ])('%s and %s', (one, other, expected) =>
    expect(told([{ of: arn(one) }, { of: arn(other) }]).signatures).toEqual(expected),
  );

  test('texts that stand for nothing but themselves are taken as they are, however many they are', () => {
    const many = Array.from({ length: 50 }, (_, at) => like(`text-${at}`));
    const { texts, complete } = witnessesOf([...many, like('*-1')], 'ø');
    expect(complete).toBe(true);
    expect(texts).toEqual(expect.arrayContaining(['text-0', 'text-49']));
    expect(texts.some((one) => one.endsWith('-1') && one !== 'text-1')).toBe(true);
  });

  test('only what a required pattern matches is wanted', () => {
    const { texts } = told([like('a?', { required: true }), like('*b'), like('c')]);
    expect(texts.every((one) => /^a.$/.test(one))).toBe(true);
    expect(new Set(texts)).toEqual(new Set(['ab', 'aø']));
  });

  test('one of two required patterns is enough', () => {
    expect(told([like('a', { required: true }), like('b?', { required: true })]).signatures).toEqual(['01', '10']);
  });

  test('what is too much is not said to be all, and what was found is told', () => {
    const patterns = ['a', 'b', 'c', 'd'].map((letter) => like(`*${letter}*`));
    const within = (states: number) => witnessesOf(patterns, 'ø', states);
    expect(within(16)).toMatchObject({ complete: true });
    expect(within(16).texts).toHaveLength(16);
    expect(within(15).complete).toBe(false);
    expect(within(15).texts).toEqual(within(16).texts.slice(0, 12));
  });

  describe('the shortest text stands for all that match alike, and one with a fresh character beside it', () => {
    const required = { required: true } as const;
    test.each<readonly [string, readonly Pattern[], readonly string[]]>([
      ['of nothing', [], ['ø']],
      ['of everything', [like('*')], ['ø']],
      [
        'of texts and beginnings, as they stand',
        [like('a'), like('b*'), like('*'), like('ab')],
        ['ø', 'a', 'b', 'bø', 'ab'],
      ],
      ['of a middle', [like('a*b')], ['', 'ø', 'ab']],
      ['of a middle and a text', [like('a*b'), like('ab')], ['', 'ø', 'ab', 'aøb', 'aøb']],
      ['of one character', [like('?')], ['', 'ø', 'ø', 'øø']],
      ['of any case', [like('A', { ignoreCase: true })], ['', 'ø', 'a']],
      ['of any case, with a beginning', [like('aB*', { ignoreCase: true })], ['', 'ø', 'ab']],
      ['of a case and any case', [like('ab', { ignoreCase: true }), like('AB')], ['', 'ø', 'ab', 'AB']],
      ['of a required text', [like('a', required)], ['a']],
      ['of a required beginning', [like('a*', required), like('ab')], ['a', 'aø', 'ab']],
      ['of a required pattern beside texts', [like('a?', required), like('ab'), like('zz')], ['aø', 'aø', 'ab']],
      ['of two required texts', [like('ab', required), like('cd', required), like('a*d')], ['ab', 'cd']],
      ['of an ARN', [{ of: arn('arn:*:s3:::b') }], ['', 'ø', 'arn::s3:::b']],
      ['of one character in an ARN', [{ of: arn('arn:?:s3:::b') }], ['', 'ø', 'arn:ø:s3:::b', 'arn:ø:s3:::b']],
    ])('%s', (_, patterns, expected) => {
      expect(witnessesOf(patterns, 'ø')).toEqual({ texts: expected, complete: true });
    });
  });

  test('forty texts are read beside a pattern, more are tried as they stand', () => {
    const texts = Array.from({ length: 41 }, (_, at) => String.fromCharCode(0x4e00 + at));
    const few = witnessesOf([...texts.slice(1).map((one) => like(one)), like('*y')], 'ø').texts;
    expect(few).toEqual(['', 'ø', ...texts.slice(1), 'y']);
    const more = witnessesOf([...texts.map((one) => like(one)), like('*y')], 'ø').texts;
    expect(more).toEqual(['', 'y', ...texts]);
    const inAnyCase = witnessesOf([...texts.map((one) => like(one)), like('Red', { ignoreCase: true })], 'ø').texts;
    expect(inAnyCase.slice(-2)).toEqual(['red', 'RED']);
  });
});

test.each([
  [[], 'ø'],
  [['aø'], 'ù'],
  [['Ø'], 'ù'],
  [['ø', 'ùú'], 'û'],
  [['øùúûüýþÿ'], 'ā'],
])('%j hold no %s', (texts, expected) => expect(freshCharacter(texts)).toBe(expected));
