import { absentOn, required } from '../answers';
import { getBucketCors } from '../aws/calls/s3';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** As AWS names its elements, for PutBucketCors takes it again. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html */
export interface CorsRule {
  readonly ID?: string;
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAgeSeconds?: number;
}

/** The CORS rules of the bucket, in the order in which S3 tries them. Absent: CORS is not enabled. */
export const bucketCors = defineReader<readonly CorsRule[]>({
  id: 'bucket-cors',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketCORS'),
  changedBy: { bucket: ['PutBucketCors', 'DeleteBucketCors'] },
  target: bucketName,
  read: (place, bucket) =>
    absentOn(['NoSuchCORSConfiguration'], async () => {
      const { CORSRules } = await getBucketCors(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
      return required(CORSRules, 'CORSRule').map((rule) => ({
        ...rule,
        AllowedOrigins: required(rule.AllowedOrigins, 'AllowedOrigin'),
        AllowedMethods: required(rule.AllowedMethods, 'AllowedMethod'),
      })) as readonly CorsRule[];
    }),
});
