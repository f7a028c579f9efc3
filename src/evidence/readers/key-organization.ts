import { changesOfMembership } from './shared/changing-calls';
import { defineReader } from '../define';
import { organizationOf, type OrganizationFacts } from './shared/organization';
import { onAnything } from '../permissions';
import { bucketAccountAsResource, keyArn, resourceAccount } from '../targets';

/** The organization of a KMS key's account, where that is not the bucket's. Absent: it is in none. */
export const keyOrganization = defineReader<OrganizationFacts>({
  id: 'key-organization',
  at: 'key',
  region: 'organization',
  permissions: onAnything('organizations:DescribeOrganization'),
  changedBy: changesOfMembership,
  target: (authorization, request) =>
    keyArn(authorization, request) !== undefined && bucketAccountAsResource(authorization, request) === undefined
      ? resourceAccount(authorization, request)
      : undefined,
  read: organizationOf,
});
