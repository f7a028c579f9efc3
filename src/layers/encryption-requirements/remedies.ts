import type { Remedies } from '../../judging/commands/remedy';
import { sameCall } from '../../judging/commands/same-call';

export const remedies: Remedies = {
  'sse-c-uploads-blocked': [
    {
      text: 'Upload it with another encryption than a customer key.',
      safety: 'Only the request changes. S3 then holds the key.',
      commands: ({ request }) =>
        sameCall(request, {
          'x-amz-server-side-encryption-customer-algorithm': null,
          'x-amz-server-side-encryption': 'AES256',
        }),
    },
  ],
  'customer-key-may-be-wrong': [
    {
      text: 'Send the key that the object was written with: S3 keeps none, and nobody can give it back.',
      commands: ({ request }) => sameCall(request, { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }),
    },
  ],
  'kms-key-needs-a-signature': [
    {
      text: 'Send the request with credentials: the AWS CLI signs it.',
      commands: ({ request }) => sameCall(request),
    },
  ],
};
