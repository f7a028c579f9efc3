import {
  add,
  difference,
  firstLayers,
  intersection,
  layerAt,
  noLayer,
  placesIn,
  union,
  type LayerSet,
} from '../../src/decision/layer-set';

const setOf = (...places: readonly number[]): LayerSet => places.reduce(add, noLayer);
const [few, others] = [setOf(0, 3, 40), setOf(3, 39, 41, 100)];

test.each<readonly [string, LayerSet, readonly number[]]>([
  ['nothing', noLayer, []],
  ['one layer', layerAt(64), [64]],
  ['what was added, in the order of the registry', setOf(70, 3, 0), [0, 3, 70]],
  ['what is added twice once', setOf(3, 3), [3]],
  ['the first layers', firstLayers(35), Array.from({ length: 35 }, (_, place) => place)],
  ['the first of none', firstLayers(0), []],
  ['a union', union(few, others), [0, 3, 39, 40, 41, 100]],
  ['an intersection', intersection(few, others), [3]],
  ['a difference', difference(few, others), [0, 40]],
  ['the difference of a set and itself', difference(few, few), []],
])('a set holds %s', (_, set, places) => expect(placesIn(set)).toEqual(places));

test('sets that hold the same layers are the same', () => {
  expect(setOf(40, 0, 3)).toBe(few);
  expect(new Set([few, setOf(0, 3, 40), noLayer]).size).toBe(2);
});
