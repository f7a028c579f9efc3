import { problemsOf } from '../../lib/settings/check-props';
import type { CulpritProps } from '../../lib/props';
import { stackWith } from './synthesized';
import { everything, existing } from './templates';

const reader = 'arn:aws:iam::444455556666:role/culprit/culprit-reader';

function logs(change: object): Partial<CulpritProps> {
  return { accessLogs: { bucketName: 'my-logs', prefix: 'access/', ...change } };
}

test.each([everything, existing, { ...existing, ...logs({ prefix: '*' }) }])(
  'a configuration that is right has no problem',
  (props) => {
    expect(problemsOf(props)).toEqual([]);
  },
);

test.each<readonly [string, Partial<CulpritProps>, RegExp]>([
  ['a new trail without buckets', { trail: { buckets: [] } }, /names of the buckets/],
  ['an ARN in place of a bucket', { buckets: ['arn:aws:s3:::b'] }, /no bucket name/],
  ['a wildcard in a new trail', { trail: { buckets: ['my-*'] } }, /no bucket name/],
  [
    'a watched bucket that the new trail does not log',
    { trail: { buckets: ['one'] }, buckets: ['two'] },
    /would not log it/,
  ],
  [
    'a deployment that nobody listens to',
    { ownSubscribers: false, slackSecretName: 's' },
    /nobody listens: set `snsEmail`/,
  ],
  ['no e-mail address', { snsEmail: 'oncall' }, /no e-mail address/],
  ['a webhook in code', { slackSecretName: 'https://hooks.slack.com/x' }, /never in code/],
  ['the ARN of a secret', { slackSecretName: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:s' }, /not its ARN/],
  ['no role', { organizationRoleArn: 'reader' }, /no role ARN/],
  [
    'a role of another account',
    { accountRoles: { '444455556666': 'arn:aws:iam::111122223333:role/r' } },
    /no role of account/,
  ],
  ['the name of an account', { accountRoleName: 'r', accounts: ['workloads'] }, /no account id/],
  ['accounts without a role', { accounts: ['444455556666'] }, /set both/],
  ['the name of an organization', { spokes: { organizationId: 'o-ours!' } }, /no id of an organization/],
  ['no spokes at all', { spokes: { accounts: [] } }, /`spokes` lists no account/],
  ['the name of a spoke', { spokes: { accounts: ['workloads'] } }, /no account id: `spokes`/],
  ['an ARN in place of a role’s name', { accountRoleName: reader }, /no name of a role/],
  ['an ARN in place of the log’s bucket', logs({ bucketName: 'arn:aws:s3:::b' }), /no bucket name/],
  [
    'the evidence as a log',
    logs({ bucketName: 'culprit-culpritevidencebucket0a1b2c3d-x1' }),
    /evidence bucket of Culprit/,
  ],
  ['a log without a prefix', logs({ prefix: '' }), /`accessLogs.prefix` is empty.*or to `\*`/],
  ['a log below nothing', logs({ prefix: '/' }), /`accessLogs.prefix` is empty/],
  ['a pattern in place of the log’s prefix', logs({ prefix: 'access/*' }), /no prefix of keys/],
])('%s is refused with a sentence', (_, change, sentence) => {
  const props = { ...existing, ...change };
  expect(problemsOf(props).join()).toMatch(sentence);
  expect(() => stackWith(props)).toThrow(sentence);
});

test('all that is wrong is said at once', () => {
  expect(problemsOf({ trail: { buckets: [] }, snsEmail: 'x', organizationRoleArn: 'y' })).toHaveLength(3);
});
