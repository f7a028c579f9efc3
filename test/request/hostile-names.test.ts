import { parseRecord } from '../../src/request/record/parse';
import { recordOfLine } from '../../src/request/access-log/parse-line';
import { redact } from '../../src/request/redact';
import { sample, sampleNames } from './samples';
import { planted, textsIn } from '../setup/planted';

/** What every object inherits: a name like any other. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

/** What JSON cannot say has no place in a state: it is cut without a word. */
const unsayable = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && Object.values(value).some((item) => unsayable(item)));

const records = sampleNames.filter((name) => !/^s1[67]/.test(name)).map((name) => sample(name).detail);

test.each(names)('%s is an ordinary value of every field of a record', (name) => {
  for (const record of records) {
    for (const way of textsIn(record)) {
      const parsed = parseRecord(planted(record, way, name));
      expect([way, unsayable(parsed)]).toEqual([way, false]);
      const ordinary = parseRecord(planted(record, way, name.replaceAll(/o/gi, 'a')));
      expect([way, parsed.is]).toEqual([way, ordinary.is]);
    }
  }
});

test.each(names)('%s is an ordinary name of a field and of a parameter', (name) => {
  for (const record of records) {
    const withName = (value: unknown) =>
      JSON.parse(
        JSON.stringify({ ...(value as object), x: 'x' }).replace('"x":', `${JSON.stringify(name)}:`),
      ) as object;
    const made = { ...withName(record), requestParameters: withName(record['requestParameters'] ?? {}) };
    expect(parseRecord(made).is).toBe(parseRecord(record).is);
    expect(redact(made)).not.toBeNull();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  }
});

test.each(names)('%s is an ordinary operation of a line of an access log', (name) => {
  const line = `owner b [20/Nov/2026:08:31:07 +0000] 192.0.2.3 - R1 REST.GET.${name} - "GET /b HTTP/1.1" 403 AccessDenied 243 - 4 - "-" "${name}" - H ${name} ${name} ${name} b.s3.us-east-1.amazonaws.com TLSv1.3 - -`;
  expect(unsayable(recordOfLine(line, {}))).toBe(false);
});
