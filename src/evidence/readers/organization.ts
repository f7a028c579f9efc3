import { changesOfMembership } from './shared/changing-calls';
import { defineReader } from '../define';
import { organizationOf, type OrganizationFacts } from './shared/organization';
import { onAnything } from '../permissions';
import { accountOfCaller } from '../targets';

/** The organization of the caller's account. Absent: it is in none. */
export const organization = defineReader<OrganizationFacts>({
  id: 'organization',
  at: 'caller',
  region: 'organization',
  permissions: onAnything('organizations:DescribeOrganization'),
  changedBy: changesOfMembership,
  target: accountOfCaller,
  read: organizationOf,
});
