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
export const union = (one: LayerSet, other: LayerSet): LayerSet => (one | other) as LayerSet;
export const intersection = (one: LayerSet, other: LayerSet): LayerSet => (one & other) as LayerSet;
export const difference = (one: LayerSet, other: LayerSet): LayerSet => (one & ~other) as LayerSet;

/** In the order of the registry. */
export function placesIn(set: LayerSet): readonly number[] {
  const digits = set.toString(2);
  const places: number[] = [];
  for (let place = 0; place < digits.length; place += 1) {
    if (digits[digits.length - 1 - place] === '1') places.push(place);
  }
  return places;
}
