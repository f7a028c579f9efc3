import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'anonymous-cannot-pay': 'requesters pay for this bucket, and anonymous callers cannot',
    'bucket-owner-pays': 'the bucket owner pays',
    'caller-agrees-to-pay': 'the caller agrees to pay',
    'request-payer-header-missing': 'requesters pay for this bucket: send `x-amz-request-payer: requester`',
  },
  unknowns: {
    'payer-of-service-unknown': {
      what: 'whether the service agrees to pay for the request',
      why: 'the record does not say for whom it asks',
      remedy: 'Look into the configuration of the service for Requester Pays.',
    },
  },
});
