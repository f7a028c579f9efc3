import { defined } from '../../defined';
import { getBucketEncryption } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';
import type { BucketEncryption } from '../values';

/** The default encryption of new objects, and what uploads may not ask for. */
export const bucketEncryption = defineReader<BucketEncryption>({
  id: 'bucket-encryption',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetEncryptionConfiguration'),
  changedBy: { bucket: ['PutBucketEncryption', 'DeleteBucketEncryption'] },
  target: bucketName,
  read: (place, bucket) =>
    absentOn(['ServerSideEncryptionConfigurationNotFoundError'], async () => {
      const answer = await getBucketEncryption(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
      const rule = required(answer.ServerSideEncryptionConfiguration?.Rules?.[0], 'Rules[0]');
      const byDefault = rule.ApplyServerSideEncryptionByDefault;
      const keyId = byDefault?.KMSMasterKeyID;
      return {
        algorithm: required(byDefault?.SSEAlgorithm, 'SSEAlgorithm'),
        ...defined({ keyId }),
        bucketKeyEnabled: rule.BucketKeyEnabled ?? false,
        blockedEncryptionTypes: rule.BlockedEncryptionTypes?.EncryptionType ?? [],
      };
    }),
});
