/** Which things an incident cites, by the last part of their names: CloudTrail has the ARN in one event, the name in the next. */
import type { RecordedChange } from '../../evidence/changes/types';
import { inParallel, mostAtOnce } from '../in-parallel';
import { citingOf, keptIncidents, keys } from '../keys';
import { change, type Store } from '../store';
import type { Time } from '../types';

export const namesOf = ({ resources }: Pick<RecordedChange, 'resources'>): readonly string[] => [
  ...new Set(resources.map(lastOf).filter((name) => name !== '')),
];

const lastOf = (name: string): string => (name.split(/[:/]/).at(-1) ?? '').slice(0, 256);

/** A case has fewer. */
const mostNames = 60;

/** The investigation that opened an incident last: what it read is in its folder. */
export interface Citing {
  readonly run: string;
  readonly at: Time;
}

/** What touches one of these has the incident's request decided again. */
export async function cite(
  incident: string,
  run: string,
  names: readonly string[],
  { store, now }: { readonly store: Store; readonly now: () => Time },
): Promise<void> {
  const all = [...new Set(names.map(lastOf).filter((name) => name !== ''))].slice(0, mostNames);
  const at = now();
  const made = { value: { run, at }, expires: at + keptIncidents };
  await inParallel(all, mostAtOnce, async (name) => {
    const key = keys.citing(name, incident);
    const isFirst = await store.put({ key, version: 1, ...made });
    if (!isFirst) await change<Citing | null>(store, key, (was) => ((was?.at ?? 0) < at ? made : undefined));
  });
}

/** Newest first. */
export async function runsCiting(name: string, store: Store): Promise<readonly string[]> {
  const items = await store.list(citingOf(lastOf(name)), { most: mostIncidents });
  return items
    .flatMap(({ value }) => (value === null ? [] : [value as Citing]))
    .toSorted((one, other) => other.at - one.at)
    .map(({ run }) => run);
}

/** A busy thing is cited by more than anyone wants to read. */
const mostIncidents = 100;
