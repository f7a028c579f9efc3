/**
 * The ledger of denials: a page lists the records that one batch brought, by the time slot of their denials. A page is
 * written once and never changed, and the pages of a slot are numbered: whoever writes one has read all before it. So a
 * record that comes twice is in one page.
 */
import type { Time } from '../types';

/** Denials of one symptom in a page. */
export interface PageEntry {
  readonly symptom: string;
  readonly s3: number;
  readonly kms: number;
  readonly first: Time;
  readonly last: Time;
}

export interface Page {
  /** Hashes of the records' ids. */
  readonly ids: Float64Array;
  readonly entries: readonly PageEntry[];
}

/** Ten minutes. */
export const slotLength = 600_000;
export const slotOf = (time: Time): number => Math.floor(time / slotLength);

/** A record as far as counting goes. */
export interface Counted {
  readonly id: number;
  readonly symptom: string;
  readonly service: string;
  readonly time: Time;
}

/** The records that are new, once each, as pages by slot. `has`: is it in a page already? */
export function pagesOf(
  records: Iterable<Counted>,
  has: (slot: number, id: number) => boolean,
): ReadonlyMap<number, Page> {
  const slots = new Map<number, { ids: Set<number>; entries: Map<string, Counts> }>();
  for (const record of records) {
    const slot = slotOf(record.time);
    let made = slots.get(slot);
    if (made === undefined) slots.set(slot, (made = { ids: new Set(), entries: new Map() }));
    if (made.ids.has(record.id) || has(slot, record.id)) continue;
    made.ids.add(record.id);
    count(made.entries, record);
  }
  return new Map(
    [...slots].flatMap(([slot, { ids, entries }]) => {
      if (ids.size === 0) return [];
      const listed = [...entries].map(([symptom, counts]) => ({ symptom, ...counts }));
      return [[slot, { ids: Float64Array.from(ids), entries: listed }] as const];
    }),
  );
}

interface Counts {
  s3: number;
  kms: number;
  first: Time;
  last: Time;
}

function count(entries: Map<string, Counts>, { symptom, service, time }: Counted): void {
  let counts = entries.get(symptom);
  if (counts === undefined) entries.set(symptom, (counts = { s3: 0, kms: 0, first: time, last: time }));
  if (service === 'kms') counts.kms += 1;
  else counts.s3 += 1;
  if (time < counts.first) counts.first = time;
  if (time > counts.last) counts.last = time;
}

/** From all pages, by symptom. */
export function entriesOf(pages: readonly Page[]): ReadonlyMap<string, PageEntry> {
  const sums = new Map<string, PageEntry>();
  for (const entry of pages.flatMap(({ entries }) => entries)) {
    const { symptom, ...one } = entry;
    const sum = sums.get(symptom) ?? { s3: 0, kms: 0, first: one.first, last: one.last };
    sums.set(symptom, {
      symptom,
      s3: sum.s3 + one.s3,
      kms: sum.kms + one.kms,
      first: Math.min(sum.first, one.first),
      last: Math.max(sum.last, one.last),
    });
  }
  return sums;
}

const symptomForm = /^(v\d+)-([0-9a-f]{32})$/;
const idBytes = 8;
const entryBytes = 1 + 16 + 2 * 4 + 2 * 6;

/** Count of ids, ids, entries: little-endian. */
export function encodePage({ ids, entries }: Page): Uint8Array {
  const bytes = Buffer.alloc(4 + ids.length * idBytes + entries.length * entryBytes);
  let at = bytes.writeUInt32LE(ids.length);
  for (const id of ids) at = bytes.writeDoubleLE(id, at);
  for (const { symptom, s3, kms, first, last } of entries) {
    const [, version = '', hash = ''] = symptomForm.exec(symptom) ?? [];
    if (hash === '') throw new Error(`\`${symptom.slice(0, 80)}\` is no symptom`);
    at = bytes.writeUInt8(Number(version.slice(1)), at);
    at += bytes.write(hash, at, 'hex');
    at = bytes.writeUInt32LE(s3, at);
    at = bytes.writeUInt32LE(kms, at);
    at = bytes.writeUIntLE(first, at, 6);
    at = bytes.writeUIntLE(last, at, 6);
  }
  return bytes;
}

export function decodePage(encoded: Uint8Array): Page {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const ids = new Float64Array(bytes.readUInt32LE(0));
  for (let at = 0; at < ids.length; at += 1) ids[at] = bytes.readDoubleLE(4 + at * idBytes);
  const entries: PageEntry[] = [];
  for (let at = 4 + ids.length * idBytes; at < bytes.length; at += entryBytes) {
    entries.push({
      symptom: `v${bytes.readUInt8(at)}-${bytes.toString('hex', at + 1, at + 17)}`,
      s3: bytes.readUInt32LE(at + 17),
      kms: bytes.readUInt32LE(at + 21),
      first: bytes.readUIntLE(at + 25, 6),
      last: bytes.readUIntLE(at + 31, 6),
    });
  }
  return { ids, entries };
}
