/** One decision over every world that the unknown keys leave: asks, notes, tries and adds up. See README.md. */
import { completeContext } from '../engine/context';
import { StepBudget } from '../engine/unknowns/step-budget';
import { UnknownUses } from '../engine/unknowns/uses';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { answersOn, askAgain, isOpen, type Answers, type Asking } from './ask-layers';
import { DecisionTally } from './decision-tally';
import { outcomesOf, type Outcomes } from './possible-outcomes';
import type { Registry } from './registry';
import type { Decision } from './types';
import { worldsOf, type Worlds } from './unknown-assignments';

/** What is to be decided, and how layers are asked about it. */
export interface Decidable<E> extends Asking<E> {
  readonly registry: Registry;
  readonly request: BoundRequest;
  readonly wasDenied: boolean;
}

export function decideOverWorlds<E>(asked: Decidable<E>): Decision {
  const { registry, request, wasDenied } = asked;
  const { authorizations } = request;
  const answers = authorizations.map((authorization, place) =>
    answersOn(registry.layers, { authorization, request }, place, asked),
  );
  const tally = new DecisionTally(registry, request, wasDenied);
  const budget = new StepBudget(mostSteps);
  const worlds = answers.some(isOpen) ? worldsFor(asked, answers, budget) : { all: [authorizations], exact: true };
  const outcomesIn = inWorld(asked, answers);
  for (const world of worlds.all) tally.add(world.map(outcomesIn));
  return { ...tally.decision(answers, worlds.exact), steps: budget.taken };
}

/** The bound of the search over what is unknown. Beyond it, keys stay unknown. */
const mostSteps = 1_000_000;

/** Asks the undecided layers once more, noting which unknown keys they hang on. */
function worldsFor<E>(asked: Decidable<E>, answers: readonly Answers[], budget: StepBudget): Worlds {
  const { registry, request } = asked;
  const uses = request.authorizations.map((authorization, place) => {
    const own = answers[place] as Answers;
    if (!isOpen(own)) return undefined;
    const noted = new UnknownUses();
    const context = completeContext(authorization.context, NOTHING, { uses: noted });
    askAgain(registry.layers, { authorization: { ...authorization, context }, request }, own, place, asked);
    return noted;
  });
  const worlds = worldsOf(request, uses, budget);
  // Statements on a resource that cannot be known are each taken for themselves.
  const isBlind = request.authorizations.some(({ resource }, at) => resource === undefined && uses[at] !== undefined);
  return isBlind ? { ...worlds, exact: false } : worlds;
}

const NOTHING: ReadonlyMap<string, undefined> = new Map();

/** The outcomes of an authorization in a world; worlds that do not differ for it are looked at once. */
function inWorld<E>(
  asked: Decidable<E>,
  answers: readonly Answers[],
): (authorization: BoundAuthorization, place: number) => Outcomes {
  const { registry, request } = asked;
  const known = new Map<BoundAuthorization, Outcomes>();
  return (authorization, place) => {
    const found = known.get(authorization);
    if (found !== undefined) return found;
    const before = answers[place] as Answers;
    const isSupposed = authorization !== request.authorizations[place];
    const own = isSupposed ? askAgain(registry.layers, { authorization, request }, before, place, asked) : before;
    const made = outcomesOf(registry, request, authorization, own);
    known.set(authorization, made);
    return made;
  };
}
