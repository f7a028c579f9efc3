import { changesOfMembership } from './shared/changing-calls';
import { defineReader } from '../define';
import { organizationOf, type OrganizationFacts } from './shared/organization';
import { onAnything } from '../permissions';
import { bucketAccountAsResource } from '../targets';

/** The organization of the account that owns the bucket. Absent: it is in none. */
export const resourceOrganization = defineReader<OrganizationFacts>({
  id: 'resource-organization',
  at: 'bucket',
  region: 'organization',
  permissions: onAnything('organizations:DescribeOrganization'),
  changedBy: changesOfMembership,
  target: bucketAccountAsResource,
  read: organizationOf,
});
