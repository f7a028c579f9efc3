import { found } from '../answers';
import { defineReader } from '../define';
import { nameOf } from './shared/documents';
import { describedPolicy } from './shared/organization-tree';
import { onAnything } from '../permissions';
import { policySaid } from '../targets';
import type { ReadPolicy } from '../values';

/** The policy of an organization that AWS's own error text names: readable even where the tree of accounts is not. */
export const namedOrganizationPolicy = defineReader<ReadPolicy>({
  id: 'named-organization-policy',
  at: 'organization',
  region: 'organization',
  permissions: onAnything('organizations:DescribePolicy'),
  changedBy: { organization: ['UpdatePolicy', 'DeletePolicy'] },
  target: policySaid,
  read: async (place, arn) => {
    const { name = nameOf(arn), document } = await describedPolicy(place, nameOf(arn));
    return found({ name, arn, document });
  },
});
