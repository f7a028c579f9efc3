import { isDeepStrictEqual } from 'node:util';
import { inputReader, parseInput, type Found } from '../../../src/request/forms/read-input';
import { parseRecord } from '../../../src/request/record/parse';
import type { DeniedRequest } from '../../../src/request/types';
import { changed, sample, type Json } from '../samples';
import { writtenForms } from './written';

const one = sample('s01').detail;
const ten = Array.from({ length: 10 }, (_, at) => changed('s01', { eventID: `0000-${at}`, requestID: `R${at}` }));
const hostileKeys = [
  'a", "eventName": "DeleteObject", "x": "',
  'a}, {arn=arn:aws:s3:::other/x, accountid=999999999999, type=AWS::S3::Bucket',
  'a, type=Root, arn=arn:aws:iam::999999999999:root',
  'a\r\n{"eventName":"DeleteBucket"},"',
  '"" because no identity-based policy allows the s3:GetObject action',
  '__proto__',
];
const withKey = (key: string): Json =>
  changed('s01', {
    requestParameters: { ...(one['requestParameters'] as Json), key },
    errorMessage: 'Access Denied',
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::amzn-s3-demo-bucket/${key}` },
      { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::amzn-s3-demo-bucket' },
    ],
  });

const requests = (found: readonly Found[]): readonly DeniedRequest[] =>
  found.flatMap((each) => (each.is === 'denied' ? [each.request] : []));
const plain = (records: readonly Json[]): readonly DeniedRequest[] =>
  requests(records.map((record) => parseRecord(record)));

describe.each(writtenForms)('$id', ({ write, loses, empty }) => {
  /** Nothing where they are the same: equal, or for a form that leaves fields out without a contradiction. */
  const differences = (read: readonly DeniedRequest[], records: readonly Json[]): readonly unknown[] => {
    const expected = plain(records);
    if (read.length !== expected.length) return [`${read.length} instead of ${expected.length}`];
    return read.flatMap((request, at) => {
      const contradicting = contradictions(request, expected[at]!);
      return loses === true || isDeepStrictEqual(request, expected[at]) ? contradicting : [request];
    });
  };

  test.each([
    ['one denial is that of the plain record', [one]],
    ['ten are ten', ten],
  ])('%s', (_, records) => expect(differences(requests(parseInput(write(records))), records)).toEqual([]));
  test('none is none', () => {
    expect(parseInput(empty).map(({ is }) => is)).toEqual(['bad-input']);
  });
  test('wherever the text is cut, what was whole is read, and nothing else', () => {
    const text = write(ten);
    const whole = new Set(plain(ten).map((request) => JSON.stringify(request)));
    for (let cut = 1; cut < text.length; cut += Math.ceil(text.length / 15)) {
      const read = requests(parseInput(text.slice(0, cut)));
      expect(read.length).toBeLessThanOrEqual(10);
      if (loses === undefined && !isTable(text))
        expect(read.filter((request) => !whole.has(JSON.stringify(request)))).toEqual([]);
    }
  });
  test('whatever the key of the object imitates', () => {
    for (const key of hostileKeys) {
      const read = requests(parseInput(write([withKey(key)])));
      expect(read.length).toBeLessThanOrEqual(1);
      expect(read.flatMap((request) => contradictions(request, plain([withKey(key)])[0]!))).toEqual([]);
    }
  });
  test('in pieces of any size', () => {
    const text = write(ten.slice(0, 2));
    const whole = JSON.stringify(requests(parseInput(text)));
    for (const size of [1, 100, 4_096]) {
      const reader = inputReader();
      const found: Found[] = [];
      for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)));
      found.push(...reader.end());
      expect(JSON.stringify(requests(found))).toBe(whole);
    }
  });
});

const isTable = (text: string): boolean => /^"?@?[a-z_]+"?,/.test(text);

/** Equal, or an object that lacks what the other has. */
function isPartOf(value: unknown, of: unknown): boolean {
  if (typeof value !== 'object' || value === null || typeof of !== 'object' || of === null) return value === of;
  return Object.entries(value).every(([name, one]) => isPartOf(one, (of as Json)[name]));
}

/** What the form says otherwise than the plain record; saying nothing contradicts nothing. */
function contradictions(read: DeniedRequest, of: DeniedRequest): readonly unknown[] {
  const { authorizations, said: _said, session: _session, endpoint: _endpoint, cut: _cut, ...facts } = read;
  const plainFacts = of as unknown as Json;
  const wrong = Object.entries(facts).filter(
    ([name, value]) => name !== 'parameters' && !isPartOf(value, plainFacts[name]),
  );
  const known = authorizations.flatMap(({ action, context }) => {
    const asked = of.authorizations.find((each) => each.action === action);
    return Object.entries(context.known).filter(
      ([key, value]) => asked === undefined || JSON.stringify(asked.context.known[key]) !== JSON.stringify(value),
    );
  });
  return [...wrong, ...known];
}
