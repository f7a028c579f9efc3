import { found } from '../answers';
import { changesOfMembership } from './shared/changing-calls';
import { defineReader } from '../define';
import { pathTo } from './shared/organization-tree';
import { onAnything } from '../permissions';
import { resourceAccount } from '../targets';

/** Ids from the root over OUs to the account of the resource. */
export const resourceOrganizationPath = defineReader<readonly string[]>({
  id: 'resource-organization-path',
  at: 'organization',
  region: 'organization',
  permissions: onAnything('organizations:ListParents'),
  changedBy: changesOfMembership,
  target: resourceAccount,
  read: async (place, account) => found(await pathTo(place, account)),
});
