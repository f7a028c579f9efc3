import { problemsOf } from '../../lib/check-props';
import type { CulpritProps } from '../../lib/props';
import { everything, stackWith } from './synthesized';

test('a configuration that is right has no problem', () => expect(problemsOf(everything)).toEqual([]));

test.each<readonly [string, CulpritProps, RegExp]>([
  ['a new trail without buckets', { trail: { buckets: [] } }, /names of the buckets/],
  ['an ARN in place of a bucket', { trail: { existing: true }, buckets: ['arn:aws:s3:::b'] }, /no bucket name/],
  ['no e-mail address', { trail: { existing: true }, snsEmail: 'oncall' }, /no e-mail address/],
  ['a webhook in code', { trail: { existing: true }, slackSecretName: 'https://hooks.slack.com/x' }, /never in code/],
  ['no role', { trail: { existing: true }, organizationRoleArn: 'reader' }, /no role ARN/],
  [
    'a role of another account',
    { trail: { existing: true }, accountRoles: { '444455556666': 'arn:aws:iam::111122223333:role/r' } },
    /no role of account/,
  ],
])('%s is refused with a sentence', (_, props, sentence) => {
  expect(problemsOf(props).join()).toMatch(sentence);
  expect(() => stackWith(props)).toThrow(sentence);
});
