import type { PlacesOfReads } from '../../lambdas/reading/earlier-reads';
import { readersOfSettings } from '../../src/evidence/changes/history/readers-of-settings';
import { layers } from '../../src/layers';

const places = layers.flatMap(({ id: layer, reads }) =>
  Object.entries(reads).map(([read, reader]) => ({ layer, read, reader: reader.id })),
);

/** By setting. Of readers that several layers have the first: all find the same. */
export const placesOfReads: PlacesOfReads = Object.fromEntries(
  Object.entries(readersOfSettings).flatMap(([setting, { id }]) =>
    places
      .filter(({ reader }) => reader === id)
      .slice(0, 1)
      .map(({ layer, read }) => [setting, { layer, read }]),
  ),
);
