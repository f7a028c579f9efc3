/** Accounts of the own organization that are known: Organizations lists them, or, to a hub, their events came. */
import { keys } from './keys';
import { change, type Store } from './store';

interface Members {
  /** In order. */
  readonly accounts: readonly string[];
}

/** An item holds no more; whoever is beyond stays unknown. */
const most = 20_000;

export async function membersIn(store: Store): Promise<readonly string[]> {
  const [item] = await store.get([keys.members]);
  return (item?.value as Members | undefined)?.accounts ?? [];
}

/** Gives all that are known then. None is ever removed: whose account has left causes no flood by that. */
export async function learnMembers(store: Store, accounts: readonly string[]): Promise<readonly string[]> {
  const known = await change<Members>(store, keys.members, (was) => {
    const before = was?.accounts ?? [];
    const all = [...new Set([...before, ...accounts])].slice(0, most);
    return all.length === before.length ? undefined : { value: { accounts: all.toSorted() } };
  });
  return known?.accounts ?? [];
}
