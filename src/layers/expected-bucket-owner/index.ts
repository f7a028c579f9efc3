import { defineLayer } from '../define';
import { checkExpectedOwner, expectedOwner } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** A caller may ask that a certain account own the bucket. */
export const expectedBucketOwner = defineLayer({
  id: 'expected-bucket-owner',
  title: 'Expected bucket owner',
  name: 'the expected bucket owner',
  kind: 'state',
  side: 'resource',
  saidAs: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html',
  words,
  remedies,
  reads: {},
  causes: [{ number: 77, title: '`x-amz-expected-bucket-owner` does not match', code: 'bucket-owner-not-as-expected' }],
  fix: 'change-the-request',
  appliesTo: (subject) => expectedOwner(subject) !== undefined,
  check: checkExpectedOwner,
});
