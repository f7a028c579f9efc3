/** One decision over every world that the unknown keys leave: asks, notes, tries and adds up. See README.md. */
import { completeContext } from '../engine/context';
import { StepBudget } from '../engine/unknowns/step-budget';
import { UnknownUses } from '../engine/unknowns/uses';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { answersOn, askAgain, isOpen, type Answers, type Asking } from './ask-layers';
import type { Outcome } from './combine';
import { DecisionTally } from './decision-tally';
import { noLayer } from './layer-set';
import { onlyOutcomeOf, outcomesOf, type Outcomes } from './possible-outcomes';
import { blocksOf, listed, type Registry } from './registry';
import type { Decision, DecisionValue } from './types';
import { worldsOf, type Worlds } from './unknown-assignments';

/** The bound of all work that is due to what is unknown. Beyond it, keys stay unknown. */
const mostSteps = 1_000_000;

/** What is to be decided, and how layers are asked about it. */
export interface Decidable<E> extends Asking<E> {
  readonly registry: Registry;
  readonly request: BoundRequest;
  readonly wasDenied: boolean;
}

export function decideOverWorlds<E>(asked: Decidable<E>): Decision {
  const { registry, request } = asked;
  const answers = request.authorizations.map((authorization, place) =>
    answersOn(registry.layers, { authorization, request }, place, asked),
  );
  const known = decideAllKnown(registry, request, answers);
  if (known !== undefined) return known;
  return answers.some(isOpen) ? decideOpen(asked, answers) : tallyOfOne(asked, answers).decision(answers, true, 0);
}

/** One thing becomes of each authorization, so that there is nothing to tally. `undefined`: something is not known. */
function decideAllKnown(registry: Registry, request: BoundRequest, answers: readonly Answers[]): Decision | undefined {
  const outcomes: Outcome[] = [];
  for (const authorization of request.authorizations) {
    const place = outcomes.length;
    const outcome = onlyOutcomeOf(registry, request, authorization, answers[place] as Answers);
    if (outcome === undefined || authorization.needed === 'unknown') return undefined;
    outcomes.push(outcome);
  }
  const byAuthorization = outcomes.map(valueOf);
  const blockers = blocksOf(
    registry,
    request,
    outcomes.map((outcome) => outcome.blockers),
  );
  return {
    // The first authorization that is not allowed decides.
    decision: byAuthorization.find((value) => value !== 'allowed') ?? 'allowed',
    byAuthorization,
    answers: listed(registry, answers),
    blockers,
    suspects: blockers,
    exact: true,
    steps: 0,
  };
}

function valueOf({ blockers, isExplicit }: Outcome): DecisionValue {
  if (blockers === noLayer) return 'allowed';
  return isExplicit ? 'explicit-deny' : 'implicit-deny';
}

function decideOpen<E>(asked: Decidable<E>, answers: readonly Answers[]): Decision {
  const budget = new StepBudget(mostSteps);
  const worlds = worldsFor(asked, answers, budget.share(1 / 2));
  const tally = tallyOver(worlds, asked, answers, budget);
  if (tally !== 'too much') return tally.decision(answers, worlds.exact, budget.taken);
  // One world stands for all of them: in it the keys stay unknown.
  return tallyOfOne(asked, answers).decision(answers, false, budget.taken);
}

/** The one world is the request as it is. */
function tallyOfOne<E>({ registry, request, wasDenied }: Decidable<E>, answers: readonly Answers[]): DecisionTally {
  const tally = new DecisionTally(registry, request, wasDenied);
  const { authorizations } = request;
  tally.add(
    answers.map((own, place) => outcomesOf(registry, request, authorizations[place] as BoundAuthorization, own)),
  );
  return tally;
}

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

function tallyOver<E>(
  { all }: Worlds,
  asked: Decidable<E>,
  answers: readonly Answers[],
  budget: StepBudget,
): DecisionTally | 'too much' {
  const tally = new DecisionTally(asked.registry, asked.request, asked.wasDenied);
  const outcomesOfOne = outcomesIn(asked, answers);
  const counted = new Set<Outcomes>();
  for (const world of all) {
    const outcomes = world.map(outcomesOfOne);
    const steps = outcomes.reduce((sum, one) => sum + (counted.has(one) ? 1 : stepsOf(one)), 0);
    if (!budget.spend(steps) && all.length > 1) return 'too much';
    for (const one of outcomes) counted.add(one);
    tally.add(outcomes);
  }
  return tally;
}

/** To ask the layers, and to combine what they say, takes as long as so many other steps. */
const stepsOf = ({ tried }: Outcomes): number => 20 + 4 * tried;

/** The outcomes of an authorization as it is in a world; where worlds do not differ for it, it is looked at once. */
function outcomesIn<E>(
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
