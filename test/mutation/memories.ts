interface Memories {
  readonly endWatch: () => void;
  /** Everything is as it was when its module was loaded. */
  readonly forget: () => void;
}

/** Finds what modules remember: the maps that they make while they are loaded. */
export function watchMemories(): Memories {
  const { Map: PlainMap, WeakMap: PlainWeakMap } = globalThis;
  const forgetting: (() => void)[] = [];

  class WatchedMap<K, V> extends PlainMap<K, V> {
    constructor(entries?: Iterable<readonly [K, V]> | null) {
      const first = [...(entries ?? [])];
      super(first);
      forgetting.push(() => {
        this.clear();
        for (const [key, value] of first) this.set(key, value);
      });
    }
  }

  class WatchedWeakMap<K extends WeakKey, V> {
    private held = new PlainWeakMap<K, V>();
    constructor() {
      forgetting.push(() => (this.held = new PlainWeakMap<K, V>()));
    }
    get = (key: K): V | undefined => this.held.get(key);
    has = (key: K): boolean => this.held.has(key);
    set = (key: K, value: V): unknown => this.held.set(key, value);
    delete = (key: K): boolean => this.held.delete(key);
  }

  Object.assign(globalThis, { Map: WatchedMap, WeakMap: WatchedWeakMap });
  return {
    endWatch: () => void Object.assign(globalThis, { Map: PlainMap, WeakMap: PlainWeakMap }),
    forget: () => forgetting.forEach((forget) => forget()),
  };
}
