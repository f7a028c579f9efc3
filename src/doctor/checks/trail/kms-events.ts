import { defineCheck } from '../../check';
import { putSelectors } from './put-selectors';
import { loggingTrails, trailPermissions } from './trails';

export const kmsEvents = defineCheck({
  id: 'kms-events',
  trouble: 'trails leave out events of KMS, and denials by keys are not seen',
  permissions: trailPermissions,
  applies: () => true,
  look: async (asked) => {
    const logging = await loggingTrails(asked);
    // Where none keeps management events, another check says so.
    const trails = logging.filter(({ management }) => management.kept);
    const command = putSelectors(logging, asked);
    if (command === undefined || trails.length === 0 || trails.some(({ management }) => management.reads)) return [];
    const left = trails.some(({ management }) => management.ofKms)
      ? 'reads of KMS, `kms:Decrypt` among them'
      : 'the events of KMS';
    const text = `every trail leaves out ${left}: denials by keys are not seen`;
    return [{ text, command }];
  },
});
