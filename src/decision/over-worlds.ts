/** What holds in every world: the decision, the layers that certainly block, and all that may. */
import { layers } from '../layers';
import type { AnyLayer } from '../layers/define';
import type { BoundRequest } from '../request/types';
import { EXPLICIT, type Outcome } from './combine';
import type { Outcomes } from './possible-outcomes';
import type { Answers } from './ask-layers';
import type { Block, Decision, DecisionValue, LayerAnswer } from './types';

const ALLOWED = 1;
const IMPLICIT = 2;
const DENIED_EXPLICITLY = 4;
const EVERY_LAYER = EXPLICIT - 1;

type Sets = readonly (readonly Outcome[])[];

export class Total {
  private decisions = 0;
  private exact = true;
  private readonly own: number[];
  /** Bits of layers, by authorization: those that block somewhere, and those that block in every world that counts. */
  private readonly somewhere: number[];
  private readonly everywhere: number[];
  /** Layers that block in every world that counts, whichever the authorization. */
  private certain = EVERY_LAYER;
  private anyCounts = false;

  constructor(
    private readonly request: BoundRequest,
    private readonly observed: 'denied' | undefined,
  ) {
    this.own = request.authorizations.map(() => 0);
    this.somewhere = request.authorizations.map(() => 0);
    this.everywhere = request.authorizations.map(() => EVERY_LAYER);
  }

  /** One world: all that each authorization may come to in it, each combined with each of the others. */
  add(world: readonly Outcomes[]): void {
    const sets = world.map(({ all, exact }, place) => {
      if (!exact) this.exact = false;
      for (const outcome of all) this.own[place] = (this.own[place] as number) | bitOf(outcome);
      // What may not be asked at all cannot be counted on to deny.
      return this.request.authorizations[place]?.needed === 'unknown' && !all.includes(0) ? [...all, 0] : all;
    });
    this.decisions |= decisionsIn(sets);
    sets.forEach((set, place) => {
      for (const outcome of set) this.somewhere[place] = (this.somewhere[place] as number) | (outcome & EVERY_LAYER);
    });
    const counted = this.observed === undefined ? sets : sets.map((set, place) => denying(set, sets, place));
    if (this.observed !== undefined && !sets.some(canDeny)) return;
    this.anyCounts = true;
    counted.forEach((set, place) => {
      this.everywhere[place] = (this.everywhere[place] as number) & common(set);
    });
    this.certain &= certainIn(sets, this.observed !== undefined);
  }

  decision(answers: readonly Answers[], exact: boolean): Decision {
    const decision = valueOf(this.decisions);
    return {
      decision,
      byAuthorization: this.own.map(valueOf),
      answers: listed(answers),
      blockers: this.anyCounts ? this.blockers() : [],
      suspects: this.blocks(this.somewhere),
      exact: exact && this.exact,
    };
  }

  private blockers(): readonly Block[] {
    const sure = this.everywhere.map((bits, place) => bits & (this.somewhere[place] as number));
    const named = sure.reduce((all, bits) => all | bits, 0);
    // A layer that blocks in every world, but not always the same action: all of them are named.
    const moving = this.certain & ~named;
    return this.blocks(sure.map((bits, place) => bits | (moving & (this.somewhere[place] as number))));
  }

  private blocks(byPlace: readonly number[]): readonly Block[] {
    const blocks: Block[] = [];
    byPlace.forEach((bits, authorization) => {
      if (bits === 0) return;
      const action = this.request.authorizations[authorization]?.action ?? '';
      for (let at = 0; at < layers.length; at += 1) {
        if ((bits & (1 << at)) !== 0) blocks.push({ layer: (layers[at] as AnyLayer).id, action, authorization });
      }
    });
    return blocks;
  }
}

function bitOf(outcome: Outcome): number {
  if (outcome === 0) return ALLOWED;
  return (outcome & EXPLICIT) === 0 ? IMPLICIT : DENIED_EXPLICITLY;
}

function valueOf(bits: number): DecisionValue {
  switch (bits) {
    case ALLOWED:
      return 'allowed';
    case IMPLICIT:
      return 'implicit-deny';
    case DENIED_EXPLICITLY:
      return 'explicit-deny';
    case IMPLICIT | DENIED_EXPLICITLY:
      return 'denied';
    default:
      return 'unknown';
  }
}

/** The first authorization that is not allowed decides. */
function decisionsIn(sets: Sets): number {
  let decisions = 0;
  for (const set of sets) {
    for (const outcome of set) if (outcome !== 0) decisions |= bitOf(outcome);
    if (!set.includes(0)) return decisions;
  }
  return decisions | ALLOWED;
}

const canDeny = (set: readonly Outcome[]) => set.length > 1 || set[0] !== 0;

/** Of a request that was denied only those outcomes count with which it is. */
function denying(set: readonly Outcome[], sets: Sets, place: number): readonly Outcome[] {
  if (sets.some((other, at) => at !== place && canDeny(other))) return set;
  return set.filter((outcome) => outcome !== 0);
}

function common(set: readonly Outcome[]): number {
  let bits = EVERY_LAYER;
  for (const outcome of set) bits &= outcome;
  return bits;
}

/**
 * Layers that block in every combination of the outcomes (that denies). One does not if each authorization may come to
 * something without it, and one of these is a denial.
 */
function certainIn(sets: Sets, onlyDenied: boolean): number {
  let certain = 0;
  const possible = sets.reduce((bits, set) => set.reduce((all, outcome) => all | outcome, bits), 0) & EVERY_LAYER;
  for (let layer = 1; layer <= possible; layer *= 2) {
    if ((possible & layer) === 0) continue;
    let everyoneWithout = true;
    let denialWithout = !onlyDenied;
    for (const set of sets) {
      let without = false;
      for (const outcome of set) {
        if ((outcome & layer) !== 0) continue;
        without = true;
        if (outcome !== 0) denialWithout = true;
      }
      if (!without) everyoneWithout = false;
    }
    if (!everyoneWithout || !denialWithout) certain |= layer;
  }
  return certain;
}

function listed(answers: readonly Answers[]): readonly LayerAnswer[] {
  const all: LayerAnswer[] = [];
  answers.forEach((own, authorization) => {
    own.forEach((answer, at) => {
      if (answer !== undefined) all.push({ layer: (layers[at] as AnyLayer).id, authorization, answer });
    });
  });
  return all;
}
