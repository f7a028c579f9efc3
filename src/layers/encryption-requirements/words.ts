import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'kms-key-needs-a-signature': 'S3 uses a KMS key for nobody who does not sign: send the request with credentials',
    'sse-c-uploads-blocked': 'the bucket refuses uploads with a customer key (SSE-C): use another encryption',
    'sse-c-uploads-not-blocked': 'the bucket takes uploads with a customer key (SSE-C)',
  },
  unknowns: {
    'sse-c-blocking-not-told': {
      what: 'whether the bucket refuses uploads with a customer key (SSE-C)',
      why: 'its configuration does not say, and the default depends on the age of bucket and account',
      remedy: 'Set `BlockedEncryptionTypes` of the bucket to what you want.',
    },
    'customer-key-may-be-wrong': {
      what: 'whether the customer key (SSE-C) of the request was that of the object',
      why: 'no record keeps such a key',
      remedy: 'Compare `x-amz-server-side-encryption-customer-key-MD5` of the request with that of the upload.',
    },
  },
});
