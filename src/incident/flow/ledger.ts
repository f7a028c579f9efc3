/** Writes pages of denials, each after all that are there. */
import { decodePage, encodePage, pagesOf, slotOf, type Counted, type Page } from '../counting/pages';
import { keptPages, keys, pagesOfSlot } from '../keys';
import { change, type Item, type Store } from '../store';
import type { Time } from '../types';

/** What this process has read of a slot: pages never change. */
interface KnownSlot {
  pages: number;
  readonly ids: Set<number>;
}

/** For the life of a process: how many ids it remembers is bounded, what it forgets is read again. */
export interface Ledger {
  readonly slots: Map<number, KnownSlot>;
}

export const emptyLedger = (): Ledger => ({ slots: new Map() });

const aMinute = 60_000;
const mostIds = 1_000_000;

/** Counts the records that no page has yet. Gives how many those were. */
export async function countRecords(
  { store, now }: { readonly store: Store; readonly now: () => Time },
  ledger: Ledger,
  records: readonly Counted[],
): Promise<number> {
  let counted = 0;
  for (const [slot, own] of bySlot(records)) {
    // One after the other: most batches have one slot or two.
    counted += await countInSlot(store, ledger, slot, own, now());
  }
  forget(ledger);
  return counted;
}

/** Which of these ids a page has. */
export async function countedAlready(
  store: Store,
  ledger: Ledger,
  records: readonly Pick<Counted, 'id' | 'time'>[],
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  // The record of another source may have another second, in the slot beside.
  for (const offset of [-aMinute, aMinute]) {
    const moved = records.map(({ id, time }) => ({ id, time: Math.max(0, time + offset) }));
    for (const [slot, own] of bySlot(moved)) {
      const { ids } = await readOn(store, ledger, slot);
      for (const { id } of own) if (ids.has(id)) found.add(id);
    }
  }
  return found;
}

async function countInSlot(
  store: Store,
  ledger: Ledger,
  slot: number,
  records: readonly Counted[],
  now: Time,
): Promise<number> {
  for (;;) {
    const known = ledger.slots.get(slot) ?? (await readOn(store, ledger, slot));
    const page = pagesOf(records, (_, id) => known.ids.has(id)).get(slot);
    if (page === undefined) {
      // All are in pages, perhaps of a batch that was killed right after: then nobody has said so yet.
      await touch(store, slot, now);
      return 0;
    }
    const number = known.pages;
    if (await store.put(pageItem(slot, number, page, now))) {
      remember(known, number, page);
      // Before the first page of a slot nobody has marked it: that costs no read.
      if (number > 0 || !(await store.put(firstMark(slot, now)))) await touch(store, slot, now);
      return page.ids.length;
    }
    // Somebody else was first, or this process itself, whose answer was lost.
    await readOn(store, ledger, slot);
  }
}

/** Reads the pages that this process does not know. */
async function readOn(store: Store, ledger: Ledger, slot: number): Promise<KnownSlot> {
  const known = ledger.slots.get(slot) ?? { pages: 0, ids: new Set() };
  ledger.slots.set(slot, known);
  const after = known.pages === 0 ? {} : { after: keys.page(slot, known.pages - 1).sort };
  for (const { key, bytes = new Uint8Array() } of await store.list(pagesOfSlot(slot), after)) {
    remember(known, Number(key.sort), decodePage(bytes));
  }
  return known;
}

function remember(known: KnownSlot, number: number, { ids }: Page): void {
  known.pages = Math.max(known.pages, number + 1);
  for (const id of ids) known.ids.add(id);
}

/** The oldest slots go first: late events are rare. */
function forget({ slots }: Ledger): void {
  let total = [...slots.values()].reduce((sum, { ids }) => sum + ids.size, 0);
  for (const slot of [...slots.keys()].toSorted((one, other) => one - other)) {
    if (total <= mostIds && slots.size <= 1_000) return;
    total -= slots.get(slot)?.ids.size ?? 0;
    slots.delete(slot);
  }
}

function pageItem(slot: number, number: number, page: Page, now: Time): Item {
  return { key: keys.page(slot, number), version: 1, value: null, bytes: encodePage(page), expires: now + keptPages };
}

/** The sweep tallies this slot. It removes the mark only if nobody has renewed it since it was read. */
export async function touch(store: Store, slot: number, now: Time): Promise<void> {
  await change<Time>(store, keys.touched(slot), () => ({ value: now, expires: now + keptPages }));
}

const firstMark = (slot: number, now: Time): Item => ({
  key: keys.touched(slot),
  version: 1,
  value: now,
  expires: now + keptPages,
});

function bySlot<Record extends Pick<Counted, 'time'>>(
  records: readonly Record[],
): ReadonlyMap<number, readonly Record[]> {
  const slots = new Map<number, Record[]>();
  for (const record of records) {
    const slot = slotOf(record.time);
    const same = slots.get(slot);
    if (same === undefined) slots.set(slot, [record]);
    else same.push(record);
  }
  return slots;
}
