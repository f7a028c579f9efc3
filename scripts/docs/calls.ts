/** What each step asks AWS, from what its readers declare. */
import type { At, Reader } from '../../src/evidence/define';
import { recentChangesReads } from '../../src/evidence/changes/recent-changes';
import { resolveReads } from '../../src/evidence/resolve/facts';
import type { AnyLayer } from '../../src/layers/define';
import { table } from './table';

type Asking = Pick<Reader<unknown>, 'permissions' | 'headObjectPermissions'> & { readonly at?: At };

/** One row for each step and account that it reads in; layers that ask nothing are left out. */
export function callsTable(layers: readonly AnyLayer[]): string {
  const steps = [
    ...rowsOf('resolve', resolveReads),
    ...layers.flatMap(({ id, reads }) => rowsOf(id, Object.values(reads))),
    ...rowsOf('recent-changes', recentChangesReads),
  ];
  return table(['Step', 'Whose account', 'IAM actions of its calls'], steps);
}

function rowsOf(step: string, readers: readonly Asking[]): readonly (readonly string[])[] {
  const places = [...new Set(readers.map(({ at }) => at))];
  return places.map((place) => {
    const here = readers.filter(({ at }) => at === place);
    return [`\`${step}\``, place === undefined ? 'each of them' : owners[place], actionsOf(here)];
  });
}

const owners: Readonly<Record<At, string>> = {
  caller: "the caller's",
  bucket: "the bucket's",
  key: "the key's",
  endpoint: "the VPC endpoint's",
  'access-point': "the access point's",
  organization: "the organization's",
  own: "Culprit's own",
};

function actionsOf(readers: readonly Asking[]): string {
  const always = readers.flatMap(({ permissions }) => permissions.map(({ action }) => action));
  const optIn = readers.flatMap(({ headObjectPermissions = [] }) => headObjectPermissions.map(({ action }) => action));
  const list = (actions: readonly string[]) => [...new Set(actions)].sort().map((action) => `\`${action}\``);
  return [...list(always), ...list(optIn).map((action) => `${action} (opt-in)`)].join(', ');
}
