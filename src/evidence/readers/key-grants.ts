import type { GrantListEntry } from '@aws-sdk/client-kms';
import { defined } from '../../defined';
import { listGrants } from '../aws/calls/kms';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onKeys } from '../permissions';
import { allPages } from '../aws/pages';
import { keyArn } from '../targets';
import type { KeyGrant } from '../values';

/** The grants on the key. */
export const keyGrants = defineReader<readonly KeyGrant[]>({
  id: 'key-grants',
  at: 'key',
  region: 'key',
  permissions: onKeys('kms:ListGrants'),
  changedBy: { key: ['CreateGrant', 'RevokeGrant', 'RetireGrant'] },
  target: keyArn,
  read: async (place, arn) => {
    const grants = await allPages(async (Marker) => {
      const page = await listGrants(place, { KeyId: arn, Marker });
      return { items: required(page.Grants, 'Grants'), next: page.Truncated === true ? page.NextMarker : undefined };
    });
    return found(grants.map(grantOf));
  },
});

/** What decides, without dates. */
function grantOf(entry: GrantListEntry): KeyGrant {
  const { GrantId, Name, GranteePrincipal, RetiringPrincipal } = entry;
  const Constraints = entry.Constraints === undefined ? undefined : defined(entry.Constraints);
  const Operations = required(entry.Operations, 'Grants[].Operations');
  return defined({ GrantId, Name, GranteePrincipal, RetiringPrincipal, Operations, Constraints });
}
