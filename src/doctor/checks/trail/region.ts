import { defineCheck } from '../../check';
import { trailPermissions, trailsIn } from './trails';

export const region = defineCheck({
  id: 'region',
  trouble: 'no trail covers the Region, and no denial is recorded',
  permissions: trailPermissions,
  applies: () => true,
  look: async (asked) => {
    if ((await trailsIn(asked)).length > 0) return [];
    const { buckets } = asked.deployment;
    const command =
      buckets.length === 0
        ? 'aws cloudtrail create-trail --name NAME --s3-bucket-name BUCKET --is-multi-region-trail'
        : `npx cdk deploy --context culprit:trail=new --context culprit:trailBuckets=${buckets.join(',')}`;
    return [{ text: `no trail covers Region ${asked.place.region}: no denial is recorded`, command }];
  },
});
