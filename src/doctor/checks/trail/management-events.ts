import { defineCheck } from '../../check';
import { allManagement, loggingTrails, putSelectors, trailPermissions } from './trails';

export const managementEvents = defineCheck({
  id: 'management-events',
  trouble: 'no trail logs management events, and nobody knows who changed what',
  permissions: trailPermissions,
  applies: () => true,
  look: async (asked) => {
    const trails = await loggingTrails(asked);
    const [first] = trails;
    if (first === undefined || trails.some(({ management }) => management.kept)) return [];
    const text = 'no trail logs management events: who changed what is not known';
    return [{ text, command: putSelectors(first, allManagement) }];
  },
});
