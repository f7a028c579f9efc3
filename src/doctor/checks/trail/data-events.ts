import { defineCheck } from '../../check';
import { bucketsLeftOut, putSelectors } from './put-selectors';
import { loggingTrails, trailPermissions } from './trails';

export const dataEvents = defineCheck({
  id: 'data-events',
  trouble: 'no trail logs the data events of a bucket that is watched, and its denials are not seen',
  permissions: trailPermissions,
  applies: ({ buckets }) => buckets.length > 0,
  look: async (asked) => {
    const trails = await loggingTrails(asked);
    const missing = bucketsLeftOut(trails, asked);
    const command = putSelectors(trails, asked);
    if (command === undefined || missing.length === 0) return [];
    const named = missing.map((bucket) => `\`${bucket}\``).join(', ');
    return [{ text: `no trail logs the data events of ${named}: denials of objects are not seen`, command }];
  },
});
