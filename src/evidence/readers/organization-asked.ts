import { defineReader } from '../define';
import { organizationOf, type OrganizationFacts } from './shared/organization';
import { onAnything } from '../permissions';

/** The organization whose policies are read. Absent: the account that is asked is in none. */
export const organizationAsked = defineReader<OrganizationFacts>({
  id: 'organization-asked',
  at: 'organization',
  region: 'organization',
  permissions: onAnything('organizations:DescribeOrganization'),
  changedBy: {},
  // There is one only, whoever asks.
  target: () => 'organization',
  read: organizationOf,
});
