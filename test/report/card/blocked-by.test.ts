import { layers } from '../../../src/layers';
import { because } from '../../../src/report/card/because';
import { blockedBy } from '../../../src/report/card/blocked-by';
import { speechOf } from '../../../src/report/sentences/speech';
import type { Cause } from '../../../src/verdict/types';

const speech = speechOf(layers);
const causeOf = (more: Partial<Cause>): Cause => ({
  layer: 'bucket-policy',
  outcome: 'does-not-allow',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::source-bucket/in/a.csv',
  certainty: 'established',
  ...more,
});
const session = { type: 'session policy', attachedTo: 'session (AssumeRole)' };
const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234-90ab';

test.each<readonly [string, Partial<Cause>, string | undefined, string]>([
  ['another bucket', {}, 'my-bucket', 'an Allow for `s3:GetObject` on `source-bucket/in/a.csv` in the bucket policy'],
  ["the headline's bucket", {}, 'source-bucket', 'an Allow for `s3:GetObject` in the bucket policy'],
  ['no bucket', {}, undefined, 'an Allow for `s3:GetObject` in the bucket policy'],
  ['a key', { resource: key }, 'my-bucket', 'an Allow for `s3:GetObject` in the bucket policy'],
  [
    'a session policy',
    { layer: 'session-policy', policy: session },
    'source-bucket',
    'an Allow for `s3:GetObject` in the session policy given to `AssumeRole`',
  ],
])('what is missing names what it is about, beside a headline of %s', (_, more, bucket, text) => {
  expect(blockedBy(causeOf(more), speech, bucket)).toEqual({ label: 'Missing', text });
});

test.each([
  ['object-ownership', 'ObjectOwnership', 'object ownership'],
  ['object-state', 'NoSuchKey', 'object state: `NoSuchKey`'],
])('the setting of %s that its name says is not said again: %s', (layer, setting, text) => {
  const cause = causeOf({ layer, outcome: 'denies', setting });
  expect(blockedBy(cause, speech, undefined)).toEqual({ label: 'Denied by', text });
});

test('a session policy has no name of its own', () => {
  const failed = [
    { element: 'Action', result: 'does-not-match', wanted: ['s3:List*'], seen: ['s3:GetObject'] },
  ] as const;
  const statement = { index: 1, effect: 'Allow', json: {} } as const;
  const cause = causeOf({ layer: 'session-policy', nearMisses: [{ policy: session, statement, failed }] });
  expect(because(cause, speech)).toBe(
    'the closest Allow, statement 1 of the session policy, has Action `s3:List*`, not `s3:GetObject`',
  );
});
