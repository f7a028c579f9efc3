import * as fc from 'fast-check';
import { inputReader } from '../../../src/request/forms/read-input';
import { changed, sample } from '../samples';
import { writtenForms } from './written';

// Some mutations of every form here; all of them by `FUZZ=50000 npm test -- test/request/forms/fuzz`.

const numRuns = Number(process.env['FUZZ'] ?? 60);
const records = [sample('s01').detail, changed('s05b', {})];
const line =
  '79a5 my-bucket [24/Nov/2026:08:12:00 +0000] 203.0.113.10 arn:aws:iam::111122223333:user/a 3E57 REST.GET.OBJECT a.csv "GET /a.csv HTTP/1.1" 403 AccessDenied 243 - 12 - "-" "aws-cli/2" - s9= SigV4 TLS AuthHeader my-bucket.s3.amazonaws.com TLSv1.3 - -';
const errorText =
  'An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:sts::111122223333:assumed-role/app/run is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/a.csv" because no identity-based policy allows the s3:GetObject action (Service: S3, Status Code: 403, Request ID: 8RX27QX3XB2ZRDH0, Extended Request ID: EXAMPLE1exampleHostId2=)';

const texts: readonly (readonly [id: string, text: string])[] = [
  ...writtenForms.map(({ id, write }) => [id, write(records)] as const),
  ['lines of an access log', `${line}\n${line}`],
  ['an error text', errorText],
  ['an error text in a box', `│ Error: ${errorText.replaceAll(' on ', '\n│ on ')}\n╵`],
  [
    'the XML of an error',
    `<Error><Code>AccessDenied</Code><Message>${errorText}</Message><RequestId>R</RequestId></Error>`,
  ],
];

/** What breaks readers: what opens and closes, and what ends lines. */
const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\n',
  '\r',
  '=',
  ':',
  '\0',
  '{"',
  '[{',
  '│',
  '<',
  '\uD800',
  '"""',
  '0',
  'User: ',
];

const mutation = (length: number) =>
  fc.tuple(
    fc.nat({ max: length }),
    fc.nat({ max: 60 }),
    fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })),
  );

test.each(texts)('%s, mutated, never throws and gives something', (_, text) => {
  fc.assert(
    fc.property(
      fc.array(mutation(text.length), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 200, max: 5_000 }),
      (mutations, size) => {
        const mutated = mutations.reduce((now, [at, cut, put]) => now.slice(0, at) + put + now.slice(at + cut), text);
        const reader = inputReader();
        let found = 0;
        for (let at = 0; at < mutated.length; at += size) found += reader.push(mutated.slice(at, at + size)).length;
        found += reader.end().length;
        expect(found).toBeGreaterThan(0);
        // Every message of a broken text is one: nothing multiplies.
        expect(found).toBeLessThan(mutated.length);
      },
    ),
    { numRuns },
  );
});

describe('no text takes long', () => {
  const many = 100_000;
  test.each([
    ['brackets', '['.repeat(many)],
    ['objects', '{"a":'.repeat(many)],
    ['quotes', '"'.repeat(many)],
    ['backslashes in a text', `{"a":"${'\\'.repeat(many)}`],
    ['lists', '{"Records":['.repeat(many)],
    ['structs', `useridentity,eventname\n"${'{a='.repeat(many)}",x`],
    ['denials', errorText.repeat(300)],
    ['half denials', 'User: a is not authorized to perform: '.repeat(10_000)],
    ['line ends', '\n'.repeat(many)],
    ['spaces', `{${' '.repeat(many)}`],
    ['boxes', '│ \n'.repeat(many)],
  ])('%s', (_, text) => {
    const reader = inputReader();
    let steps = 0;
    for (let at = 0; at < text.length; at += 64 * 1024) steps += reader.push(text.slice(at, at + 64 * 1024)).length;
    expect(steps + reader.end().length).toBeGreaterThan(0);
  });
});
