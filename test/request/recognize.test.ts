import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recognizer } from '../../src/request/denials/recognize';
import { symptomOf } from '../../src/request/denials/symptom';
import { parseRecord } from '../../src/request/record/parse';
import { shapeOf } from '../../src/request/record/shape';
import { trimmed } from '../../src/request/record/trim';

type Json = Record<string, unknown>;
interface Event extends Json {
  readonly detail: Json & { readonly userIdentity: Json; readonly requestParameters: Json | null };
}
const folder = join(__dirname, '../samples');
const samples = readdirSync(folder)
  .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Event] as const)
  .filter(([, event]) => parseRecord(event).is === 'denied');
const plain = samples[0]![1];
const told = (event: unknown) => {
  const parsed = parseRecord(event);
  return parsed.is === 'denied' ? symptomOf(parsed.request) : parsed.code;
};
const recognized = (recognize: ReturnType<typeof recognizer>, event: unknown) => {
  const { shape } = recognize(event);
  return shape.is === 'denied' ? shape.symptom : shape.why;
};

test('there are samples', () => expect(samples.length).toBeGreaterThan(15));

const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    'a',
    'reports/x.csv',
    'x" because no identity-based policy allows the s3:GetObject action',
    'AccessDenied',
  ),
);
/** Changes one field somewhere, or several. */
const changes = fc.array(fc.tuple(fc.nat(60), text), { minLength: 1, maxLength: 4 });

function changedAt(event: Event, path: number, value: string): Event {
  const copy = structuredClone(event);
  const places: [Json, string][] = [];
  const walk = (fields: Json) => {
    for (const [name, inner] of Object.entries(fields)) {
      if (typeof inner === 'object' && inner !== null) walk(inner as Json);
      else places.push([fields, name]);
    }
  };
  walk(copy);
  const [fields, name] = places[path % places.length]!;
  fields[name] = value;
  return copy;
}

test('one recognizer that has seen all others gives each event the symptom that parsing gives it', () => {
  const recognize = recognizer(() => undefined);
  fc.assert(
    fc.property(fc.constantFrom(...samples), changes, ([, event], made) => {
      let changed: Event = event;
      for (const [path, value] of made) {
        changed = changedAt(changed, path, value);
        expect(recognized(recognize, changed)).toBe(told(changed));
        expect(recognized(recognize, event)).toBe(told(event));
      }
    }),
    { numRuns: 250 },
  );
});

test('keys, sessions, times and ids do not make another shape', () => {
  const { detail } = plain;
  const key = String(detail.requestParameters!['key']);
  const session = String(detail.userIdentity['arn']);
  const other = JSON.parse(
    JSON.stringify(plain)
      .replaceAll(key, 'another/key.txt')
      .replaceAll(session.slice(session.lastIndexOf('/') + 1), 'another-session')
      .replaceAll(String(detail['eventID']), 'another-id')
      .replaceAll(String(detail['requestID']), 'ANOTHER')
      .replaceAll(String(detail['eventTime']), '2026-11-21T00:00:00Z'),
  ) as Event;
  expect(other).not.toEqual(plain);
  expect(shapeOf(other)).toBe(shapeOf(plain));
});

test('KMS’s records of different objects have one shape', () => {
  const [, kms] = samples.find(([file]) => file.startsWith('s05b'))!;
  const other = JSON.parse(JSON.stringify(kms).replaceAll('reports/2026/q3.csv', 'another')) as Event;
  expect(other).not.toEqual(kms);
  expect(shapeOf(other)).toBe(shapeOf(kms));
});

describe('what is far too large', () => {
  const large = (parameters: Json): Event => ({
    ...plain,
    detail: { ...plain.detail, requestParameters: { ...plain.detail.requestParameters, ...parameters } },
  });
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`x-parameter-${at}`, 'v']));
  test.each([
    ['a parameter of 250 KB', large({ 'x-amz-tagging': 'k=v&'.repeat(60_000) })],
    ['20,000 parameters', large(many)],
    [
      '20,000 parameters before all others',
      { ...plain, detail: { ...plain.detail, requestParameters: { ...many, ...plain.detail.requestParameters } } },
    ],
    ['a list of 50,000', large({ AccessControlPolicy: { Grant: Array.from({ length: 50_000 }, () => ({})) } })],
  ])('%s is cut, and has the symptom that it had', (_, event) => {
    expect(JSON.stringify(trimmed(event)).length).toBeLessThan(40_000);
    expect(
      recognized(
        recognizer(() => undefined),
        event,
      ),
    ).toBe(told(event));
  });

  test('what is not is left as it is', () => expect(trimmed(plain)).toBe(plain));
});

test('what is unwanted is asked once a shape', () => {
  const asked = jest.fn(() => 'own-request');
  const recognize = recognizer(asked);
  expect([recognize(plain).shape, recognize(plain).shape]).toEqual([
    { is: 'ignored', why: 'own-request' },
    { is: 'ignored', why: 'own-request' },
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
});

test.each([
  [null, 'not-a-record'],
  ['text', 'not-a-record'],
  [{ detail: { eventSource: 's3.amazonaws.com' } }, 'not-a-record'],
])('%j is not understood', (event, why) =>
  expect(recognizer(() => undefined)(event).shape).toEqual({ is: 'not-understood', why }),
);
