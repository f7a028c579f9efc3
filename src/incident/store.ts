/**
 * What incidents are kept in: items with a version each. Every write says which version it replaces, so that what was
 * decided on something old is refused, and is decided again. DynamoDB in src/delivery/table; no other is deployed.
 */
import type { Time } from './types';

export interface Key {
  readonly partition: string;
  readonly sort: string;
}

export interface Item {
  readonly key: Key;
  /** Counts up from 1. */
  readonly version: number;
  /** Plain JSON. */
  readonly value: unknown;
  readonly bytes?: Uint8Array;
  /** What lists it, and its place there. */
  readonly due?: Due;
  /** From then on it may be gone. */
  readonly expires?: Time;
}

export interface Due {
  readonly list: string;
  readonly at: Time;
}

export interface Listing {
  /** Only those whose sort key is greater. */
  readonly after?: string;
  readonly most?: number;
  readonly newestFirst?: boolean;
}

export interface DueListing {
  /** Only those whose place is not later. */
  readonly until?: Time;
  readonly most: number;
  readonly newestFirst?: boolean;
}

export interface Store {
  /** As last written; those that are missing are left out. */
  readonly get: (keys: readonly Key[]) => Promise<readonly Item[]>;
  /** As last written, in the order of their sort keys, or the last of them first. */
  readonly list: (partition: string, listing?: Listing) => Promise<readonly Item[]>;
  /** A moment late: what was just written may be missing, or be listed as it was. */
  readonly due: (list: string, listing: DueListing) => Promise<readonly Item[]>;
  /** `item.version` is the new one; `false`: what is there is not the version before it. */
  readonly put: (item: Item) => Promise<boolean>;
  /** `false`: it is not that version. One that is gone is removed. */
  readonly remove: (item: Pick<Item, 'key' | 'version'>) => Promise<boolean>;
}

/** Reads, changes and writes one item, again if somebody else was first. `undefined` from `change`: leave it as it is. */
export async function change<T>(
  store: Store,
  key: Key,
  decide: (was: T | undefined) => Changed<T> | undefined,
): Promise<T | undefined> {
  for (;;) {
    const [was] = await store.get([key]);
    const changed = decide(was?.value as T | undefined);
    if (changed === undefined) return was?.value as T | undefined;
    if (await store.put({ key, version: (was?.version ?? 0) + 1, ...changed })) return changed.value;
  }
}

export type Changed<T> = Omit<Item, 'key' | 'version' | 'value'> & { readonly value: T };
