/** What was counted of a symptom before it joined its incident. */
import { slotLength, slotOf } from '../../counting/pages';
import { keptPages } from '../../keys';
import type { Symptom, Time } from '../../types';
import { inParallel, mostAtOnce } from '../../in-parallel';
import { touch } from '../ledger';
import type { Ports } from '../ports';
import { changeSymptom } from '../symptoms';

/** Pages before that are gone. */
const mostSlots = keptPages / slotLength;
const most = 1_000;

/** Marks the slots of symptoms that have joined. */
export async function recountJoined(ports: Ports): Promise<void> {
  const joined = await ports.store.due('joined', { most });
  const symptoms = joined.map(({ value }) => value as Symptom);
  await touchSince(symptoms, ports);
  await inParallel(symptoms, mostAtOnce, ({ id, state: listed }) =>
    changeSymptom(ports, id, ({ state, ...was }) => {
      if (state.is !== 'joined' || state.recount !== true || state.since !== listed.since) return undefined;
      const { recount: _, ...done } = state;
      return { ...was, state: done };
    }),
  );
}

/** The sweep tallies the slots in which these symptoms may have been denied. */
export async function touchSince(
  symptoms: readonly Symptom[],
  { store, now }: Pick<Ports, 'store' | 'now'>,
): Promise<void> {
  if (symptoms.length === 0) return;
  // Clocks differ.
  const last = slotOf(now()) + 1;
  const earliest = Math.min(...symptoms.map(({ firstSeen }) => slotOf(firstSeen)));
  const first = Math.max(earliest, last - mostSlots);
  const slots = Array.from({ length: Math.max(0, last - first) + 1 }, (_, at) => first + at);
  await inParallel(slots, mostAtOnce, (slot) => touch(store, slot, now()));
}

/** A denial came late that was earlier than any known before. Where the symptom has joined meanwhile, it is tallied again. */
export const seenEarlier = ({ id }: Symptom, first: Time, ports: Ports): Promise<Symptom | undefined> =>
  changeSymptom(ports, id, (was) => {
    if (was.firstSeen <= first) return undefined;
    const state = was.state.is === 'joined' ? { ...was.state, recount: true as const } : was.state;
    return { ...was, firstSeen: first, state };
  });
