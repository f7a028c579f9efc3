import { getEventSourceMapping } from '../../../evidence/aws/calls/deployed/lambda';
import { codeOf } from '../../../evidence/aws/failures';
import { onThingsOfStack } from '../../../evidence/permissions';
import type { Place } from '../../../evidence/place';
import { inParallel } from '../../../incident/in-parallel';
import { defineCheck, type Fault } from '../../check';
import type { DeployedMapping } from '../../deployment';

export const intake = defineCheck({
  id: 'intake',
  trouble: 'a function does not read its queue, and denials wait there until they are lost',
  permissions: onThingsOfStack('Mappings')('lambda:GetEventSourceMapping'),
  applies: ({ stack }) => stack !== undefined,
  look: async ({ place, deployment: { stack } }) => {
    const found = await inParallel(stack?.mappings ?? [], 5, (one) => lookAt(one, place));
    return found.flatMap((one) => one ?? []);
  },
});

async function lookAt({ function: name, id }: DeployedMapping, place: Place): Promise<Fault | undefined> {
  try {
    const { State: state = '' } = await getEventSourceMapping(place, { UUID: id });
    // `Creating` and `Updating` pass by themselves.
    if (!['Disabled', 'Disabling'].includes(state)) return undefined;
    const command = `aws lambda update-event-source-mapping --region ${place.region} --uuid ${id} --enabled`;
    return { text: `\`${name}\` does not read its queue: the mapping is ${state.toLowerCase()}`, command };
  } catch (error) {
    if (codeOf(error) !== 'ResourceNotFoundException') throw error;
    return {
      text: `\`${name}\` does not read its queue: the mapping is gone`,
      command: 'npx cdk deploy --revert-drift',
    };
  }
}
