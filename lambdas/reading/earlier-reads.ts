/** Readings of earlier runs, from their folders. */
import type { EarlierRead, EarlierReads } from '../../src/evidence/changes/history/past';
import { runsCiting } from '../../src/incident/closing/citing';
import type { Store } from '../../src/incident/store';
import type { GatheredEvidence } from '../../src/judging/gather';
import { read, stepFile } from '../run';

/** Where it lies what was read of a setting: in which layer, and under which name there. */
export type PlacesOfReads = Readonly<Partial<Record<string, { readonly layer: string; readonly read: string }>>>;

/** The newest are enough: older ones are more likely to have been changed since. */
const mostRuns = 3;

export const earlierReadsIn =
  (own: string, places: PlacesOfReads, store: Store): EarlierReads =>
  async (name, setting) => {
    const place = places[setting];
    if (place === undefined) return [];
    const runs = (await runsCiting(name, store)).filter((run) => run !== own).slice(0, mostRuns);
    const found = await Promise.all(runs.map((run) => readIn(run, place)));
    return found.flat();
  };

/** Empty: the folder is gone, or that layer left nothing. */
async function readIn(
  run: string,
  { layer, read: name }: NonNullable<PlacesOfReads[string]>,
): Promise<readonly EarlierRead[]> {
  const gathered = await read<GatheredEvidence>({ run }, stepFile.layer(layer));
  return Object.entries(gathered?.[name] ?? {}).flatMap(([target, { readAt, ...evidence }]) =>
    readAt === undefined || evidence.status === 'unreadable' ? [] : [{ target, evidence, readAt }],
  );
}
