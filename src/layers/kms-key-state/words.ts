import { defineWords } from '../../judging/define-words';

export const words = defineWords({
  notes: {
    'key-enabled': 'key {key} is enabled',
    'key-disabled': 'the KMS key is disabled; S3 says so with HTTP 400, not 403',
    'key-pending-deletion': 'key {key} is waiting to be deleted',
    'key-pending-import': 'key {key} has no key material: what was imported has expired, or was deleted',
    'key-store-disconnected': 'the key store of key {key} is disconnected',
    'key-not-usable': 'the KMS key is in a state in which it cannot be used',
    'key-not-found': 'there is no such KMS key (in this Region)',
    'key-in-another-region': 'key {key} is in {region}; S3 uses keys of the Region of the bucket only ({bucketRegion})',
    'key-of-the-wrong-usage': 'the KMS key is not for encryption',
  },
});
