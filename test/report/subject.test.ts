import type { Verdict } from '../../src/verdict/verdict';
import { hostile, reportWith, verdict } from '../setup/reports';

const [cause] = verdict.rootCauses;
const subjectOf = (more: Partial<Verdict>) => reportWith(more).subject;

test.each([
  ['one cause', {}, 'kms:Decrypt denied by the some guardrail: my-bucket, app'],
  ['a possible cause', { certainty: 'possible' }, 'kms:Decrypt denied, possibly by the some guardrail: my-bucket, app'],
  ['two causes', { rootCauses: [cause!, cause!] }, 'kms:Decrypt denied, not determined by what: my-bucket, app'],
  ['no cause', { rootCauses: [] }, 's3:GetObject denied, not determined by what: my-bucket, app'],
  ['a repaired cause', { status: 'would-be-allowed-now' }, 'kms:Decrypt was denied, is allowed now: my-bucket, app'],
  ['an allowed question', { status: 'allowed', rootCauses: [] }, 's3:GetObject is allowed: my-bucket, app'],
] as const)('the subject of %s', (_, more, expected) => expect(subjectOf(more)).toBe(`[Culprit] ${expected}`));

const accountId = '111122223333';
test.each([
  [{ type: 'role', arn: `arn:aws:iam::${accountId}:role/service/app`, accountId, roleName: 'app' }, 'my-bucket, app'],
  [{ type: 'user', arn: `arn:aws:iam::${accountId}:user/ann`, accountId, userName: 'ann' }, 'my-bucket, ann'],
  [{ type: 'root', arn: `arn:aws:iam::${accountId}:root`, accountId }, 'my-bucket, root'],
  [{ type: 'anonymous' }, 'my-bucket'],
] as const)('the subject calls %j by its name', (principal, expected) =>
  expect(subjectOf({ request: { ...verdict.request, principal } }).split(': ')[1]).toBe(expected),
);

test('the subject stays one line, whatever the event holds', () => {
  expect(hostile('a\r\nBcc: x\u0000\u202e').subject).not.toMatch(/[\r\n\0\u202e]/);
});
