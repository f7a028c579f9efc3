import { defineCheck } from '../../check';
import { allManagement, loggingTrails, putSelectors, selectorOf, trailPermissions } from './trails';

export const dataEvents = defineCheck({
  id: 'data-events',
  trouble: 'no trail logs the data events of a bucket that is watched, and its denials are not seen',
  permissions: trailPermissions,
  applies: ({ buckets }) => buckets.length > 0,
  look: async (asked) => {
    const trails = await loggingTrails(asked);
    const [first] = trails;
    const { buckets } = asked.deployment;
    const missing = buckets.filter((bucket) => !trails.some((trail) => trail.buckets.includes(bucket)));
    if (first === undefined || missing.length === 0) return [];
    const named = missing.map((bucket) => `\`${bucket}\``).join(', ');
    return [
      {
        text: `no trail logs the data events of ${named}: denials of objects are not seen. The command replaces what the trail selects: add that`,
        command: putSelectors(first, allManagement, selectorOf(missing, asked.place.region)),
      },
    ];
  },
});
