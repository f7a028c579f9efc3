/** The registry as the decision needs it: each layer by the part that it plays. */
import type { Reach } from '../judging/types';
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

/** A layer at its place in the registry. */
export interface Placed {
  readonly layer: AnyLayer;
  readonly place: number;
  /** Grants of the resource's side that name the caller so closely pass the layer's implicit deny; `Infinity`: none do. */
  readonly passedFrom: number;
}

export interface Registry {
  readonly layers: readonly AnyLayer[];
  readonly everyLayer: LayerSet;
  readonly limits: readonly Placed[];
  /** What the caller's account grants. */
  readonly callersGrants: readonly Placed[];
  /** Each side of a resource grants for itself: the bucket, an access point before it, a key. */
  readonly resourceSides: readonly (readonly Placed[])[];
  readonly modifiers: readonly Placed[];
}

export function registryOf(layers: readonly AnyLayer[]): Registry {
  const placed = layers.map((layer, place): Placed => ({ layer, place, passedFrom: passedFrom(layer) }));
  const ofKind = (kind: AnyLayer['kind']) => placed.filter(({ layer }) => layer.kind === kind);
  const grants = ofKind('grant');
  const resources = grants.filter(({ layer }) => layer.side !== 'principal');
  const sides = new Set(resources.map(({ layer }) => layer.side));
  return {
    layers,
    everyLayer: firstLayers(layers.length),
    limits: ofKind('limit'),
    callersGrants: grants.filter(({ layer }) => layer.side === 'principal'),
    resourceSides: [...sides].map((side) => resources.filter(({ layer }) => layer.side === side)),
    modifiers: ofKind('modifier'),
  };
}

const passedFrom = ({ yieldsTo = [] }: AnyLayer): number => Math.min(...yieldsTo.map((reach) => closenessOf[reach]));

/** The layers that block each authorization. */
export function blocksOf(
  { layers }: Registry,
  { authorizations }: BoundRequest,
  byAuthorization: readonly LayerSet[],
): readonly DenyingLayer[] {
  const blocks: DenyingLayer[] = [];
  authorizations.forEach(({ action }, authorization) => {
    for (const place of placesIn(byAuthorization[authorization] as LayerSet)) {
      blocks.push({ layer: (layers[place] as AnyLayer).id, action, authorization });
    }
  });
  return blocks;
}

/** The layers that take part. */
export function listed({ layers }: Registry, answers: readonly Answers[]): readonly LayerAnswer[] {
  const all: LayerAnswer[] = [];
  answers.forEach((own, authorization) => {
    for (let place = 0; place < layers.length; place += 1) {
      const answer = own[place];
      if (answer !== undefined) all.push({ layer: (layers[place] as AnyLayer).id, authorization, answer });
    }
  });
  return all;
}
