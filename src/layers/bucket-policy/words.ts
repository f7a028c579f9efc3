import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'policy-is-for-the-owner-only':
      'S3 shows the policy of a bucket to its owner alone, and lets nobody else change it',
    'no-bucket-policy': 'there is no bucket policy',
  },
  unknowns: {
    'policy-may-not-be-applied-in-another-region': {
      what: 'whether S3 applied the bucket policy',
      why: 'the bucket is in another Region than the one asked, and there S3 answers GetBucketLocation without it',
      remedy: 'Ask in the Region of the bucket, or HeadBucket, which gives the Region as well.',
    },
  },
});
