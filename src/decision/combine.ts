/** What AWS does with the judgements of all layers on one authorization, when each of them is definite. */
import { accountOf } from '../names/principal';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { grantsIn, modifiersAgainst, type Granted, type Judgements, type Relation } from './grants';
import { add, layerAt, noLayer, union, type LayerSet } from './layer-set';
import { NOTHING, type Registry } from './registry';

/** What becomes of one authorization. */
export interface Outcome {
  /** The layers that block it; none: it is allowed. */
  readonly blockers: LayerSet;
  /** One of them denies explicitly. */
  readonly isExplicit: boolean;
}

/** The relation of the caller to the owner of the resource; `undefined`: the account of either cannot be known. */
export function relationOf(
  { principal }: BoundRequest,
  { resourceAccountId }: BoundAuthorization,
): Relation | undefined {
  const account = accountOf(principal);
  if (principal.type === 'service' || principal.type === 'anonymous') return principal.type;
  if (account === undefined || resourceAccountId === undefined) return undefined;
  return account === resourceAccountId ? 'same-account' : 'cross-account';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
export function combine(registry: Registry, judgements: Judgements, relation: Relation): Outcome {
  const granted = grantsIn(registry, judgements, relation);
  const denying = layersThatDeny(judgements);
  const limiting = limitsWithoutAllow(registry, judgements, granted);
  const callersMissing = missingGrantsOfCaller(registry, judgements, relation, granted);
  const resourcesMissing = missingGrantsOfResource(registry, judgements, relation, granted);
  return {
    blockers: union(union(denying, limiting), union(callersMissing, resourcesMissing)),
    isExplicit: denying !== noLayer,
  };
}

function layersThatDeny(judgements: Judgements): LayerSet {
  let denying = noLayer;
  for (let place = 0; place < judgements.length; place += 1) {
    const judgement = judgements[place];
    if (judgement?.applies === true && judgement.denies) denying = add(denying, place);
  }
  return denying;
}

/** A limit without an Allow is an implicit deny. Some limits yield to grants that name the caller closely enough. */
function limitsWithoutAllow({ limits }: Registry, judgements: Judgements, { passing }: Granted): LayerSet {
  let limiting = noLayer;
  for (const { place, passedFrom } of limits) {
    const judgement = judgements[place];
    if (judgement?.applies !== true || judgement.allows || passing >= passedFrom) continue;
    limiting = add(limiting, place);
  }
  return limiting;
}

/** A caller of an account needs a grant there. It is not missed where the resource's grants pass it, or nobody is named. */
function missingGrantsOfCaller(
  { callersGrants }: Registry,
  judgements: Judgements,
  relation: Relation,
  { toCaller, passing, bySide }: Granted,
): LayerSet {
  if (toCaller || relation === 'service' || relation === 'anonymous') return noLayer;
  if (relation === 'same-account' && bySide.some(({ isUnnamed }) => isUnnamed)) return noLayer;
  let missing = noLayer;
  for (const { place, passedFrom } of callersGrants) {
    if (judgements[place]?.applies === true && passing < passedFrom) missing = add(missing, place);
  }
  return missing;
}

/** Others than the owner's callers need a grant of each side. Its own callers need one only where they must be named. */
function missingGrantsOfResource(
  registry: Registry,
  judgements: Judgements,
  relation: Relation,
  { bySide }: Granted,
): LayerSet {
  let missing = noLayer;
  for (const { side, closest } of bySide) {
    if (closest !== NOTHING) continue;
    for (const { mustName, grantForm, place } of side) {
      const isMissed = relation === 'same-account' ? mustName : grantForm !== 'access-control-list';
      if (!isMissed || judgements[place]?.applies !== true) continue;
      // What takes the grants away is to blame, not the layer that holds them.
      const taking = modifiersAgainst(side, registry, judgements, relation);
      missing = union(missing, taking === noLayer ? layerAt(place) : taking);
    }
  }
  return missing;
}
