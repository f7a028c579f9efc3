/** What AWS does with the judgements of all layers on one authorization, when each of them is definite. */
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { accountOf } from '../layers/caller';
import type { AnyLayer, Judgement, Reach } from '../layers/define';

/** What of a subject decides how grants of both sides combine. */
export interface Sides {
  /** The caller is of an account: it needs identity policies. */
  readonly isIam: boolean;
  readonly sameAccount: boolean;
  readonly isService: boolean;
}

/** Every way in which the sides may stand: two where the owner of the resource cannot be known. */
export function sidesOf(request: BoundRequest, authorization: BoundAuthorization): readonly Sides[] {
  const { principal } = request;
  const account = accountOf(principal);
  const isService = principal.type === 'service';
  const isIam = account !== undefined;
  const owner = authorization.resourceAccountId;
  if (!isIam) return [{ isIam, sameAccount: false, isService }];
  if (owner === undefined) return [true, false].map((sameAccount) => ({ isIam, sameAccount, isService }));
  return [{ isIam, sameAccount: account === owner, isService }];
}

export interface Combined {
  readonly decision: 'allowed' | 'implicit-deny' | 'explicit-deny';
  /** Ids of the layers that block: each would still refuse were the others cured. */
  readonly blocking: ReadonlySet<string>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
export function combine(
  cards: readonly AnyLayer[],
  judgements: ReadonlyMap<string, Judgement>,
  sides: Sides,
): Combined {
  const applying = cards.flatMap((card) => {
    const judgement = judgements.get(card.id);
    return judgement === undefined || !judgement.applies ? [] : [{ card, judgement }];
  });
  const blocking = new Set<string>();
  let explicit = false;
  for (const { card, judgement } of applying) {
    if (!judgement.denies) continue;
    blocking.add(card.id);
    explicit = true;
  }
  const grants = grantsOn(applying, sides);
  const passes = (card: AnyLayer) =>
    sides.sameAccount && (card.yieldsTo ?? []).some((reach) => grants.reaches.has(reach));
  for (const { card, judgement } of applying) {
    if (card.kind === 'limit' && !judgement.allows && !passes(card)) blocking.add(card.id);
  }
  for (const id of missingGrants(applying, sides, grants, passes)) blocking.add(id);
  return { decision: explicit ? 'explicit-deny' : blocking.size > 0 ? 'implicit-deny' : 'allowed', blocking };
}

interface Applying {
  readonly card: AnyLayer;
  readonly judgement: Judgement;
}
interface Grants {
  readonly reaches: ReadonlySet<Reach>;
  /** Sides of the resource on which something grants. */
  readonly sides: ReadonlySet<string>;
  /** Modifiers that take away a grant that was made. */
  readonly voidedBy: readonly string[];
}

function grantsOn(applying: readonly Applying[], { sameAccount, isService }: Sides): Grants {
  const reaches = new Set<Reach>();
  const sides = new Set<string>();
  const voidedBy: string[] = [];
  for (const { card, judgement } of applying) {
    if (card.kind !== 'grant' || card.side === 'principal' || !judgement.allows) continue;
    const voiding = applying.filter(({ judgement: { effects = [] } }) =>
      effects.some(
        ({ voids, to }) =>
          voids === card.grantForm &&
          (to === 'everyone' || (to === 'outside-the-account' && !sameAccount && !isService)),
      ),
    );
    if (voiding.length > 0) {
      voidedBy.push(...voiding.map((one) => one.card.id));
      continue;
    }
    sides.add(card.side);
    for (const reach of judgement.reaches ?? []) reaches.add(reach);
  }
  return { reaches, sides, voidedBy };
}

function missingGrants(
  applying: readonly Applying[],
  { isIam, sameAccount }: Sides,
  grants: Grants,
  passes: (card: AnyLayer) => boolean,
): readonly string[] {
  const unnamed = applying.filter(({ card, judgement }) => card.mustName === true && !judgement.allows);
  const missing: string[] = sameAccount ? unnamed.map(({ card }) => card.id) : [];
  if (isIam && !(sameAccount && unnamed.length > 0)) {
    for (const { card, judgement } of applying) {
      const lacks = card.kind === 'grant' && card.side === 'principal' && !judgement.allows && !passes(card);
      if (lacks) missing.push(card.id);
    }
  }
  if (sameAccount) return missing;
  // Each side of the resource that is on the way must grant: the bucket, and the access point before it.
  const needed = applying.filter(({ card }) => card.kind === 'grant' && card.side !== 'principal');
  for (const side of new Set(needed.map(({ card }) => card.side))) {
    if (grants.sides.has(side)) continue;
    if (grants.voidedBy.length > 0 && side === 'resource') missing.push(...grants.voidedBy);
    else
      missing.push(
        ...needed
          .filter(({ card }) => card.side === side && card.grantForm !== 'access-control-list')
          .map(({ card }) => card.id),
      );
  }
  return missing;
}
