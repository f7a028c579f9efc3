import { bucketEncryption } from '../../evidence/readers/bucket-encryption';
import type { Reading } from '../../evidence/define';
import type { Answer, Subject } from '../../judging/types';
import { namesPolicyType, saidText } from '../../judging/request/denial';
import { cannotKnow, forbids, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly encryption: Reading<{ readonly blockedEncryptionTypes?: readonly string[] }>;
}

/** What a bucket demands of uploads with a customer's key (SSE-C), and what such an object demands of readers. */
export function checkEncryption(subject: Subject, { encryption }: Evidence): Answer {
  if (usesKeyUnsigned(subject)) return forbids('Encryption=aws:kms', [words.note('kms-key-needs-a-signature')]);
  if (!isUpload(subject)) return customerKeyOfRead(subject);
  const setting = 'BlockedEncryptionTypes=SSE-C';
  const blocked = encryption.status === 'found' ? (encryption.value.blockedEncryptionTypes ?? []) : [];
  // Also where AWS said otherwise: it was changed since.
  if (blocked.includes('NONE')) return passes(words.note('sse-c-uploads-not-blocked'));
  if (/blocked upload requests that specify Server Side Encryption with Customer/i.test(saidText(subject.request))) {
    return forbids(setting, [words.note('sse-c-uploads-blocked')]);
  }
  if (encryption.status === 'unreadable') return cannotKnow([unreadable(bucketEncryption, subject, encryption)]);
  if (blocked.includes('SSE-C')) return forbids(setting, [words.note('sse-c-uploads-blocked')]);
  // What a bucket without an explicit setting does depends on when it was made, and on its account.
  return cannotKnow([words.unknown('sse-c-blocking-not-told')]);
}

/** The customer's key is in no record, so nothing shows whether it was the object's. */
function customerKeyOfRead({ request }: Subject): Answer {
  if (namesPolicyType(request)) return passes(sharedWords.note('refused-by-a-policy'));
  return cannotKnow([words.unknown('customer-key-may-be-wrong')]);
}

const isUpload = ({ authorization }: Subject): boolean => authorization.action === 's3:PutObject';

/**
 * S3 uses a KMS key for nobody who does not sign, whatever the policies of bucket and key say.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export const usesKeyUnsigned = ({ authorization: { purpose, action }, request: { principal } }: Subject): boolean =>
  principal.type === 'anonymous' && purpose === 'encryption' && action.startsWith('kms:');

/** Was a customer's key sent for this authorization's object? */
export function sendsCustomerKey({ authorization: { purpose, action }, request: { parameters } }: Subject): boolean {
  const prefix = { main: 'x-amz', 'copy-source': 'x-amz-copy-source', companion: '', encryption: '' }[purpose];
  if (prefix === '' || !/^s3:(PutObject|GetObject(Version)?(Attributes)?)$/.test(action)) return false;
  return parameters[`${prefix}-server-side-encryption-customer-algorithm`] !== undefined;
}
