import type { PlacesOfReads } from '../../lambdas/reading/earlier-reads';
import { readersOfSettings } from '../../src/evidence/changes/history/readers-of-settings';
import { layers } from '../../src/layers';

const places = layers.flatMap(({ id: layer, reads }) =>
  Object.entries(reads).map(([read, reader]) => ({ reader: reader.id, place: { layer, read } })),
);

/** The first of several layers with the same reader: all find the same. */
const placeOf = (id: string) => places.find(({ reader }) => reader === id)?.place ?? [];

export const placesOfReads: PlacesOfReads = Object.fromEntries(
  Object.entries(readersOfSettings).map(([setting, readers]) => [setting, readers.flatMap(({ id }) => placeOf(id))]),
);
