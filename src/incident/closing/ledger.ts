/** The ledger of changes: who made which call on which thing, and when, as it was heard. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HeardChanges, HeardPlace, Subject } from '../../evidence/changes/heard/heard';
import type { RecordedChange } from '../../evidence/changes/types';
import { changesOf, keptChanges, keys } from '../keys';
import { change as changeItem, type Store } from '../store';
import type { Time } from '../types';
import { heardAt, heardSince, type Hearing } from './hearing';

interface LedgerPorts {
  readonly store: Store;
  readonly now: () => Time;
}

/** One write, also if it comes again. */
export async function keepChange(heard: RecordedChange, subject: Subject, { store, now }: LedgerPorts): Promise<void> {
  await store.put({
    key: keys.change(heard, subject),
    version: 1,
    value: null,
    bytes: deflateRawSync(JSON.stringify(heard)),
    expires: now() + keptChanges,
  });
}

/** A sign of life of that place. */
export async function noteHearing(place: HeardPlace, at: Time, { store }: LedgerPorts): Promise<void> {
  await changeItem<Hearing>(store, keys.hearing(place), (was) => {
    const value = heardAt(was, at);
    return value === undefined ? undefined : { value, expires: at + keptChanges };
  });
}

/** A busy key has more grants than anyone wants to read. */
const mostRead = 1_000;

/** What one process has heard of a place it does not ask again. */
export function heardIn({ store, now }: LedgerPorts): HeardChanges {
  const known = new Map<string, Promise<Time | undefined>>();
  const askSince = async (place: HeardPlace) => {
    const [item] = await store.get([keys.hearing(place)]);
    return heardSince(item?.value as Hearing | undefined, now());
  };
  return {
    since: (place) => {
      const name = `${place.account} ${place.region}`;
      const asked = known.get(name) ?? askSince(place);
      known.set(name, asked);
      return asked;
    },
    of: async (place, subjects, from) => {
      const after = new Date(from - 1).toISOString();
      const read = await Promise.all(
        subjects.map((subject) => store.list(changesOf(place, subject), { after, most: mostRead, newestFirst: true })),
      );
      const changes = read.map((items) => items.flatMap(({ bytes }) => (bytes === undefined ? [] : [changeIn(bytes)])));
      const oldest = changes.flatMap((own) => (own.length < mostRead ? [] : Date.parse(own.at(-1)?.time ?? '')));
      return { changes: changes.flat(), since: Math.max(from, ...oldest) };
    },
  };
}

const changeIn = (bytes: Uint8Array): RecordedChange =>
  JSON.parse(inflateRawSync(bytes).toString('utf8')) as RecordedChange;
