import { compileArn, matchArn, resolveArn } from '../../src/engine/arn-pattern';
import { indexContext } from '../../src/engine/context';
import { matchTokens, tokenize } from '../../src/engine/glob';
import { compileText, resolveText } from '../../src/engine/text';

describe('wildcards', () => {
  test.each([
    ['a*b', ['a', 0, 'b']],
    ['**', [0]],
    ['*?*', [0, 1, 0]],
    ['??', [1, 1]],
    ['', []],
    ['abc', ['abc']],
  ])('%j is read as %j', (pattern, tokens) => expect(tokenize(pattern)).toEqual(tokens));

  test.each([
    ['', '', true],
    ['', 'a', false],
    ['a', '', false],
    ['*', '', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['a*', 'a', true],
    ['a*', 'ba', false],
    ['*a', 'aba', true],
    ['*a', 'ab', false],
    ['*ab', 'aab', true],
    ['*ab*ab', 'abxab', true],
    ['*ab*ab', 'ab', false],
    ['a*a', 'a', false],
    ['a*bc*c', 'abc', false],
    ['a*bc*c', 'abcc', true],
    ['a*b?', 'abbc', true],
    ['a*b?', 'ab', false],
    ['*?b', 'b', false],
    ['*?b', 'abb', true],
    ['*a?c', 'aabc', true],
    ['*a?c', 'aabd', false],
    ['a*c?e*g', 'abcdecfeg', true],
    ['a*c?e*g', 'abcdecfeh', false],
    ['?', '\ud83d\ude00', true],
    ['??', '\ud83d\ude00', false],
    ['*?x', '\ud83d\ude00x', true],
    ['??', '\ud83d\ud83d', true],
    ['??', '\ud83dx', true],
    ['?', '\udc00', true],
    ['??', '\udbff\udfff', false],
    ['??', '\ud800\udc00', false],
    ['??', '\udc00\udc00', true],
    ['?', '\ue000', true],
    ['??', '\udc00\ud800', true],
    ['?', '\ud7ff', true],
    ['a*\ud83d\ude00', 'a\ud83d\ude00', true],
  ])('%j for %j: %s', (pattern, text, expected) => expect(matchTokens(tokenize(pattern), text)).toBe(expected));
});

describe('a text is compiled to the cheapest comparison', () => {
  const both = { wildcards: true, variables: true };
  test.each([
    ['', both, { is: 'exact', text: '' }],
    ['a', both, { is: 'exact', text: 'a' }],
    ['*', both, { is: 'any' }],
    ['**', both, { is: 'any' }],
    ['a*', both, { is: 'prefix', text: 'a' }],
    ['?', both, { is: 'glob', tokens: [1] }],
    ['*a', both, { is: 'glob', tokens: [0, 'a'] }],
    ['?*', both, { is: 'glob', tokens: [1, 0] }],
    ['a?', both, { is: 'glob', tokens: ['a', 1] }],
    ['a*b', both, { is: 'glob', tokens: ['a', 0, 'b'] }],
    ['a*', { wildcards: false, variables: true }, { is: 'exact', text: 'a*' }],
    ['a${*}b', both, { is: 'exact', text: 'a*b' }],
    ['${?}*', both, { is: 'prefix', text: '?' }],
    ['a${$}${*}', { wildcards: false, variables: true }, { is: 'exact', text: 'a$*' }],
    ['${aws:a}', { wildcards: true, variables: false }, { is: 'exact', text: '${aws:a}' }],
    ['x${aws:A}*', both, { is: 'variable', parts: ['x', { variable: 'aws:a' }, 0] }],
    ['x${aws:A}*', { wildcards: false, variables: true }, { is: 'variable', parts: ['x', { variable: 'aws:a' }, '*'] }],
    ["${ aws:A , ' b ' }", both, { is: 'variable', parts: [{ variable: 'aws:a', fallback: ' b ' }] }],
    ["${aws:a,'b'}", both, { is: 'variable', parts: [{ variable: 'aws:a', fallback: 'b' }] }],
    ["${aws:a,''}", both, { is: 'variable', parts: [{ variable: 'aws:a', fallback: '' }] }],
    ['${}', both, { is: 'exact', text: '${}' }],
    ['${a,b}', both, { is: 'exact', text: '${a,b}' }],
    ['${a', both, { is: 'exact', text: '${a' }],
    ['${a${aws:b}', both, { is: 'variable', parts: ['${a', { variable: 'aws:b' }] }],
  ])('%j with %j', (source, options, expected) => expect(compileText(source, options)).toEqual(expected));
});

const context = indexContext({
  known: { 'aws:a': 'A', 'aws:star': '*', 'aws:empty': '', 'aws:many': ['x', 'y'] },
  unknown: [{ key: 'aws:u', why: 'test' }],
});

describe('variables are replaced', () => {
  test.each([
    ['${aws:a}', { is: 'exact', text: 'A' }],
    ['${aws:a}*', { is: 'prefix', text: 'A' }],
    ['x${aws:a}y', { is: 'exact', text: 'xAy' }],
    ['${aws:star}', { is: 'exact', text: '*' }],
    ['${aws:empty}', { is: 'exact', text: '' }],
    ['${aws:empty}*', { is: 'any' }],
    ['*${aws:empty}?', { is: 'glob', tokens: [0, 1] }],
    ['${aws:none}', 'unresolved'],
    ["${aws:none, 'b'}", { is: 'exact', text: 'b' }],
    ["${aws:a, 'b'}", { is: 'exact', text: 'A' }],
    ['${aws:many}', 'unresolved'],
    ["${aws:many, 'b'}", { is: 'exact', text: 'b' }],
    ['${aws:u}', undefined],
    ["${aws:u, 'b'}", undefined],
    ['${aws:u}${aws:none}', 'unresolved'],
    ['${aws:none}${aws:u}', 'unresolved'],
    ['plain*', { is: 'prefix', text: 'plain' }],
  ])('%j', (source, expected) => {
    expect(resolveText(compileText(source, { wildcards: true, variables: true }), context)).toEqual(expected);
  });
});

describe('patterns of ARNs', () => {
  test.each([
    ['*', { is: 'any' }],
    ['arn:aws:s3:::b', { is: 'exact', text: 'arn:aws:s3:::b' }],
    ['arn:aws:s3:::b/*', { is: 'prefix', text: 'arn:aws:s3:::b/' }],
    ['arn:aws:s3:::b/${aws:a}', { is: 'variable', parts: ['arn:aws:s3:::b/', { variable: 'aws:a' }] }],
    ['arn:aws:iam::1:role/a:b:c', { is: 'exact', text: 'arn:aws:iam::1:role/a:b:c' }],
    [
      'arn:aws:s3',
      {
        is: 'fields',
        fields: [
          { is: 'exact', text: 'arn' },
          { is: 'exact', text: 'aws' },
          { is: 'exact', text: 's3' },
          { is: 'any' },
          { is: 'any' },
          { is: 'any' },
        ],
      },
    ],
  ])('%s is compiled', (source, expected) => expect(compileArn(source, true)).toEqual(expected));

  test.each([
    ['arn:*:s3:::b', true, 'fields'],
    ['arn:a?s:s3:::b', true, 'fields'],
    ['arn:aws:iam::${aws:a}:role/x', true, 'fields'],
    ['arn:aws:iam::${aws:a}:role/x', false, 'fields'],
    ['arn:aws:s3:::b?', true, 'glob'],
  ])('%s, with variables %s, is compared as %s', (source, variables, is) =>
    expect(compileArn(source, variables).is).toBe(is),
  );

  test.each([
    ['arn:aws:iam::${aws:a}:role/x', 'arn:aws:iam::A:role/x', true],
    ['arn:aws:iam::${aws:a}:role/x', 'arn:aws:iam::B:role/x', false],
    ['arn:aws:iam::${aws:a}:role/${aws:a}', 'arn:aws:iam::A:role/A', true],
    ['arn:aws:s3:::${aws:a}', 'arn:aws:s3:::A', true],
    ['arn:*:s3:::b', 'arn:aws:s3:::b', true],
    ['arn:*:s3:::b', 'arn:aws:s3::x:b', false],
    ['arn:*', 'arn:aws:s3:::b:c:d', true],
    ['arn:*', 'arn:aws:s3::', false],
    ['arn:*', 'arn:aws:s3:::', true],
    ['arn:aws:s3*', 'arn:aws:s3:::b', true],
    ['*', 'no arn', true],
    ['arn:aws:s3:::b*', 'arn:aws:s3:::b:c', true],
  ])('%s for %s: %s', (source, arn, expected) => {
    const plain = resolveArn(compileArn(source, true), context);
    expect(typeof plain === 'object' && matchArn(plain, arn)).toBe(expected);
    expect(typeof plain === 'object' && matchArn(plain, arn)).toBe(expected);
  });

  test.each([
    ['arn:aws:iam::${aws:none}:role/x', 'unresolved'],
    ['arn:aws:iam::${aws:u}:role/${aws:none}', 'unresolved'],
    ['arn:aws:iam::${aws:u}:role/x', undefined],
    ['arn:aws:s3:::${aws:u}', undefined],
    ['arn:aws:s3:::${aws:none}', 'unresolved'],
  ])('%s is %s', (source, expected) => expect(resolveArn(compileArn(source, true), context)).toBe(expected));
});
