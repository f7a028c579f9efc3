/**
 * A set of layers, each known by its place in the registry. Two sets that hold the same layers are the same value (`===`,
 * and one key of a `Map`). A number would end at 32 layers; a bigint has no end.
 */
export type LayerSet = bigint & { readonly [isLayerSet]: true };
declare const isLayerSet: unique symbol;

export const noLayer = 0n as LayerSet;

/** The first layers of a registry; with its length: all of them. */
export const firstLayers = (count: number): LayerSet => ((1n << BigInt(count)) - 1n) as LayerSet;

export const layerAt = (place: number): LayerSet => (singles[place] ??= (1n << BigInt(place)) as LayerSet);
const singles: LayerSet[] = [];

export const add = (set: LayerSet, place: number): LayerSet => (set | layerAt(place)) as LayerSet;
/** Most sets are empty: what a bigint costs is then saved. */
export function union(one: LayerSet, other: LayerSet): LayerSet {
  if (one === noLayer) return other;
  return other === noLayer ? one : ((one | other) as LayerSet);
}

export function intersection(one: LayerSet, other: LayerSet): LayerSet {
  return one === noLayer || other === noLayer ? noLayer : ((one & other) as LayerSet);
}

export function difference(one: LayerSet, other: LayerSet): LayerSet {
  return one === noLayer || other === noLayer ? one : ((one & ~other) as LayerSet);
}

const NO_PLACES: readonly number[] = [];

/** In the order of the registry. */
export function placesIn(set: LayerSet): readonly number[] {
  if (set === noLayer) return NO_PLACES;
  const digits = set.toString(2);
  const places: number[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (digits[digits.length - 1 - place] === '1') places.push(place);
  }
  return places;
}
