import { listPoliciesForTarget } from '../../../evidence/aws/calls/organizations';
import { codeOf } from '../../../evidence/aws/failures';
import { organizationRegion } from '../../../evidence/session/where';
import { accountInArn } from '../../../names/arn';
import { defineCheck } from '../../check';
import { updateReader } from './update-reader';

/** Where somebody meant it to be read: without, reports say what is unknown. */
export const organization = defineCheck({
  id: 'organization',
  trouble: 'the policies of the organization cannot be read, and reports leave them open',
  permissions: [],
  asDeployed: true,
  elsewhere: true,
  applies: ({ stack }) => stack?.readers.organizationRoleArn !== undefined,
  look: async ({ session, place: { account, partition }, deployment: { stack } }) => {
    const where = { at: 'organization', account: undefined, region: organizationRegion(partition), partition } as const;
    const reading = await session.ask(where, 'policies', async (place) => {
      try {
        await listPoliciesForTarget(place, { TargetId: account, Filter: 'SERVICE_CONTROL_POLICY' });
      } catch (error) {
        // There are none to be read.
        if (codeOf(error) !== 'PolicyTypeNotEnabledException') throw error;
      }
    });
    if (reading.status !== 'unreadable') return [];
    const arn = stack?.readers.organizationRoleArn ?? '';
    return [
      {
        text: `\`${arn}\` does not read the organization's policies: ${reading.error ?? reading.why}`,
        command: updateReader({ account: accountInArn(arn) ?? '', arn }, stack?.readers),
      },
    ];
  },
});
