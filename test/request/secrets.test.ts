import * as fc from 'fast-check';
import { parseRecord } from '../../src/request/record/parse';
import { isAllowedParameter } from '../../src/request/record/parameters';
import { redact } from '../../src/request/redact';
import { hideAddresses, hideSecrets } from '../../src/request/secrets';
import { planted, textsIn } from '../setup/planted';
import { mark, spellings } from '../setup/spelled-secrets';
import { changed, sample, sampleNames, sending } from './samples';

const keptNames = [
  'Host',
  'Referer',
  'x-amz-tagging',
  'x-amz-copy-source',
  'x-amz-website-redirect-location',
  'prefix',
];

const records = sampleNames.filter((name) => /^s(01|05b|11|13)/.test(name)).map((name) => sample(name).detail);

describe.each(Object.entries(spellings))('%s', (_, text) => {
  test('is a secret that is there to be found', () => expect(text).toContain(mark));

  test('is hidden in a text, whatever stands around it', () => {
    for (const around of [text, `before ${text}`, `[${text}]`, `${text} after`, `x\n${text}`, `${text} ${text}`])
      expect(hideSecrets(around)).not.toContain(mark);
  });

  test('is kept in no field of a record', () => {
    for (const record of records) {
      const ways = textsIn(redact(record));
      expect(ways.length).toBeGreaterThan(15);
      for (const way of ways) {
        const made = planted(record, way, `some ${text}`);
        expect([way, JSON.stringify([redact(made), parseRecord(made)]).includes(mark)]).toEqual([way, false]);
      }
    }
  });

  test('is kept in no parameter', () => {
    for (const name of keptNames) {
      expect(isAllowedParameter(name)).toBe(true);
      const made = sending('s01', { [name]: text });
      expect(JSON.stringify([redact(made), parseRecord(made)])).not.toContain(mark);
    }
  });
});

test.each([
  'arn:aws:sts::111122223333:assumed-role/app/alice@example.com',
  'reports/signature-of-contract.pdf',
  'User: arn:aws:iam::1:user/a is not authorized to perform: s3:GetObject because no session policy allows it',
  'The request signature we calculated does not match the signature you provided.',
  '{"Sid":"Signature","Action":"sts:GetSessionToken","Condition":{"StringEquals":{"sts:ExternalId":"abc"}}}',
  '[Boto3/1.40 md/Botocore#1.40 ua/2.1 os/linux md/arch#x86_64 lang/python#3.13 cfg/retry-mode#legacy]',
  's3:signatureversion=AWS4-HMAC-SHA256',
  'x-amz-server-side-encryption-customer-algorithm: AES256',
  'ASIAEXAMPLEKEYID0001',
])('%s stays as it is', (text) => expect(hideSecrets(text)).toBe(text));

test('access key ids are shortened within a text', () => {
  expect(hideSecrets('key AKIAIOSFODNN7EXAMPLE of s3')).toBe('key AKIA…MPLE of s3');
});

test.each(['alice@example.com', 'alice%40example.com', 'a.b+c@mail.example.co.uk'])(
  'who a user agent or a referer names as %s is not kept',
  (address) => {
    for (const record of [
      changed('s01', { userAgent: `[app (${address})]` }),
      sending('s01', { Referer: `https://example.com/?user=${address}` }),
    ])
      expect(JSON.stringify([redact(record), parseRecord(record)])).not.toContain(address);
    expect(hideAddresses(`x ${address} y`)).toBe('x removed y');
  },
);

test('nothing is removed twice', () => {
  const texts = fc.array(fc.constantFrom(...Object.values(spellings), 'a', ' ', '"', '\\', '&', '%3D'), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(texts, (parts) => {
      const once = hideSecrets(parts.join(''));
      expect(hideSecrets(once)).toBe(once);
    }),
  );
});

/** Quadratic, each would take minutes: no run would come to its end. Steps of a regular expression cannot be counted. */
test.each([
  ['backslashes', '\\'],
  ['quotes', '"'],
  ['names', 'signature'],
  ['names of JSON', '"password":\\"'],
  ['beginnings of tokens', 'eyJ'],
  ['percent signs', '%25'],
  ['bearers', 'bearer '],
  ['addresses', 'a@'],
  ['words', 'aaaa.'],
])('a text of %s is read in one go, and stays as it is', (_, unit) => {
  const text = `token password ${unit.repeat(400_000 / unit.length)}`;
  expect(hideAddresses(hideSecrets(text))).toBe(text);
});

test('a text of slashes is read in one go', () => {
  const text = `token password ${'://'.repeat(133_333)}`;
  expect(hideAddresses(hideSecrets(text))).toBe('token password :removed');
});
