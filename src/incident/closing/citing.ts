/** Which things an incident cites, by the last part of their names: CloudTrail has the ARN in one event, the name in the next. */
import type { RecordedChange } from '../../evidence/changes/types';
import { inParallel, mostAtOnce } from '../in-parallel';
import { keptIncidents, keys } from '../keys';
import type { Store } from '../store';
import type { Time } from '../types';

export const namesOf = ({ resources }: Pick<RecordedChange, 'resources'>): readonly string[] => [
  ...new Set(resources.map(lastOf).filter((name) => name !== '')),
];

const lastOf = (name: string): string => (name.split(/[:/]/).at(-1) ?? '').slice(0, 256);

/** A case has fewer. */
const mostNames = 60;

/** What touches one of these has the incident's request decided again. */
export async function cite(
  incident: string,
  names: readonly string[],
  { store, now }: { readonly store: Store; readonly now: () => Time },
): Promise<void> {
  const all = [...new Set(names.map(lastOf).filter((name) => name !== ''))].slice(0, mostNames);
  await inParallel(all, mostAtOnce, (name) =>
    store.put({ key: keys.citing(name, incident), version: 1, value: null, expires: now() + keptIncidents }),
  );
}
