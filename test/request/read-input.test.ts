import * as fc from 'fast-check';
import { parseInput } from '../../src/request/forms/read-input';
import { parseRecord } from '../../src/request/record/parse';
import { changed, sample, sampleNames } from './samples';

const one = JSON.stringify(sample('s01'));
const is = (text: string) => parseInput(text).map((record) => ('code' in record ? record.code : record.is));

describe('a denied request is found in', () => {
  test.each([
    ['one record', JSON.stringify(sample('s01').detail)],
    ['an EventBridge event', one],
    ['indented JSON', JSON.stringify(sample('s01'), null, 2)],
    ['a trail’s log file', JSON.stringify({ Records: [sample('s01').detail] })],
    ['an array', JSON.stringify([sample('s01')])],
    [
      'an answer of LookupEvents',
      JSON.stringify({ Events: [{ EventId: 'x', CloudTrailEvent: JSON.stringify(sample('s01').detail) }] }),
    ],
    [
      'one event of LookupEvents',
      JSON.stringify({ EventId: 'x', CloudTrailEvent: JSON.stringify(sample('s01').detail) }),
    ],
    ['text with a byte order mark', `\uFEFF${one}`],
    ['a line with blank ones around', `\r\n\r\n${one}\r\n\n`],
  ])('%s', (_, text) => expect(is(text)).toEqual(['denied']));

  test('JSON lines, each by itself', () => {
    const other = JSON.stringify(changed('s10', {}));
    expect(is([one, other, JSON.stringify(sample('s16'))].join('\r\n'))).toEqual(['denied', 'denied', 'succeeded']);
  });
  test('lines of which one is a log file', () => {
    const log = JSON.stringify({ Records: [sample('s10').detail, sample('s12').detail] });
    expect(is(`${one}\n${log}`)).toEqual(['denied', 'denied', 'denied']);
  });
  test('good lines beside a bad one, which is told with its number', () => {
    const records = parseInput(`${one}\n\nnonsense\n${one.slice(0, 300)}`);
    expect(records.map((record) => ('message' in record ? record.message : record.is))).toEqual([
      'denied',
      'line 3 is neither JSON nor a line of an access log: each line must hold one whole record',
      'line 4 ends in the middle of the JSON: each line must hold one whole record',
    ]);
  });
  test('all samples at once, each denial once', () => {
    const lines = sampleNames.map((name) => JSON.stringify(sample(name))).join('\n');
    const found = is(lines).filter((code) => code === 'denied');
    // KMS's record and the other account's copy are of denials that are there already.
    expect(found).toHaveLength(sampleNames.length - 4);
  });
});

describe('bad input gets one clear line', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \r\n\t', 'empty'],
    ['nonsense of 300 KB', 'nonsense '.repeat(34_000), 'not-json'],
    ['nonsense in many lines', 'non\nsense\n'.repeat(30_000), 'not-json'],
    ['truncated JSON', one.slice(0, 700), 'truncated'],
    ['truncated indented JSON', JSON.stringify(sample('s01'), null, 2).slice(0, 2_000), 'truncated'],
    ['brackets without end', '['.repeat(300_000), 'truncated'],
    ['brackets a thousand deep', '['.repeat(1_000) + ']'.repeat(1_000), 'not-a-record'],
    [
      'a record that is nested too deep',
      JSON.stringify({
        ...sample('s01').detail,
        x: JSON.parse('[{"a":'.repeat(99) + '1' + '}]'.repeat(99)) as unknown,
      }),
      'too-deep',
    ],
    ['a number', '42', 'not-json'],
    ['an empty list', '{"Records":[]}', 'no-records'],
    ['another document', '{"Version":"2012-10-17","Statement":[]}', 'not-a-record'],
    ['single quotes', "{'eventName': 'GetObject'}", 'not-json'],
  ])('%s', (_, text, code) => {
    const records = parseInput(text);
    expect(records.map((record) => 'code' in record && record.code)).toEqual([code]);
    const [record] = records;
    const message = record?.is === 'bad-input' ? record.message : '';
    expect(message.length).toBeLessThan(400);
    expect(message).not.toMatch(/[\p{Cc}]/u);
  });
  test('a denied event of another service is none of ours', () => {
    expect(is(JSON.stringify(changed('s01', { eventSource: 'dynamodb.amazonaws.com' })))).toEqual(['other-service']);
  });
});

describe('nothing throws', () => {
  test('on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) =>
        expect(parseInput(text).length).toBeGreaterThan(0),
      ),
    );
  });
  test('on any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(parseRecord(value).is).toBeDefined()));
  });
  test('on records with any value in any field', () => {
    const record = sample('s11').detail;
    const path = fc.constantFrom(...Object.keys(record));
    const inner = fc.constantFrom(
      ...Object.keys(record['requestParameters'] as object),
      'x-amz-tagging',
      'x-amz-date',
      'AccessControlPolicy',
    );
    fc.assert(
      fc.property(path, fc.jsonValue(), inner, fc.jsonValue(), (name, value, parameter, sent) => {
        const requestParameters = { ...(record['requestParameters'] as object), [parameter]: sent };
        const parsed = parseRecord({ ...record, requestParameters, [name]: value });
        expect(parsed.is).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
  test('on a record cut at any character', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: one.length - 1 }), (at) => expect(is(one.slice(0, at))).toHaveLength(1)),
    );
  });
});
