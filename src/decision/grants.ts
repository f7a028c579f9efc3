/** What is granted on each side: by the caller's account, and by every side of the resource. */
import type { Judgement } from '../judging/types';
import { layerAt, noLayer, union, type LayerSet } from './layer-set';
import { CALLER, closenessOf, NOTHING, type Closeness, type Placed, type Registry } from './registry';

/** In registry order; `undefined`, and one that does not apply: the layer takes no part. */
export type Judgements = readonly (Judgement | undefined)[];

/** How the caller stands to the account that owns the resource. */
export type Relation = 'same-account' | 'cross-account' | 'service' | 'anonymous';

export interface Granted {
  /** The caller's account grants, or the resource does so in its place. */
  readonly toCaller: boolean;
  /** The sides of the resource that are on the way. */
  readonly bySide: readonly SideGrants[];
  /** So closely all of them name the caller. Only within one account does that pass anything. */
  readonly passing: Closeness;
}

export interface SideGrants {
  readonly side: readonly Placed[];
  readonly closest: Closeness;
  /** A layer of it that must name the caller (or its account) names nobody. */
  readonly isUnnamed: boolean;
  readonly standsForCaller: boolean;
}

export function grantsIn(registry: Registry, judgements: Judgements, relation: Relation): Granted {
  const bySide: SideGrants[] = [];
  for (const side of registry.resourceSides) {
    const grants = grantsOf(side, registry, judgements, relation);
    if (grants !== undefined) bySide.push(grants);
  }
  return {
    toCaller: callerIsGranted(registry, judgements) || bySide.some(({ standsForCaller }) => standsForCaller),
    bySide,
    passing: relation === 'same-account' ? closestOfAll(bySide) : NOTHING,
  };
}

/** The modifiers that void what this side grants. */
export function modifiersAgainst(
  side: readonly Placed[],
  registry: Registry,
  judgements: Judgements,
  relation: Relation,
): LayerSet {
  let taking = noLayer;
  for (const grant of side) {
    const judgement = judgements[grant.place];
    if (judgement?.applies === true && judgement.allows) {
      taking = union(taking, voiding(grant, registry, judgements, relation));
    }
  }
  return taking;
}

function callerIsGranted({ callersGrants }: Registry, judgements: Judgements): boolean {
  for (const { place } of callersGrants) {
    const judgement = judgements[place];
    if (judgement?.applies === true && judgement.allows) return true;
  }
  return false;
}

/** `undefined`: the side is not on the way. */
function grantsOf(
  side: readonly Placed[],
  registry: Registry,
  judgements: Judgements,
  relation: Relation,
): SideGrants | undefined {
  let closest: Closeness | undefined;
  let isUnnamed = false;
  let standsForCaller = false;
  for (const grant of side) {
    const judgement = judgements[grant.place];
    if (judgement?.applies !== true) continue;
    const isVoid = voiding(grant, registry, judgements, relation) !== noLayer;
    const own = isVoid ? NOTHING : closenessIn(judgement);
    if (closest === undefined || own > closest) closest = own;
    if (own === NOTHING && grant.mustName) isUnnamed = true;
    if (own !== NOTHING && judgement.standsForIdentity === true) standsForCaller = true;
  }
  return closest === undefined ? undefined : { side, closest, isUnnamed, standsForCaller };
}

/** What passes limits must be granted by every side that is on the way. */
function closestOfAll(bySide: readonly SideGrants[]): Closeness {
  if (bySide.length === 0) return NOTHING;
  let least: Closeness = CALLER;
  for (const { closest } of bySide) if (closest < least) least = closest;
  return least;
}

function closenessIn({ allows, reaches }: Judgement): Closeness {
  if (!allows) return NOTHING;
  if (reaches === undefined) return CALLER;
  let closest: Closeness = NOTHING;
  for (const reach of reaches) if (closenessOf[reach] > closest) closest = closenessOf[reach];
  return closest;
}

/** The modifiers that void this grant. */
function voiding({ grantForm }: Placed, { modifiers }: Registry, judgements: Judgements, relation: Relation): LayerSet {
  let against = noLayer;
  for (const { place } of modifiers) {
    const judgement = judgements[place];
    if (judgement?.effects === undefined || !judgement.applies) continue;
    for (const { voids, to } of judgement.effects) {
      const isHit = to === 'everyone' || relation === 'cross-account' || relation === 'anonymous';
      if (voids === grantForm && isHit) against = union(against, layerAt(place));
    }
  }
  return against;
}
