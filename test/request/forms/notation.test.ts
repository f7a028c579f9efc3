import { structOf } from '../../../src/request/forms/notation/struct-text';
import { nested } from '../../../src/request/forms/notation/nested';
import { unpacked } from '../../../src/request/forms/notation/packed';
import { isoTime } from '../../../src/request/iso-time';

describe('a struct as Athena writes it', () => {
  test.each<[string, unknown]>([
    ['{type=Role, arn=arn:aws:iam::1:role/a=b,c, invokedby=null}', { type: 'Role', arn: 'arn:aws:iam::1:role/a=b,c' }],
    ['{a={b=1, c={d=x y}}, e=2}', { a: { b: '1', c: { d: 'x y' } }, e: '2' }],
    [
      '[{arn=x, type=A}, {arn=y, type=B}]',
      [
        { arn: 'x', type: 'A' },
        { arn: 'y', type: 'B' },
      ],
    ],
    ['{request={uid=R, data={"key":"a, uid=b}"}}}', { request: { uid: 'R', data: { key: 'a, uid=b}' } } }],
    ['{user_agent=[aws-cli/2 md/x]}', { user_agent: '[aws-cli/2 md/x]' }],
    ['[]', []],
    ['{}', {}],
    // A name twice: something in between imitates it.
    ['{arn=x, type=A, arn=y}', undefined],
    ['{a=1', undefined],
    ['{a}', undefined],
    ['plain', undefined],
    ['{a=1} and more', undefined],
  ])('%s', (text, value) => expect(structOf(text)).toEqual(value));
});

describe('a time is ISO 8601, in UTC where no zone stands beside it', () => {
  test.each<[unknown, string | undefined]>([
    ['2026-11-20T08:14:01Z', '2026-11-20T08:14:01Z'],
    ['2026-11-20 08:14:01.000', '2026-11-20T08:14:01Z'],
    ['2026-11-20 08:14:01.250 UTC', '2026-11-20T08:14:01.250Z'],
    ['2026-11-20 09:14:01+01:00', '2026-11-20T08:14:01Z'],
    ['November 20, 2026, 09:14:01 (UTC+01:00)', '2026-11-20T08:14:01Z'],
    [1_795_162_441_000, '2026-11-20T08:14:01Z'],
    ['1795162441', '2026-11-20T08:14:01Z'],
    ['7', undefined],
    ['yesterday', undefined],
    ['2026-99-20 08:14:01', undefined],
    [Number.NaN, undefined],
  ])('%s', (value, time) => expect(isoTime(value)).toBe(time));
});

test('names with dots become fields within fields, as far as they do not contradict each other', () => {
  expect(nested({ 'a.b.c': 1, 'a.b.d': 2, e: 3 })).toEqual({ a: { b: { c: 1, d: 2 } }, e: 3 });
  expect(nested({ a: 'text', 'a.b': 1 })).toEqual({ a: 'text' });
  expect(Object.getPrototypeOf(nested({ '__proto__.polluted': 1, 'a.b': 1 }))).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.each([
  ['no Base64', 'not base64!', undefined],
  ['a broken archive', Buffer.from([0x1f, 0x8b, 1, 2, 3]).toString('base64'), undefined],
  ['text', Buffer.from('text').toString('base64'), 'text'],
])('what a subscription sends: %s', (_, data, text) => expect(unpacked(data)).toBe(text));
