import {
  bordersOf,
  inRange,
  isPrivateAddress,
  parseAddress,
  parseRange,
  type Address,
  type Range,
} from '../../src/engine/values/address';
import { parseMoment, parseNumber } from '../../src/engine/values/numbers-and-dates';
import { operatorNamed } from '../../src/engine/operators';

describe('numbers', () => {
  test.each([
    ['1', 1],
    ['+1', 1],
    ['-1.50', -1.5],
    ['.5', 0.5],
    ['7.', 7],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['12e-1', 1.2],
    ['', undefined],
    ['.', undefined],
    ['-', undefined],
    ['1e', undefined],
    ['e3', undefined],
    ['1 ', undefined],
    [' 1', undefined],
    ['0x10', undefined],
    ['1,5', undefined],
    ['Infinity', undefined],
  ])('%j is %s', (text, number) => expect(parseNumber(text)).toBe(number));
});

describe('points in time', () => {
  const noon = Date.parse('2026-11-23T12:00:00Z');
  test.each([
    ['2026', 2_026_000],
    ['2026-11-23T12:00:00Z', noon],
    ['2026-11-23T12:00Z', noon],
    ['2026-11-23T12:00:00', noon],
    ['2026-11-23T12:00', noon],
    ['2026-11-23T13:00:00+01:00', noon],
    ['2026-11-23T13:00:00+0100', noon],
    ['2026-11-23T11:00:00-01:00', noon],
    ['2026-11-23T12:00:00.5Z', noon + 500],
    ['2026-11-23T12:00:00.500000000Z', noon + 500],
    ['2026-11-23', Date.parse('2026-11-23T00:00:00Z')],
    ['2026-11', Date.parse('2026-11-01T00:00:00Z')],
    ['-1', -1000],
    ['1.5', 1500],
  ])('%s', (text, moment) => expect(parseMoment(text)).toBe(moment));

  test.each([
    '2026-13-01',
    '2026-11-23T25:00:00Z',
    '2026-11-23 12:00:00Z',
    '2026-11-23T12Z',
    'x2026-11-23',
    '2026-11-23x',
    '26-11-23',
    '2026-1-23',
    '2026-11-2',
    '2026-11-23T1:00Z',
    '2026-11-23T12:0Z',
    '2026-11-23T12:00:0Z',
    '2026-11-23T12:00:00.Z',
    '2026-11-23T12:00:00+1:00',
    '2026-11-23T12:00:00.1234567890Z',
    'Mon, 23 Nov 2026 12:00:00 GMT',
  ])('%s is none', (text) => expect(parseMoment(text)).toBeUndefined());
});

describe('addresses', () => {
  test.each([
    ['0.0.0.0', [0]],
    ['10.0.0.1', [0x0a000001]],
    ['255.255.255.255', [0xffffffff]],
    ['199.249.200.209', [0xc7f9c8d1]],
    ['::', [0, 0, 0, 0]],
    ['::1', [0, 0, 0, 1]],
    ['1::', [0x00010000, 0, 0, 0]],
    ['2001:DB8::1', [0x20010db8, 0, 0, 1]],
    ['1:2:3:4:5:6:7:8', [0x00010002, 0x00030004, 0x00050006, 0x00070008]],
    ['1:2:3:4:5:6:7::', [0x00010002, 0x00030004, 0x00050006, 0x00070000]],
    ['::ffff:192.0.2.7', [0, 0, 0xffff, 0xc0000207]],
    ['1:2:3:4:5:6:192.0.2.7', [0x00010002, 0x00030004, 0x00050006, 0xc0000207]],
  ])('%s', (text, words) => expect(parseAddress(text)).toEqual({ bits: text.includes(':') ? 128 : 32, words }));

  test.each([
    '',
    '10.0.0',
    '10.0.0.0.1',
    '256.0.0.1',
    '10.0.0.260',
    '10.0.0.300',
    '10.0.0.01x',
    'x10.0.0.1',
    '010.000.000.0001',
    '10..0.1',
    'a.b.c.d',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1::2::3',
    '::12345',
    '::g',
    '::g1',
    '::1g',
    ':1:2:3:4:5:6:7',
    '::192.0.2.256',
    '::1%eth0',
    `${'0'.repeat(46)}::`,
  ])('%s is none', (text) => expect(parseAddress(text)).toBeUndefined());

  test.each([
    ['10.0.0.0/8', 8],
    ['10.0.0.1', 32],
    ['10.0.0.1/0', 0],
    ['10.0.0.1/32', 32],
    ['2001:db8::/128', 128],
    ['2001:db8::1', 128],
  ])('%s is a range', (text, prefix) => expect(parseRange(text)?.prefix).toBe(prefix));

  test.each([
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/x',
    '10.0.0.0/8x',
    '10.0.0.0/x8',
    '10.0.0.0/-1',
    '::/129',
    '10.0.0/8',
    '::/0128',
  ])('%s is no range', (text) => expect(parseRange(text)).toBeUndefined());

  test.each([
    ['192.168.1.7', '192.168.0.0/16', true],
    ['192.169.1.7', '192.168.0.0/16', false],
    ['192.169.1.7', '192.168.0.0/15', true],
    ['128.0.0.0', '0.0.0.0/1', false],
    ['127.255.255.255', '0.0.0.0/1', true],
    ['1.2.3.4', '0.0.0.0/0', true],
    ['1.2.3.4', '1.2.3.4/32', true],
    ['1.2.3.5', '1.2.3.4/32', false],
    ['1.2.3.5', '1.2.3.4/31', true],
    ['::1', '::/0', true],
    ['1.2.3.4', '::/0', false],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64', true],
    ['2001:db8:0:2::5', '2001:db8:0:1::/64', false],
    ['2001:db9:0:1::5', '2001:db8:0:1::/64', false],
    ['2001:db8::8000:0', '2001:db8::/97', false],
    ['2001:db8::7fff:1', '2001:db8::/97', true],
    ['2001:db8::1', '2001:db8::2/128', false],
  ])('%s in %s: %s', (address, range, expected) =>
    expect(inRange(parseAddress(address) as Address, parseRange(range) as Range)).toBe(expected),
  );
});

