import { changesFacts } from '../../src/evidence/changed-facts';
import type { RecordedChange } from '../../src/evidence/values';
import { account, keyArn, request, roleArn } from './world';

const change = (eventName: string, ...resources: readonly string[]): RecordedChange => ({
  eventId: 'e',
  time: '2026-11-20T09:00:00Z',
  actor: 'a',
  eventSource: 's',
  eventName,
  account,
  region: 'eu-central-1',
  resources,
});

test.each([
  ['a tag of the key', change('UntagResource', keyArn), true],
  ['a tag of the key, by its id', change('TagResource', keyArn.split('/')[1]!), true],
  ['a tag of another key', change('TagResource', `${keyArn}0`), false],
  ['a tag of the role', change('TagRole', 'reader'), true],
  ['a tag of the role, by its ARN', change('TagRole', roleArn), true],
  ['the account was moved', change('MoveAccount', account), true],
  ['the default encryption', change('PutBucketEncryption', 'my-bucket'), true],
  ['the policy of the bucket is evidence of a layer', change('PutBucketPolicy', 'my-bucket'), false],
])('%s', (_, changed, touches) => {
  expect(changesFacts(changed, request)).toBe(touches);
});
