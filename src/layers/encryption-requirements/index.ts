import { bucketEncryption } from '../../evidence/readers/bucket-encryption';
import { defineLayer } from '../define';
import { checkEncryption, sendsCustomerKey, usesKeyUnsigned } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** Settings of a bucket about encryption. Conditions on the headers are judged in the policies that make them. */
export const encryptionRequirements = defineLayer({
  id: 'encryption-requirements',
  title: 'Encryption requirements',
  name: 'the encryption requirements',
  kind: 'state',
  side: 'resource',
  saidAs: ['customer-provided-keys-blocked'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html',
  words,
  remedies,
  reads: { encryption: bucketEncryption },
  causes: [
    { number: 67, title: 'SSE-C uploads are blocked on the bucket', code: 'sse-c-uploads-blocked' },
    {
      number: 68,
      title: 'SSE-C object read with the wrong key',
      code: 'customer-key-may-be-wrong',
      verified: false,
    },
  ],
  fix: 'change-the-request',
  metBy: { 'sse-c-uploads-blocked': { 'x-amz-server-side-encryption-customer-algorithm': null } },
  answeredWith: { 'kms-key-needs-a-signature': 'look-alike' },
  appliesTo: (subject) => sendsCustomerKey(subject) || usesKeyUnsigned(subject),
  check: checkEncryption,
});
