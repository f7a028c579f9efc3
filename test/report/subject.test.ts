import { subject } from '../../src/report/subject';
import { hostile, story } from '../setup/reports';

const [cause] = story.verdict.rootCauses;
const told = (verdict: Partial<typeof story.verdict>, arn: string | null = story.request.principal.arn) =>
  subject({
    ...story,
    request: { ...story.request, principal: { ...story.request.principal, arn } },
    verdict: { ...story.verdict, ...verdict },
  });

test.each([
  ['one cause', {}, 'kms:Decrypt denied by the some guardrail: my-bucket, app'],
  ['a possible cause', { certainty: 'possible' }, 'kms:Decrypt denied, possibly by the some guardrail: my-bucket, app'],
  ['two causes', { rootCauses: [cause!, cause!] }, 'kms:Decrypt denied, not determined by what: my-bucket, app'],
  ['no cause', { rootCauses: [] }, 's3:GetObject denied, not determined by what: my-bucket, app'],
  ['a repaired cause', { status: 'would-be-allowed-now' }, 'kms:Decrypt was denied, is allowed now: my-bucket, app'],
  ['an allowed question', { status: 'allowed', rootCauses: [] }, 's3:GetObject is allowed: my-bucket, app'],
] as const)('the subject of %s', (_, verdict, expected) => expect(told(verdict)).toBe(`[Culprit] ${expected}`));

test.each([
  ['arn:aws:iam::111122223333:role/service/app', 'my-bucket, app'],
  ['arn:aws:iam::111122223333:user/ann', 'my-bucket, ann'],
  ['arn:aws:iam::111122223333:root', 'my-bucket, root'],
  [null, 'my-bucket'],
])('the subject calls %s by its name', (arn, expected) => expect(told({}, arn).split(': ')[1]).toBe(expected));

test('the subject stays one line, whatever the event holds', () => {
  expect(subject(hostile('a\r\nBcc: x\u0000\u202e'))).not.toMatch(/[\r\n\0\u202e]/);
});
