/** What holds in every world: the decision, the layers that certainly block, and all that may. */
import type { BoundRequest } from '../request/types';
import type { Answers } from './ask-layers';
import type { Outcome } from './combine';
import { difference, firstLayers, has, intersection, noLayer, union, type LayerSet } from './layer-set';
import type { Outcomes } from './possible-outcomes';
import type { Registry } from './registry';
import type { Block, Decision, DecisionValue, LayerAnswer } from './types';

type Definite = 'allowed' | 'implicit-deny' | 'explicit-deny';

/** What the worlds so far have made of one authorization. */
interface AuthorizationTally {
  readonly decisions: Set<Definite>;
  /** Layers that block it in some world. */
  somewhere: LayerSet;
  /** Layers that block it in every world that counts. */
  everywhere: LayerSet;
}

/** Takes one world after the other. All of them count, unless the request was denied: then those in which it is. */
export class DecisionTally {
  private readonly decisions = new Set<Definite>();
  private readonly tallies: readonly AuthorizationTally[];
  private readonly everyLayer: LayerSet;
  /** Layers that block in every world that counts, now this authorization and now that. */
  private always: LayerSet;
  private anyCounts = false;
  private exact = true;

  constructor(
    private readonly registry: Registry,
    private readonly request: BoundRequest,
    private readonly wasDenied: boolean,
  ) {
    this.everyLayer = firstLayers(registry.layers.length);
    this.always = this.everyLayer;
    this.tallies = request.authorizations.map(() => ({
      decisions: new Set(),
      somewhere: noLayer,
      everywhere: this.everyLayer,
    }));
  }

  /** One world: all that may become of each authorization in it, whatever becomes of the others. */
  add(world: readonly Outcomes[]): void {
    const sets = world.map(({ all, exact }, place) => {
      if (!exact) this.exact = false;
      return this.note(all, place);
    });
    for (const decision of decisionsOver(sets)) this.decisions.add(decision);
    if (this.wasDenied && !sets.some(mayBeDenied)) return;
    this.anyCounts = true;
    sets.forEach((set, place) => {
      const tally = this.tallies[place] as AuthorizationTally;
      const isOnlyDenial = this.wasDenied && !sets.some((other, at) => at !== place && mayBeDenied(other));
      tally.everywhere = intersection(tally.everywhere, this.inEach(isOnlyDenial ? set.filter(isDenial) : set));
    });
    this.always = intersection(this.always, this.certainIn(sets));
  }

  decision(answers: readonly Answers[], exact: boolean): Decision {
    return {
      decision: valueOf(this.decisions),
      byAuthorization: this.tallies.map(({ decisions }) => valueOf(decisions)),
      answers: this.listed(answers),
      blockers: this.anyCounts ? this.blockers() : [],
      suspects: this.blocks(this.tallies.map(({ somewhere }) => somewhere)),
      exact: exact && this.exact,
    };
  }

  /** What may become of the authorization; one that may not be asked at all cannot be counted on to deny. */
  private note(all: readonly Outcome[], place: number): readonly Outcome[] {
    const tally = this.tallies[place] as AuthorizationTally;
    for (const outcome of all) {
      tally.decisions.add(decisionOf(outcome));
      tally.somewhere = union(tally.somewhere, outcome.blockers);
    }
    const isNeeded = this.request.authorizations[place]?.needed !== 'unknown';
    return isNeeded || all.some(isAllowed) ? all : [...all, ALLOWED];
  }

  /**
   * Layers that block in every combination that counts: every outcome of one authorization has them, or (of a request
   * that was denied) every denial of every authorization has them.
   */
  private certainIn(sets: readonly (readonly Outcome[])[]): LayerSet {
    let certain = noLayer;
    let inEveryDenial = this.everyLayer;
    for (const set of sets) {
      certain = union(certain, this.inEach(set));
      if (this.wasDenied) inEveryDenial = intersection(inEveryDenial, this.inEach(set.filter(isDenial)));
    }
    return this.wasDenied ? union(certain, inEveryDenial) : certain;
  }

  private inEach(outcomes: readonly Outcome[]): LayerSet {
    let common = this.everyLayer;
    for (const { blockers } of outcomes) common = intersection(common, blockers);
    return common;
  }

  private blockers(): readonly Block[] {
    const sure = this.tallies.map(({ everywhere, somewhere }) => intersection(everywhere, somewhere));
    // A layer that always blocks, but not always the same action, is named with all of them.
    const moving = difference(this.always, sure.reduce(union, noLayer));
    return this.blocks(
      this.tallies.map(({ somewhere }, place) => union(sure[place] as LayerSet, intersection(moving, somewhere))),
    );
  }

  private blocks(byAuthorization: readonly LayerSet[]): readonly Block[] {
    const blocks: Block[] = [];
    byAuthorization.forEach((blocking, authorization) => {
      if (blocking === noLayer) return;
      const action = this.request.authorizations[authorization]?.action ?? '';
      this.registry.layers.forEach(({ id: layer }, place) => {
        if (has(blocking, place)) blocks.push({ layer, action, authorization });
      });
    });
    return blocks;
  }

  private listed(answers: readonly Answers[]): readonly LayerAnswer[] {
    const all: LayerAnswer[] = [];
    answers.forEach((own, authorization) => {
      this.registry.layers.forEach(({ id: layer }, place) => {
        const answer = own[place];
        if (answer !== undefined) all.push({ layer, authorization, answer });
      });
    });
    return all;
  }
}

const ALLOWED: Outcome = { blockers: noLayer, isExplicit: false };
const isAllowed = ({ blockers }: Outcome) => blockers === noLayer;
const isDenial = ({ blockers }: Outcome) => blockers !== noLayer;
const mayBeDenied = (set: readonly Outcome[]) => set.some(isDenial);

function decisionOf(outcome: Outcome): Definite {
  if (isAllowed(outcome)) return 'allowed';
  return outcome.isExplicit ? 'explicit-deny' : 'implicit-deny';
}

/** The first authorization that is not allowed decides. */
function decisionsOver(sets: readonly (readonly Outcome[])[]): ReadonlySet<Definite> {
  const decisions = new Set<Definite>();
  for (const set of sets) {
    for (const outcome of set) if (isDenial(outcome)) decisions.add(decisionOf(outcome));
    if (!set.some(isAllowed)) return decisions;
  }
  return decisions.add('allowed');
}

function valueOf(decisions: ReadonlySet<Definite>): DecisionValue {
  const [only, ...others] = decisions;
  if (only === undefined) return 'unknown';
  if (others.length === 0) return only;
  return decisions.has('allowed') ? 'unknown' : 'denied';
}
