import * as fc from 'fast-check';
import { inputReader } from '../../../src/request/forms/read-input';
import { changed } from '../samples';
import { writtenForms } from './written';

/** Short, so that a mutation mostly changes what is read. */
const short = { additionalEventData: undefined, tlsDetails: undefined, userAgent: 'aws-cli/2', responseElements: null };
const records = [changed('s01', short), changed('s05b', short)];
export const errorText =
  'An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:sts::111122223333:assumed-role/app/run is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/a.csv" because no identity-based policy allows the s3:GetObject action (Service: S3, Status Code: 403, Request ID: 8RX27QX3XB2ZRDH0, Extended Request ID: EXAMPLE1exampleHostId2=)';

export const texts: readonly (readonly [id: string, text: string])[] = [
  ...writtenForms.map(({ id, write }) => [id, write(records)] as const),
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

/** A text that is changed in a few places is read in pieces of any size, never throws, and nothing of it multiplies. */
export const everyMutationIsRead = (text: string) =>
  fc.property(
    fc.array(mutation(text.length), { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 200, max: 5_000 }),
    (mutations, size) => {
      const mutated = mutations.reduce((now, [at, cut, put]) => now.slice(0, at) + put + now.slice(at + cut), text);
      const reader = inputReader();
      let found = 0;
      for (let at = 0; at < mutated.length; at += size) found += reader.push(mutated.slice(at, at + size)).length;
      found += reader.end().length;
      return found > 0 && found < mutated.length;
    },
  );
