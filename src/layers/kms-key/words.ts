import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'aws-key-from-another-account': 'AWS manages this key: nobody outside its account can be allowed to use it',
    'no-key-policy': 'the key policy says nothing',
    'writes-without-kms': '{service} writes to no bucket that encrypts with a KMS key: only SSE-S3 (AES256) will do',
    'granted-by': 'KMS grant {grant} allows it',
  },
});