describe('addresses that nobody has on the internet', () => {
  test.each([
    ['10.0.0.0', true],
    ['10.255.255.255', true],
    ['9.255.255.255', false],
    ['11.0.0.0', false],
    ['172.15.255.255', false],
    ['172.16.0.0', true],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['192.168.0.1', true],
    ['192.169.0.1', false],
    ['100.63.255.255', false],
    ['100.64.0.0', true],
    ['100.127.255.255', true],
    ['100.128.0.0', false],
    ['fc00::1', true],
    ['fdff::1', true],
    ['fe00::1', false],
    ['2001:db8::1', false],
    ['10.example.com', false],
    ['AWS Internal', false],
    [undefined, false],
  ])('%s: %s', (text, expected) => expect(isPrivateAddress(text)).toBe(expected));
});

describe('the borders of a range', () => {
  test.each([
    ['192.0.2.0/24', ['192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0']],
    ['192.0.2.9', ['192.0.2.9', '192.0.2.9', '192.0.2.8', '192.0.2.10']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255']],
    ['255.255.255.255/32', ['255.255.255.255', '255.255.255.255', '255.255.255.254']],
    [
      '2001:db8::/32',
      [
        '2001:db8:0:0:0:0:0:0',
        '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
        '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff',
        '2001:db9:0:0:0:0:0:0',
      ],
    ],
  ])('%s', (text, borders) => expect(bordersOf(parseRange(text)!)).toEqual(borders));
});

describe('operators', () => {
  test.each([
    ['StringEquals', { family: 'string', negated: false, set: undefined, ifExists: false }],
    ['StringNotLikeIfExists', { family: 'string-like', negated: true, ifExists: true }],
    ['ForAllValues:StringNotEqualsIgnoreCase', { family: 'string-ignore-case', negated: true, set: 'for-all-values' }],
    ['ForAnyValue:ArnLikeIfExists', { family: 'arn', set: 'for-any-value', ifExists: true }],
    ['NumericLessThanEquals', { family: 'numeric', order: 'less-or-equal' }],
    ['DateGreaterThanIfExists', { family: 'date', order: 'greater', ifExists: true }],
    ['NotIpAddress', { family: 'address', negated: true, order: 'equal' }],
    ['ForAnyValue:Null', { family: 'null', set: 'for-any-value' }],
  ])('%s', (name, operator) => {
    expect(operatorNamed(name)).toMatchObject(operator);
    expect(operatorNamed(name)).toBe(operatorNamed(name));
  });

  test.each([
    'xStringEquals',
    'StringEqualsx',
    'StringEqualsIfExistsx',
    'xForAnyValue:StringEquals',
    'ForAnyValueStringEquals',
    'toString',
  ])('AWS has no operator %s', (name) => {
    expect(operatorNamed(name)).toBeUndefined();
    expect(operatorNamed(name)).toBeUndefined();
  });
});
