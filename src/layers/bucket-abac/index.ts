import { bucketAbac as abac } from '../../evidence/readers/bucket-abac';
import { defineLayer } from '../define';
import { checkAbac } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** Attribute-based access control of a bucket. Policies that ask for its tags are judged where they stand. */
export const bucketAbac = defineLayer({
  id: 'bucket-abac',
  title: 'Bucket ABAC',
  name: 'the bucket ABAC',
  kind: 'state',
  side: 'resource',
  saidAs: [],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html',
  words,
  remedies,
  reads: { abac },
  causes: [
    { number: 27, title: 'Tag conditions; PutBucketTagging refused where ABAC is on', code: 'use-tag-resource' },
  ],
  fix: 'change-the-request',
  appliesTo: ({ authorization }) => authorization.action === 's3:PutBucketTagging',
  check: checkAbac,
});
