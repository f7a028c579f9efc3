import { listAliases } from '../aws/calls/kms';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onAnything } from '../permissions';
import { allPages } from '../aws/pages';
import { keyArn } from '../targets';

/** The aliases of the key. */
export const keyAliases = defineReader<readonly string[]>({
  id: 'key-aliases',
  at: 'key',
  region: 'key',
  permissions: onAnything('kms:ListAliases'),
  changedBy: { key: ['CreateAlias', 'UpdateAlias', 'DeleteAlias'] },
  target: keyArn,
  read: async (place, arn) => {
    const aliases = await allPages(async (Marker) => {
      const page = await listAliases(place, { KeyId: arn, Marker });
      return { items: required(page.Aliases, 'Aliases'), next: page.Truncated === true ? page.NextMarker : undefined };
    });
    return found(aliases.map(({ AliasName }) => required(AliasName, 'Aliases[].AliasName')));
  },
});
