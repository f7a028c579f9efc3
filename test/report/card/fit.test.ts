import { fitted, fittedUnknown } from '../../../src/report/card/fit';

const name = 'n'.repeat(60);

test.each([
  ['a long value', `Read \`${name}\`.`, `Read \`…${name.slice(17)}\`.`],
  [
    'a key with blanks, which differs from others at its end',
    'Tag `my-bucket/Quarterly reports/2026/November/2026-11-24.csv`.',
    'Tag `…rterly reports/2026/November/2026-11-24.csv`.',
  ],
  [
    'a command, which stays whole',
    'Ask `aws organizations describe-effective-policy --policy-type S3_POLICY` there.',
    'Ask `aws organizations describe-effective-policy --policy-type S3_POLICY` there.',
  ],
  [
    'a list, of which no part may be missing',
    `Grant ${'`organizations:ListPoliciesForTarget`, '.repeat(5)}\`a:B\` there, which reads more.`,
    `Grant ${'`organizations:ListPoliciesForTarget`, '.repeat(5)}\`a:B\` there, which reads more.`,
  ],
  [
    'a clause with a command that has no room',
    `Switch it on: \`aws s3api put-bucket-logging --bucket ${name}${name}${name}\`.`,
    'Switch it on',
  ],
])('%s', (_, sentence, shown) => expect(fitted(sentence)).toBe(shown));

const role = 'arn:aws:sts::111122223333:assumed-role/culprit-reader/culprit';

test('of what is not known names keep their end, and what AWS said about it its beginning', () => {
  const what = 'bucket policy of `my-bucket/Quarterly reports/2026/November/2026-11-24.csv`';
  const why = `access was denied (\`User: ${role} is not authorized to perform: s3:GetBucketPolicy\`)`;
  expect(fittedUnknown({ what, why })).toBe(
    'bucket policy of `…rterly reports/2026/November/2026-11-24.csv`: access was denied (`User: arn:aws:sts::111122223333:assumed-rol…`)',
  );
});
