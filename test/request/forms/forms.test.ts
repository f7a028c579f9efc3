import { isDeepStrictEqual } from 'node:util';
import { complete } from '../../../src/request/error-text/complete';
import { forms, textForms } from '../../../src/request/forms/forms';
import { foundInJson } from '../../../src/request/forms/open';
import { inputReader, parseInput, type Found } from '../../../src/request/forms/read-input';
import { parseRecord } from '../../../src/request/record/parse';
import type { DeniedRequest } from '../../../src/request/types';
import { changed, keyOf, sample, sending, type Json } from '../samples';
import { writtenForms, type WrittenForm } from './written';

const one = sample('s01').detail;
const identity = one['userIdentity'] as Json;
const session = identity['sessionContext'] as Json;
const ten = Array.from({ length: 10 }, (_, at) =>
  changed('s01', { eventID: `0000-${at}`, requestID: `EXAMPLE00000000${at}` }),
);
const service = 'athena.amazonaws.com';
/** What a form that leaves it out must not pretend to know. */
const special: readonly (readonly [string, Json])[] = [
  [
    'through an endpoint',
    changed('s01', {
      vpcEndpointId: 'vpce-0a1b2c3d4e5f60718',
      vpcEndpointAccountId: '111122223333',
      sourceIPAddress: '10.0.1.5',
    }),
  ],
  [
    'with headers',
    sending('s01', { 'x-amz-expected-bucket-owner': '111122223333', 'x-amz-request-payer': 'requester' }),
  ],
  [
    'by a session with more',
    changed('s01', { userIdentity: { ...identity, sessionContext: { ...session, sourceIdentity: 'alice' } } }),
  ],
  [
    'by a service for the caller',
    changed('s01', { userIdentity: { ...identity, invokedBy: service }, sourceIPAddress: service, userAgent: service }),
  ],
];
const hostileKeys = [
  'a", "eventName": "DeleteObject", "x": "',
  'a}, {arn=arn:aws:s3:::other/x, accountid=999999999999, type=AWS::S3::Bucket',
  'a, type=Root, arn=arn:aws:iam::999999999999:root',
  'a\r\n{"eventName":"DeleteBucket"},"',
  '"" because no identity-based policy allows the s3:GetObject action',
  '__proto__',
];
const withKey = (key: string): Json =>
  sending(
    's01',
    { key },
    {
      errorMessage: 'Access Denied',
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::amzn-s3-demo-bucket/${key}` },
        { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::amzn-s3-demo-bucket' },
      ],
    },
  );

const plain = (record: Json): DeniedRequest => {
  const parsed = parseRecord(record);
  if (parsed.is !== 'denied') throw new Error(JSON.stringify(parsed));
  return parsed.request;
};

/** The denials; what the form lacks of one is added from the plain record. */
function denials(found: readonly Found[], asks: WrittenForm['asks'] = [], of = plain(one)): readonly DeniedRequest[] {
  const { action, resource } = of.authorizations[0]!;
  const known = {
    principal: String(identity['arn']),
    action,
    ...(resource.is === 'arn' ? { resource: resource.arn } : {}),
  };
  const added = Object.fromEntries(Object.entries(known).filter(([name]) => asks.some((asked) => asked === name)));
  return found.flatMap((each) => {
    if (each.is === 'denied') return [each.request];
    const completed = each.is === 'partial' ? complete(each, added) : undefined;
    return completed?.is === 'denied' ? [completed.request] : [];
  });
}

test('every form that is known has a row', () => {
  const known = [...forms, ...textForms].map(({ id }) => id);
  expect(known.filter((id) => !writtenForms.some(({ form }) => form === id))).toEqual([]);
});

describe.each(writtenForms)('$id', (form) => {
  const { write, loses, empty, asks, asShown = (record: Json) => record } = form;
  const read = (record: Json): readonly DeniedRequest[] => denials(parseInput(write([record])), asks, plain(record));

  test('is read by its own entry of the registry', () => {
    const known = [...forms, ...textForms].find(({ id }) => id === form.form)!;
    const opens = 'open' in known ? jest.spyOn(known, 'open') : jest.spyOn(known, 'read');
    // Lists that may be longer than memory are taken apart before; here the value is whole.
    parseInput(write([one]));
    foundInJson(write([one]));
    const answers = opens.mock.results.map(({ value }) => value as unknown);
    opens.mockRestore();
    expect(answers.some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined))).toBe(true);
  });
  test('one denial is that of the plain record, field by field', () => {
    const [request, ...more] = read(one);
    expect(more).toEqual([]);
    expect(differences(request!, plain(asShown(one)), loses)).toEqual([]);
  });
  test('ten are ten', () => {
    const found = denials(parseInput(write(ten)), asks);
    expect(found).toHaveLength(10);
    expect(found.flatMap((request, at) => differences(request, plain(asShown(ten[at]!)), loses))).toEqual([]);
  });
  test.each(special)('%s', (_, record) => {
    const found = read(record);
    expect(found).toHaveLength(1);
    expect(differences(found[0]!, plain(asShown(record)), loses)).toEqual([]);
  });
  test('none is none', () => {
    expect(parseInput(empty).map(({ is }) => is)).toEqual(['bad-input']);
  });
  test('wherever the text is cut, what was whole is read, and nothing else', () => {
    const text = write(ten);
    const whole = ten.map((record) => plain(asShown(record)));
    for (let cut = 1; cut < text.length; cut += Math.ceil(text.length / 15)) {
      const found = denials(parseInput(text.slice(0, cut)), asks);
      expect(found.length).toBeLessThanOrEqual(10);
      // The last row of a table, or the last text, has no end that would show that it is cut.
      const sure = loses === undefined && !isTable(text) ? found : found.slice(0, -1);
      const others = sure.filter((request) => !whole.some((of) => differences(request, of, loses).length === 0));
      expect(others.map(({ requestId }) => requestId)).toEqual([]);
    }
  });
  test.each(hostileKeys)('whatever the key of the object imitates: %j', (key) => {
    const record = withKey(key);
    const found = read(record);
    expect(found.length).toBeLessThanOrEqual(1);
    expect(found.flatMap((request) => contradictions(request, plain(asShown(record))))).toEqual([]);
  });
  test('in pieces of any size', () => {
    const text = write(ten.slice(0, 2));
    const whole = JSON.stringify(denials(parseInput(text), asks));
    for (const size of [1, 100, 4_096]) {
      const reader = inputReader();
      const found: Found[] = [];
      for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)));
      found.push(...reader.end());
      expect(JSON.stringify(denials(found, asks))).toBe(whole);
    }
  });
});

const isTable = (text: string): boolean => /^"?@?[a-zA-Z_. ]+"?,/.test(text);

/** All facts are equal but those that the form loses, and those contradict nothing. */
function differences(read: DeniedRequest, of: DeniedRequest, loses: WrittenForm['loses'] = []): readonly string[] {
  const names = [...new Set([...Object.keys(read), ...Object.keys(of)])] as (keyof DeniedRequest)[];
  const different = names.filter((name) => !loses.includes(name) && !isDeepStrictEqual(read[name], of[name]));
  return [...different.map((name) => `${name} differs`), ...contradictions(read, of)];
}

/** What is shown otherwise than by the plain record, or is known to be absent although it was there. */
function contradictions(read: DeniedRequest, of: DeniedRequest): readonly string[] {
  const { authorizations, said, session: shownSession, endpoint, cut: _cut, headersNotRecorded: _, ...facts } = read;
  const wrong = Object.entries(facts).filter(([name, value]) => !isShownOf(value, of[name as keyof typeof facts]));
  return [
    ...wrong.map(([name, value]) => `${name} is ${JSON.stringify(value)}`),
    ...(said.is === 'absent' || isDeepStrictEqual(said, of.said) ? [] : [`said is ${JSON.stringify(said)}`]),
    ...(isPartOf(shownSession ?? {}, of.session ?? {}) ? [] : ['session is another']),
    ...(endpoint.is === 'none' || isPartOf(endpoint, of.endpoint) ? [] : ['endpoint is another']),
    ...authorizations.flatMap(({ action }) => keysOtherwise(action, read, of)),
  ];
}

/** Each condition key has the value that the plain record gives it, or is unknown. */
function keysOtherwise(action: string, read: DeniedRequest, of: DeniedRequest): readonly string[] {
  const asked = of.authorizations.find((each) => each.action === action);
  if (asked === undefined) return [`${action} is not asked`];
  const shown = read.authorizations.find((each) => each.action === action)!;
  const keys = new Set([...Object.keys(asked.context.known), ...Object.keys(shown.context.known)]);
  return [...keys].flatMap((key) => {
    const [known, expected] = [keyOf(read, key, action), keyOf(of, key, action)];
    return known === 'unknown' || isDeepStrictEqual(known, expected)
      ? []
      : [`${action}, ${key} is ${JSON.stringify(known)} and not ${JSON.stringify(expected)}`];
  });
}

/** Equal, empty, or an object that lacks what the other has: a role's principal its path. */
function isShownOf(value: unknown, of: unknown): boolean {
  return value === '' || isPartOf(value, of);
}

function isPartOf(value: unknown, of: unknown): boolean {
  if (typeof value !== 'object' || value === null || typeof of !== 'object' || of === null) return value === of;
  return Object.entries(value).every(([name, each]) => each === undefined || isPartOf(each, (of as Json)[name]));
}
