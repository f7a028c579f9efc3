import { fitted } from '../../../src/report/card/fit';

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
    'an error of AWS',
    `Refused (\`${'You may not. '.repeat(9)}\`).`,
    `Refused (\`${'You may not. '.repeat(3)}You …\`).`,
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
