/** The organization of the account that is asked, as every member may see it. */
import { describeOrganization } from '../../aws/calls/organizations';
import { absentOn, required } from '../../answers';
import type { Evidence } from '../../define';
import type { Place } from '../../place';

export interface OrganizationFacts {
  readonly id: string;
  readonly managementAccountId: string;
}

export const organizationOf = (place: Place): Promise<Evidence<OrganizationFacts>> =>
  absentOn(['AWSOrganizationsNotInUseException'], () =>
    place.once('organization', async () => {
      const { Organization } = await describeOrganization(place, {});
      return {
        id: required(Organization?.Id, 'Organization.Id'),
        managementAccountId: required(Organization?.MasterAccountId, 'Organization.MasterAccountId'),
      };
    }),
  );
