/** Readings of earlier runs, from their folders. */
import type { EarlierRead, EarlierReads } from '../../src/evidence/changes/history/past';
import { runsCiting } from '../../src/incident/closing/citing';
import type { Store } from '../../src/incident/store';
import type { GatheredEvidence } from '../../src/judging/gather';
import { read, stepFile } from '../run';

/** Where it lies what was read: in which layer, and under which name there. */
interface PlaceOfRead {
  readonly layer: string;
  readonly read: string;
}

/** By setting. */
export type PlacesOfReads = Readonly<Partial<Record<string, readonly PlaceOfRead[]>>>;

/** The newest are enough: older ones are more likely to have been changed since. */
const mostRuns = 3;

export const earlierReadsIn =
  (itself: string, places: PlacesOfReads, store: Store): EarlierReads =>
  async (name, setting) => {
    const own = places[setting] ?? [];
    if (own.length === 0) return [];
    const runs = (await runsCiting(name, store)).filter((run) => run !== itself).slice(0, mostRuns);
    const found = await Promise.all(runs.flatMap((run) => own.map((place) => readIn(run, place))));
    return found.flat();
  };

/** Empty: the folder is gone, or that layer left nothing. */
async function readIn(run: string, { layer, read: name }: PlaceOfRead): Promise<readonly EarlierRead[]> {
  const gathered = await read<GatheredEvidence>({ run }, stepFile.layer(layer));
  return Object.entries(gathered?.[name] ?? {}).flatMap(([target, { readAt, ...evidence }]) =>
    readAt === undefined || evidence.status === 'unreadable' ? [] : [{ target, evidence, readAt }],
  );
}
