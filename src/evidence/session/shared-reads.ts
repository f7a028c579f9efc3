/** What was read is shared: by the layers of one investigation, and by those that follow while a Lambda is warm. */
import type { Reading } from '../define';
import type { Place } from '../place';
import { noteAll, noting, type AskedCalls } from '../recording/asked';

export interface SharedReads {
  /** The reading under this name, if it is young enough; else `ask` makes it. `readAt` is when its oldest part was read. */
  readonly share: <T>(name: string, ask: (once: Place['once']) => Promise<Reading<T>>) => Promise<Reading<T>>;
}

interface Kept {
  readonly at: number;
  readonly what: Promise<unknown>;
  /** The calls that it was made with. */
  readonly asked: AskedCalls;
  failed?: true;
}

const crowded = 2_000;

/** A failure may be over soon: it is shared by one investigation, hardly longer. */
const failuresLastMs = 5_000;

/** Whoever waits for it has asked for it. */
async function shared({ what, asked }: Kept): Promise<unknown> {
  try {
    return await what;
  } finally {
    noteAll(asked);
  }
}

async function marked<T>(entry: Kept, what: Promise<T>, failed: (value: T) => boolean): Promise<void> {
  try {
    if (failed(await what)) entry.failed = true;
  } catch {
    // Whoever asked gets the error itself.
    entry.failed = true;
  }
}

export function sharedReads(maxAgeMs: number, now: () => number): SharedReads {
  const readings = new Map<string, Kept>();
  const parts = new Map<string, Kept>();
  const crowds = new Map<ReadonlyMap<string, Kept>, number>();

  function fresh(kept: ReadonlyMap<string, Kept>, name: string): Kept | undefined {
    const known = kept.get(name);
    if (known === undefined) return undefined;
    const age = now() - known.at;
    return age > (known.failed === true ? Math.min(failuresLastMs, maxAgeMs) : maxAgeMs) ? undefined : known;
  }

  function keep<T>(kept: Map<string, Kept>, name: string, ask: () => Promise<T>, failed: (value: T) => boolean): Kept {
    forgetOld(kept);
    const asked: AskedCalls = new Set();
    const what = noting(asked, ask);
    const entry: Kept = { at: now(), what, asked };
    kept.set(name, entry);
    void marked(entry, what, failed);
    return entry;
  }

  /** A warm Lambda lives for hours. Where most is young, it is looked through again only after as many more. */
  function forgetOld(kept: Map<string, Kept>): void {
    if (kept.size < (crowds.get(kept) ?? crowded)) return;
    for (const name of kept.keys()) if (fresh(kept, name) === undefined) kept.delete(name);
    crowds.set(kept, Math.max(crowded, 2 * kept.size));
  }

  return {
    share: async <T>(name: string, ask: (once: Place['once']) => Promise<Reading<T>>) => {
      const known = fresh(readings, name);
      if (known !== undefined) return shared(known) as Promise<Reading<T>>;
      const make = async (): Promise<Reading<T>> => {
        let oldest = now();
        const reading = await ask(async (what, question) => {
          const part = fresh(parts, what) ?? keep(parts, what, question, () => false);
          oldest = Math.min(oldest, part.at);
          return shared(part) as ReturnType<typeof question>;
        });
        return { ...reading, readAt: new Date(oldest).toISOString() };
      };
      return shared(keep(readings, name, make, ({ status }) => status === 'unreadable')) as Promise<Reading<T>>;
    },
  };
}
