/** The registry as the decision needs it: each layer by the part that it plays. */
import type { GrantForm, Reach } from '../judging/types';
import type { AnyLayer } from '../layers/define';
import type { BoundRequest } from '../request/types';
import type { Answers } from './ask-layers';
import { firstLayers, placesIn, type LayerSet } from './layer-set';
import type { DenyingLayer, LayerAnswer } from './types';

/** How closely a grant names the caller; a closer one passes all that a wider one passes. */
export type Closeness = 0 | 1 | 2 | 3;
export const NOTHING: Closeness = 0;
export const CALLER: Closeness = 3;
export const closenessOf: Readonly<Record<Reach, Closeness>> = { account: 1, role: 2, caller: CALLER };

/** A layer at its place in the registry: what of its card decides. Cards differ in shape, so that each look into one costs a search. */
export interface Placed {
  readonly place: number;
  readonly mustName: boolean;
  readonly grantForm: GrantForm | undefined;
  /** Grants of the resource's side that name the caller so closely pass the layer's implicit deny; `Infinity`: none do. */
  readonly passedFrom: number;
}

export interface Registry {
  readonly layers: readonly AnyLayer[];
  readonly ids: readonly string[];
  readonly everyLayer: LayerSet;
  readonly limits: readonly Placed[];
  /** What the caller's account grants. */
  readonly callersGrants: readonly Placed[];
  /** Each side of a resource grants for itself: the bucket, an access point before it, a key. */
  readonly resourceSides: readonly (readonly Placed[])[];
  readonly modifiers: readonly Placed[];
}

export function registryOf(layers: readonly AnyLayer[]): Registry {
  const placed = layers.map(placedAt);
  const those = (are: (layer: AnyLayer) => boolean) => placed.filter((_, place) => are(layers[place] as AnyLayer));
  const sides = new Set(layers.flatMap(({ kind, side }) => (kind === 'grant' && side !== 'principal' ? [side] : [])));
  return {
    layers,
    ids: layers.map(({ id }) => id),
    everyLayer: firstLayers(layers.length),
    limits: those(({ kind }) => kind === 'limit'),
    callersGrants: those(({ kind, side }) => kind === 'grant' && side === 'principal'),
    resourceSides: [...sides].map((own) => those(({ kind, side }) => kind === 'grant' && side === own)),
    modifiers: those(({ kind }) => kind === 'modifier'),
  };
}

const placedAt = (layer: AnyLayer, place: number): Placed => ({
  place,
  mustName: layer.mustName === true,
  grantForm: layer.grantForm,
  passedFrom: passedFrom(layer),
});

const passedFrom = ({ yieldsTo = [] }: AnyLayer): number => Math.min(...yieldsTo.map((reach) => closenessOf[reach]));

/** The layers that block each authorization. */
export function blocksOf(
  { ids }: Registry,
  { authorizations }: BoundRequest,
  byAuthorization: readonly LayerSet[],
): readonly DenyingLayer[] {
  const blocks: DenyingLayer[] = [];
  authorizations.forEach(({ action }, authorization) => {
    for (const place of placesIn(byAuthorization[authorization] as LayerSet)) {
      blocks.push({ layer: ids[place] as string, action, authorization });
    }
  });
  return blocks;
}

/** The layers that take part. */
export function listed({ ids }: Registry, answers: readonly Answers[]): readonly LayerAnswer[] {
  const all: LayerAnswer[] = [];
  answers.forEach((own, authorization) => {
    for (let place = 0; place < ids.length; place += 1) {
      const answer = own[place];
      if (answer !== undefined) all.push({ layer: ids[place] as string, authorization, answer });
    }
  });
  return all;
}
