import { fitted } from '../../../src/report/card/fit';

const name = 'n'.repeat(60);

test.each([
  ['a long value', `Read \`${name}\`.`, `Read \`…${name.slice(17)}\`.`],
  [
    'a command, which stays whole',
    'Ask `aws organizations describe-effective-policy --policy-type S3_POLICY` there.',
    'Ask `aws organizations describe-effective-policy --policy-type S3_POLICY` there.',
  ],
  [
    'a clause with a command that has no room',
    `Switch it on: \`aws s3api put-bucket-logging --bucket ${name}${name}${name}\`.`,
    'Switch it on',
  ],
])('%s', (_, sentence, shown) => expect(fitted(sentence)).toBe(shown));
