import { getBucketLocation } from '../../../evidence/aws/calls/s3';
import { codeOf } from '../../../evidence/aws/failures';
import { onBuckets } from '../../../evidence/permissions';
import type { Place } from '../../../evidence/place';
import { regionOfLocation } from '../../../evidence/readers/bucket-region';
import { inParallel } from '../../../incident/in-parallel';
import { defineCheck, type Fault } from '../../check';

export const bucketRegion = defineCheck({
  id: 'bucket-region',
  trouble: 'a bucket that is watched lies in a Region from which no event comes',
  permissions: onBuckets('s3:GetBucketLocation'),
  applies: ({ buckets }) => buckets.length > 0,
  look: async ({ place, deployment: { buckets } }) => {
    const found = await inParallel(buckets, 10, (bucket) => lookAt(bucket, place));
    return found.flatMap((one) => one ?? []);
  },
});

async function lookAt(bucket: string, place: Place): Promise<Fault | undefined> {
  try {
    const region = regionOfLocation(
      (await getBucketLocation(place, { Bucket: bucket, ExpectedBucketOwner: place.account })).LocationConstraint,
    );
    if (region === place.region) return undefined;
    return {
      text: `\`${bucket}\` lies in ${region}: its events do not come to ${place.region}`,
      command: `AWS_REGION=${region} npx cdk deploy`,
    };
  } catch (error) {
    if (codeOf(error) !== 'NoSuchBucket') throw error;
    return { text: `there is no bucket \`${bucket}\``, command: 'aws s3api list-buckets --query "Buckets[].Name"' };
  }
}
