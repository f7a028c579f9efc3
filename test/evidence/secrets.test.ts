import { keptHeaders, withoutSecrets } from '../../src/evidence/recording/secrets';

const secret = 'hush/hush+1==';
const plain = { sessionToken: secret, 'x-amz-server-side-encryption-customer-key': secret, secretAccessKey: secret };
const nested = (value: unknown, depth: number): unknown =>
  depth === 0 ? value : { document: JSON.stringify(nested(value, depth - 1)), kept: 'kept' };

test.each([
  ['JSON', plain],
  ['JSON in JSON', nested(plain, 1)],
  ['JSON in JSON in JSON', nested(plain, 2)],
  [
    'XML',
    `<Credentials><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${secret}</SessionToken></Credentials>`,
  ],
  ['a presigned address', `GET /a?X-Amz-Security-Token=${secret}&X-Amz-Signature=${secret}&kept=kept`],
  ['a form', `Action=AssumeRole&ExternalId=${secret}&kept=kept`],
  ['a Slack address', 'https://hooks.slack.com/services/T0/B0/hush'],
])('%s keeps no secret', (_, value) => {
  const cleaned = JSON.stringify(withoutSecrets(value));
  expect(cleaned).not.toContain('hush');
  expect(cleaned.includes('kept')).toBe(JSON.stringify(value).includes('kept'));
});

test('what is no secret stays as it is', () => {
  const harmless = { document: JSON.stringify({ Statement: [{ Sid: 'Signature', Action: 'sts:GetSessionToken' }] }) };
  expect(withoutSecrets(harmless)).toEqual(harmless);
});

test('a value ends at its own quote, whatever it holds', () => {
  const document = JSON.stringify({ password: `a"hush\\"hush\\`, kept: 'kept' });
  expect(withoutSecrets({ document })).toEqual({ document: '{"password":"REMOVED","kept":"kept"}' });
});

/** Quadratic, each would take minutes: no run would come to its end. */
test.each([
  ['\\', 300_000, ''],
  ['"', 300_000, ''],
  ['"password":\\', 25_000, ''],
  ['"password":"', 25_000, 'REMOVED'],
])('a text of many %s is read in one go', (unit, many, removed) => {
  expect(withoutSecrets({ text: unit.repeat(many) })).toEqual({ text: `${unit}${removed}`.repeat(many) });
});

test('and so is one whose names are the values of others', () => {
  const many = 20_000;
  expect(withoutSecrets({ text: '\\"password\\":'.repeat(many) })).toEqual({
    text: `\\"password\\":${'\\"REMOVED\\":'.repeat(many - 1)}`,
  });
});

test('only headers that an answer depends on are kept', () => {
  const headers = {
    'content-type': 'a',
    'x-amz-bucket-region': 'b',
    'x-amz-id-2': 'c',
    'x-amz-meta-a': 'd',
    server: 'e',
  };
  expect(keptHeaders(headers)).toEqual({ 'content-type': 'a', 'x-amz-bucket-region': 'b' });
});
