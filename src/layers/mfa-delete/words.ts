import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'mfa-delete-off': 'MFA delete is off for the bucket',
    'only-root-may-delete-versions': 'MFA delete is on: only the root user with its MFA device may delete versions',
  },
  unknowns: {
    'mfa-code-not-recorded': {
      what: 'whether an MFA code was sent and right',
      why: 'no record keeps it',
      remedy: 'Repeat the request with `x-amz-mfa`.',
    },
  },
});
