import { propsFromContext } from '../../lib/settings/context';
import { appWith } from './synthesized';

const propsOf = (settings: Readonly<Record<string, unknown>>) =>
  propsFromContext(
    appWith(Object.fromEntries(Object.entries(settings).map(([name, value]) => [`culprit:${name}`, value]))).node,
  );
const arn = 'arn:aws:iam::444455556666:role/culprit/culprit-reader';

test.each([
  ['an existing trail', { trail: 'existing' }, { trail: { existing: true } }],
  [
    'a new trail',
    { trail: 'new', trailBuckets: 'a-bucket, b-bucket' },
    { trail: { buckets: ['a-bucket', 'b-bucket'] } },
  ],
  [
    'a list as JSON',
    { trail: 'existing', buckets: ['a-bucket'] },
    { trail: { existing: true }, buckets: ['a-bucket'] },
  ],
  [
    'roles as pairs',
    { trail: 'existing', accountRoles: `444455556666=${arn}` },
    { trail: { existing: true }, accountRoles: { '444455556666': arn } },
  ],
  [
    'roles as JSON',
    { trail: 'existing', accountRoles: { '444455556666': arn } },
    { trail: { existing: true }, accountRoles: { '444455556666': arn } },
  ],
  [
    'own subscribers',
    { trail: 'existing', ownSubscribers: 'true' },
    { trail: { existing: true }, ownSubscribers: true },
  ],
  ['data that goes', { trail: 'existing', removeData: 'true' }, { trail: { existing: true }, removeData: true }],
  [
    'spokes of an organization',
    { trail: 'existing', spokes: 'o-exampleorgid' },
    { trail: { existing: true }, spokes: { organizationId: 'o-exampleorgid' } },
  ],
  [
    'spokes by account',
    { trail: 'existing', spokes: '444455556666,777788889999' },
    { trail: { existing: true }, spokes: { accounts: ['444455556666', '777788889999'] } },
  ],
  ['a switch', { trail: 'existing', headObject: 'true' }, { trail: { existing: true }, headObject: true }],
  [
    'access logs',
    { trail: 'existing', accessLogBucket: 'my-logs', accessLogPrefix: 'access/' },
    { trail: { existing: true }, accessLogs: { bucketName: 'my-logs', prefix: 'access/' } },
  ],
  [
    'names',
    {
      trail: 'existing',
      snsEmail: 'a@example.com',
      slackSecretName: 's',
      accounts: '444455556666,777788889999',
      accountRoleName: 'r',
    },
    {
      trail: { existing: true },
      snsEmail: 'a@example.com',
      slackSecretName: 's',
      accounts: ['444455556666', '777788889999'],
      accountRoleName: 'r',
    },
  ],
])('%s becomes props', (_, settings, props) => expect(propsOf(settings)).toEqual(props));

test.each([
  ['no trail', {}, /choose how denials are seen/],
  ['another trail', { trail: 'maybe' }, /`maybe` is no way/],
  ['a misspelt setting', { trail: 'existing', slackSecret: 's' }, /no setting `culprit:slackSecret`/],
  ['roles without accounts', { trail: 'existing', accountRoles: arn }, /write ACCOUNT=ARN/],
  ['broken JSON', { trail: 'existing', buckets: '["a"' }, /no JSON/],
  ['a log without a prefix', { trail: 'existing', accessLogBucket: 'my-logs' }, /need both settings/],
  ['a log without a bucket', { trail: 'existing', accessLogPrefix: 'access/' }, /need both settings/],
  ['a switch that is none', { trail: 'existing', headObject: 'yes' }, /write true or false/],
])('%s is refused with a sentence', (_, settings, sentence) => expect(() => propsOf(settings)).toThrow(sentence));
