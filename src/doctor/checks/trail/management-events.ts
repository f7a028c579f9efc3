import { defineCheck } from '../../check';
import { putSelectors } from './put-selectors';
import { loggingTrails, trailPermissions } from './trails';

export const managementEvents = defineCheck({
  id: 'management-events',
  trouble: 'no trail logs management events, and nobody knows who changed what',
  permissions: trailPermissions,
  applies: () => true,
  look: async (asked) => {
    const trails = await loggingTrails(asked);
    const command = putSelectors(trails, asked);
    if (command === undefined || trails.some(({ management }) => management.kept)) return [];
    const text = 'no trail logs management events: who changed what is not known';
    return [{ text, command }];
  },
});
