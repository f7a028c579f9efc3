import { defineCheck } from '../../check';
import { allManagement, loggingTrails, putSelectors, trailPermissions } from './trails';

export const kmsEvents = defineCheck({
  id: 'kms-events',
  trouble: 'trails leave out events of KMS, and denials by keys are not seen',
  permissions: trailPermissions,
  applies: () => true,
  look: async (asked) => {
    // Where none keeps management events, another check says so.
    const trails = (await loggingTrails(asked)).filter(({ management }) => management.kept);
    const [first] = trails;
    if (first === undefined || trails.some(({ management }) => management.reads)) return [];
    const left = trails.some(({ management }) => management.ofKms)
      ? 'reads of KMS, `kms:Decrypt` among them'
      : 'the events of KMS';
    const text = `every trail leaves out ${left}: denials by keys are not seen`;
    return [{ text, command: putSelectors(first, allManagement) }];
  },
});
