/** What holds in every world: the decision, the layers that certainly block, and all that may. */
import type { BoundRequest } from '../request/types';
import type { Answers } from './ask-layers';
import { difference, intersection, noLayer, union, type LayerSet } from './layer-set';
import {
  decisionIn,
  noteSeen,
  nothingSeen,
  summaryOf,
  type OutcomeSummary,
  type SeenDecisions,
} from './outcome-summary';
import type { Outcomes } from './possible-outcomes';
import { blocksOf, listed, type Registry } from './registry';
import type { DenyingLayer, Decision } from './types';

/** What the worlds so far have made of one authorization. */
interface AuthorizationTally {
  readonly seen: SeenDecisions;
  /** Layers that block it in some world. */
  somewhere: LayerSet;
  /** Layers that block it in every world that counts. */
  everywhere: LayerSet;
}

/** Takes one world after the other. All of them count, unless the request was denied: then those in which it is. */
export class DecisionTally {
  private readonly seen = nothingSeen();
  private readonly tallies: readonly AuthorizationTally[];
  /** Layers that block in every world that counts, be it now this authorization and now that. */
  private always: LayerSet;
  private anyCounts = false;
  private exact = true;

  constructor(
    private readonly registry: Registry,
    private readonly request: BoundRequest,
    private readonly wasDenied: boolean,
  ) {
    const { everyLayer } = registry;
    this.always = everyLayer;
    this.tallies = request.authorizations.map(() => ({
      seen: nothingSeen(),
      somewhere: noLayer,
      everywhere: everyLayer,
    }));
  }

  /** One world: what may become of each authorization in it, whatever becomes of the others. */
  add(world: readonly Outcomes[]): void {
    const summaries = this.request.authorizations.map(({ needed }, place) => {
      const { all, exact } = world[place] as Outcomes;
      if (!exact) this.exact = false;
      return summaryOf(all, needed !== 'unknown', this.registry.everyLayer);
    });
    noteFirstDenied(this.seen, summaries);
    const deniable = summaries.filter(({ mayBeDenied }) => mayBeDenied).length;
    const counts = !this.wasDenied || deniable > 0;
    if (counts) {
      this.anyCounts = true;
      this.always = intersection(this.always, this.blockingWhatever(summaries));
    }
    summaries.forEach(({ seen, mayBeDenied, inSome, inEach, inEachDenial }, place) => {
      const tally = this.tallies[place] as AuthorizationTally;
      noteSeen(tally.seen, seen);
      tally.somewhere = union(tally.somewhere, inSome);
      // Where only this one can have been denied, it was.
      const isDenied = this.wasDenied && mayBeDenied && deniable === 1;
      if (counts) tally.everywhere = intersection(tally.everywhere, isDenied ? inEachDenial : inEach);
    });
  }

  decision(answers: readonly Answers[], exact: boolean, steps: number): Decision {
    return {
      decision: decisionIn(this.seen),
      byAuthorization: this.tallies.map(({ seen }) => decisionIn(seen)),
      answers: listed(this.registry, answers),
      blockers: this.anyCounts ? this.blockers() : [],
      suspects: this.blocks(this.tallies.map(({ somewhere }) => somewhere)),
      exact: exact && this.exact,
      steps,
    };
  }

  /**
   * Layers that block in every combination of outcomes that counts: in each outcome of some authorization, or (of a
   * request that was denied) in each denial of every authorization.
   */
  private blockingWhatever(summaries: readonly OutcomeSummary[]): LayerSet {
    const inEach = summaries.reduce((all, one) => union(all, one.inEach), noLayer);
    if (!this.wasDenied) return inEach;
    const inEachDenial = summaries.reduce((all, one) => intersection(all, one.inEachDenial), this.registry.everyLayer);
    return union(inEach, inEachDenial);
  }

  private blockers(): readonly DenyingLayer[] {
    const sure = this.tallies.map(({ everywhere, somewhere }) => intersection(everywhere, somewhere));
    // A layer that always blocks, but not always the same action, is named with all of them.
    const moving = difference(this.always, sure.reduce(union, noLayer));
    if (moving === noLayer) return this.blocks(sure);
    return this.blocks(
      this.tallies.map(({ somewhere }, place) => union(sure[place] as LayerSet, intersection(moving, somewhere))),
    );
  }

  private blocks(byAuthorization: readonly LayerSet[]): readonly DenyingLayer[] {
    return blocksOf(this.registry, this.request, byAuthorization);
  }
}

/** The first authorization that is not allowed decides. */
function noteFirstDenied(seen: SeenDecisions, summaries: readonly OutcomeSummary[]): void {
  for (const one of summaries) {
    seen.implicitDeny ||= one.seen.implicitDeny;
    seen.explicitDeny ||= one.seen.explicitDeny;
    if (!one.mayBeAllowed) return;
  }
  seen.allowed = true;
}
