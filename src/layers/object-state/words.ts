import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'object-exists': 'the object exists',
    'list-bucket-was-asked':
      'AWS asked for the right to list the bucket, as it does when there is no such object: with that right it would have been a 404',
    'object-archived': 'the object is archived: it must be restored first, no permission helps',
    'version-is-a-delete-marker': 'this version is a delete marker: there is nothing to read',
    'object-assumed-to-exist': 'the question takes it that the object exists and is not archived',
    'refused-for-another-reason': 'S3 gave another reason ({errorCode})',
    'hidden-only-without-list-bucket': 'S3 shows a missing object as a 403 only to those that may not list the bucket',
  },
  unknowns: {
    'object-may-be-archived': {
      what: 'whether the object is archived',
      why: 'its tags show that it exists, and nothing that could be read shows its storage class',
      remedy: 'A list shows it to whoever holds s3:ListBucket.',
    },
    'object-may-not-exist': {
      what: 'whether the object exists',
      why: 'S3 hides a missing object behind a 403 from callers that may not list the bucket',
      remedy: 'A list shows it to whoever holds s3:ListBucket.',
    },
  },
});
