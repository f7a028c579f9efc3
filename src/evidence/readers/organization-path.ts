import { found } from '../answers';
import { changesOfMembership } from './shared/changing-calls';
import { defineReader } from '../define';
import { pathTo } from './shared/organization-tree';
import { onAnything } from '../permissions';
import { accountOfCaller } from '../targets';

/** Ids from the root over OUs to the caller's account. */
export const organizationPath = defineReader<readonly string[]>({
  id: 'organization-path',
  at: 'organization',
  region: 'organization',
  permissions: onAnything('organizations:ListParents'),
  changedBy: changesOfMembership,
  target: accountOfCaller,
  read: async (place, account) => found(await pathTo(place, account)),
});
