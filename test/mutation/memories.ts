interface Memories {
  readonly endWatch: () => void;
  /** Everything is again as it was at the end of the watch; weak maps hold no more than what is made again. */
  readonly forget: () => void;
}

/** Finds what modules remember: the maps that they make while they are loaded. */
export function watchMemories(): Memories {
  const { Map: PlainMap, WeakMap: PlainWeakMap } = globalThis;
  const watched = new Set<{ keep: () => void }>();
  const changed = new Set<{ forget: () => void }>();

  class WatchedMap<K, V> extends PlainMap<K, V> {
    private kept: readonly (readonly [K, V])[] | undefined;
    constructor(entries?: Iterable<readonly [K, V]> | null) {
      super();
      for (const [key, value] of entries ?? []) super.set(key, value);
      watched.add(this);
    }
    keep(): void {
      this.kept = [...this];
    }
    override set(key: K, value: V): this {
      changed.add(this);
      return super.set(key, value);
    }
    forget(): void {
      this.clear();
      for (const [key, value] of this.kept ?? []) super.set(key, value);
    }
  }

  class WatchedWeakMap<K extends WeakKey, V> {
    private held = new PlainWeakMap<K, V>();
    get(key: K): V | undefined {
      return this.held.get(key);
    }
    has(key: K): boolean {
      return this.held.has(key);
    }
    set(key: K, value: V): this {
      changed.add(this);
      this.held.set(key, value);
      return this;
    }
    delete(key: K): boolean {
      return this.held.delete(key);
    }
    forget(): void {
      this.held = new PlainWeakMap();
    }
  }

  Object.assign(globalThis, { Map: WatchedMap, WeakMap: WatchedWeakMap });
  return {
    endWatch: () => {
      Object.assign(globalThis, { Map: PlainMap, WeakMap: PlainWeakMap });
      for (const memory of watched) memory.keep();
      watched.clear();
      changed.clear();
    },
    forget: () => {
      for (const memory of changed) memory.forget();
      changed.clear();
    },
  };
}
