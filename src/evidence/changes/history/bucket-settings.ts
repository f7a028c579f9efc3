/** Settings of a bucket, from the form in which they are read to that in which records show them. */
import { defined } from '../../../defined';
import type { AccessControlList, BucketEncryption } from '../../values';

export const ownershipAsRecorded = (value: unknown): unknown => ({
  Rule: { ObjectOwnership: (value as { readonly objectOwnership: string }).objectOwnership },
});

export const paymentAsRecorded = (value: unknown): unknown => ({ Payer: (value as { readonly payer: string }).payer });

/** `undefined`: it blocked kinds of encryption, and in which form CloudTrail records that is not documented. */
export function encryptionAsRecorded(value: unknown): unknown {
  const { algorithm, keyId, bucketKeyEnabled, blockedEncryptionTypes } = value as BucketEncryption;
  if (blockedEncryptionTypes.length > 0) return undefined;
  const byDefault = { SSEAlgorithm: algorithm, ...defined({ KMSMasterKeyID: keyId }) };
  return { Rule: { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: bucketKeyEnabled } };
}

export function aclAsRecorded(value: unknown): unknown {
  const { grants } = value as AccessControlList;
  const Grant = grants.map(({ grantee, permission }) => ({
    Grantee: grantee.startsWith('http') ? { URI: grantee } : { ID: grantee },
    Permission: permission,
  }));
  return { AccessControlList: { Grant } };
}
