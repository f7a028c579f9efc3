import { defineCheck } from '../../check';
import { trailPermissions, trailsIn } from './trails';

export const logging = defineCheck({
  id: 'logging',
  trouble: 'every trail is stopped, and no denial is recorded',
  permissions: trailPermissions,
  applies: () => true,
  look: async (asked) => {
    const trails = await trailsIn(asked);
    const [first] = trails;
    if (first === undefined || trails.some(({ isLogging }) => isLogging)) return [];
    const { name, homeRegion } = first;
    return [
      {
        text: `no trail is logging: \`${name}\` is stopped`,
        command: `aws cloudtrail start-logging --region ${homeRegion} --name ${name}`,
      },
    ];
  },
});
