/** What AWS does with the judgements of all layers on one authorization, when each of them is definite. */
import { layers } from '../layers';
import { accountOf } from '../names/principal';
import type { AnyLayer } from '../layers/define';
import type { Judgement, Reach } from '../judging/types';
import type { BoundAuthorization, BoundRequest } from '../request/types';

/** Who asks, as far as it decides how grants of both sides combine. */
export interface Sides {
  /** The caller is of an account: it needs identity policies. */
  readonly isIam: boolean;
  readonly sameAccount: boolean;
  readonly isService: boolean;
}

/** Every way in which the sides may stand: two where the owner of the resource cannot be known. */
export function sidesOf({ principal }: BoundRequest, { resourceAccountId }: BoundAuthorization): readonly Sides[] {
  const account = accountOf(principal);
  const isService = principal.type === 'service';
  if (account === undefined) return isService ? SERVICE : ANONYMOUS;
  if (resourceAccountId === undefined) return EITHER;
  return account === resourceAccountId ? INSIDE : OUTSIDE;
}

const inside: Sides = { isIam: true, sameAccount: true, isService: false };
const outside: Sides = { isIam: true, sameAccount: false, isService: false };
const INSIDE = [inside];
const OUTSIDE = [outside];
const EITHER = [inside, outside];
const SERVICE: readonly Sides[] = [{ isIam: false, sameAccount: false, isService: true }];
const ANONYMOUS: readonly Sides[] = [{ isIam: false, sameAccount: false, isService: false }];

/** The layers that block, as bits in registry order, and whether one of them denies explicitly; 0: allowed. */
export type Outcome = number;
export const EXPLICIT = 2 ** 30;
/** Bits must fit beside `EXPLICIT`, or sets of layers need another form. */
if (layers.length > 30) throw new RangeError(`${layers.length} layers are more than an outcome holds`);

const CALLER = 1;
const ROLE = 2;
const ACCOUNT = 4;
const reachBits: Readonly<Record<Reach, number>> = { caller: CALLER, role: ROLE, account: ACCOUNT };

/** What of each card decides, by its place in the registry. */
const kinds = layers.map(({ kind }) => kind);
const yields = layers.map(({ yieldsTo = [] }) => yieldsTo.reduce((bits, reach) => bits | reachBits[reach], 0));
const isGrant = layers.map(({ kind }) => kind === 'grant');
const isPrincipals = layers.map(({ side }) => side === 'principal');
/** The sides of a resource, each of which grants for itself: the bucket, an access point before it, a key. */
const sideNames = [...new Set(layers.filter((_, at) => isGrant[at] && !isPrincipals[at]).map(({ side }) => side))];
const sideOf = layers.map(({ side }) => sideNames.indexOf(side));
/** Who is told to be missing when nothing on the side grants. */
const speaks = layers.map(({ grantForm }) => grantForm !== 'access-control-list');

/**
 * `judgements` are in registry order; `undefined` and those that do not apply take no part.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function combine(judgements: readonly (Judgement | undefined)[], sides: Sides): Outcome {
  const { isIam, sameAccount } = sides;
  let outcome = 0;
  let principals = 0;
  let identityAllows = false;
  let mustName = false;
  // The reaches of what grants on each side; -1: the side is not on the way.
  const granted = sideNames.map(() => -1);
  let stands = false;
  for (let at = 0; at < judgements.length; at += 1) {
    const judgement = judgements[at];
    if (judgement === undefined || !judgement.applies) continue;
    if (judgement.denies) outcome |= (1 << at) | EXPLICIT;
    if (!isGrant[at]) continue;
    if (isPrincipals[at] === true) {
      principals |= 1 << at;
      if (judgement.allows) identityAllows = true;
      continue;
    }
    const side = sideOf[at] as number;
    const reach = voidingOf(judgements, at, sides) !== 0 ? 0 : reachOf(judgement);
    granted[side] = Math.max(granted[side] as number, 0) | reach;
    if ((layers[at] as AnyLayer).mustName === true && reach === 0) mustName = true;
    if (judgement.standsForIdentity === true && reach !== 0) stands = true;
  }
  const passes = sameAccount ? passedBy(granted) : 0;
  for (let at = 0; at < judgements.length; at += 1) {
    const judgement = judgements[at];
    if (kinds[at] !== 'limit' || judgement === undefined || !judgement.applies || judgement.allows) continue;
    if ((passes & (yields[at] as number)) === 0) outcome |= 1 << at;
  }
  if (isIam && !identityAllows && !stands && !(sameAccount && mustName)) {
    for (let at = 0; at < judgements.length; at += 1) {
      if ((principals & (1 << at)) !== 0 && (passes & (yields[at] as number)) === 0) outcome |= 1 << at;
    }
  }
  if (sameAccount && !mustName) return outcome;
  for (let at = 0; at < judgements.length; at += 1) {
    const judgement = judgements[at];
    if (!isGrant[at] || isPrincipals[at] || judgement === undefined || !judgement.applies || !speaks[at]) continue;
    if (granted[sideOf[at] as number] !== 0) continue;
    if (sameAccount && (layers[at] as AnyLayer).mustName !== true) continue;
    // A grant that a modifier takes away is missing because of that.
    outcome |= missing(judgements, at, sides);
  }
  return outcome;
}

/** What passes limits must be granted by every side that is on the way; naming the caller is more than naming its role. */
function passedBy(granted: readonly number[]): number {
  let passes = 0;
  for (const reach of granted) if (reach >= 0) passes = CALLER | ROLE;
  for (const reach of granted) {
    if (reach < 0) continue;
    if ((reach & CALLER) === 0) passes &= ~CALLER;
    if ((reach & (CALLER | ROLE)) === 0) passes &= ~ROLE;
  }
  return passes;
}

function reachOf({ allows, reaches }: Judgement): number {
  if (!allows) return 0;
  if (reaches === undefined) return CALLER;
  let bits = 0;
  for (const reach of reaches) bits |= reachBits[reach];
  return bits;
}

/** The modifiers that take away what this layer grants, as bits. */
function voidingOf(judgements: readonly (Judgement | undefined)[], grant: number, sides: Sides): number {
  const form = layers[grant]?.grantForm;
  let voiding = 0;
  for (let at = 0; at < judgements.length; at += 1) {
    const judgement = judgements[at];
    if (judgement?.effects === undefined || !judgement.applies) continue;
    for (const { voids, to } of judgement.effects) {
      const hits = to === 'everyone' || (!sides.sameAccount && !sides.isService);
      if (voids === form && hits) voiding |= 1 << at;
    }
  }
  return voiding;
}

function missing(judgements: readonly (Judgement | undefined)[], grant: number, sides: Sides): number {
  let taken = 0;
  for (let at = 0; at < judgements.length; at += 1) {
    const judgement = judgements[at];
    const isOfSide = isGrant[at] === true && isPrincipals[at] !== true && sideOf[at] === sideOf[grant];
    if (isOfSide && judgement?.applies === true && judgement.allows) taken |= voidingOf(judgements, at, sides);
  }
  return taken === 0 ? 1 << grant : taken;
}
