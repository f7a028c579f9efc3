import type { Item, Key, Store } from '../../src/incident/store';

export interface MemoryStore extends Store {
  readonly items: Map<string, Item>;
}

const nameOf = ({ partition, sort }: Key) => `${partition} ${sort}`;

/** Holds to the same contract as the table: test/incident/store.test.ts. */
export function memoryStore(): MemoryStore {
  const items = new Map<string, Item>();
  const partitions = new Map<string, Map<string, Item>>();
  return {
    items,
    get: async (keys) => keys.flatMap((key) => items.get(nameOf(key)) ?? []),
    list: async (partition, { after = '', most, newestFirst = false } = {}) => {
      const inOrder = [...(partitions.get(partition)?.values() ?? [])]
        .filter(({ key }) => key.sort > after)
        .toSorted((one, other) => (one.key.sort < other.key.sort ? -1 : 1));
      return (newestFirst ? inOrder.toReversed() : inOrder).slice(0, most);
    },
    due: async (list, { until = Number.POSITIVE_INFINITY, most, newestFirst = false }) => {
      const found = [...items.values()].filter(({ due }) => due?.list === list && due.at <= until);
      const oldestFirst = found.toSorted((one, other) => (one.due?.at ?? 0) - (other.due?.at ?? 0));
      return (newestFirst ? oldestFirst.toReversed() : oldestFirst).slice(0, most);
    },
    put: async (item) => {
      const name = nameOf(item.key);
      if ((items.get(name)?.version ?? 0) !== item.version - 1) return false;
      const kept = { ...item, value: JSON.parse(JSON.stringify(item.value)) as unknown };
      items.set(name, kept);
      const partition = partitions.get(item.key.partition) ?? new Map<string, Item>();
      partitions.set(item.key.partition, partition.set(item.key.sort, kept));
      return true;
    },
    remove: async ({ key, version }) => {
      const known = items.get(nameOf(key));
      if (known !== undefined && known.version !== version) return false;
      items.delete(nameOf(key));
      partitions.get(key.partition)?.delete(key.sort);
      return true;
    },
  };
}
