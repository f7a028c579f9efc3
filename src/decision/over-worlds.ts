/** One decision over every world that the unknown keys leave: asks, notes, tries and adds up. See README.md. */
import { completeContext, indexContext } from '../engine/context';
import { Uses } from '../engine/unknowns/uses';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { answersOn, askAgain, isOpen, type Answers, type Asking } from './ask-layers';
import { DecisionTally } from './decision-tally';
import { outcomesOf, type Outcomes } from './possible-outcomes';
import type { Registry } from './registry';
import type { Decision } from './types';
import { choicesOf, completed, worldsOf, type Worlds } from './unknown-assignments';

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
  const worlds = answers.some(isOpen) ? worldsFor(asked, answers) : ONE_WORLD;
  if (worlds.variables.length === 0) {
    tally.add(authorizations.map((one, place) => outcomesOf(registry, request, one, answers[place] as Answers)));
  } else {
    const outcomesIn = inWorld(asked, answers, worlds);
    for (const choice of choicesOf(worlds.variables)) {
      tally.add(authorizations.map((authorization, place) => outcomesIn(authorization, place, choice)));
    }
  }
  return tally.decision(answers, worlds.exact);
}

const ONE_WORLD: Worlds = { variables: [], exact: true };

/** Asks the undecided layers once more, noting which unknown keys they hang on. */
function worldsFor<E>(asked: Decidable<E>, answers: readonly Answers[]): Worlds {
  const { registry, request } = asked;
  const uses = request.authorizations.map((authorization, place) => {
    const own = answers[place] as Answers;
    if (!isOpen(own)) return undefined;
    const noted = new Uses();
    const context = completeContext(authorization.context, NOTHING, { uses: noted });
    askAgain(registry.layers, { authorization: { ...authorization, context }, request }, own, place, asked);
    return noted;
  });
  const worlds = worldsOf(request, uses);
  // Statements on a resource that cannot be known are each taken for themselves.
  const isBlind = request.authorizations.some(({ resource }, at) => resource === undefined && uses[at] !== undefined);
  return isBlind ? { ...worlds, exact: false } : worlds;
}

const NOTHING: ReadonlyMap<string, undefined> = new Map();

/** The outcomes of an authorization in a world; worlds that do not differ for it are looked at once. */
function inWorld<E>(
  asked: Decidable<E>,
  answers: readonly Answers[],
  { variables }: Worlds,
): (authorization: BoundAuthorization, place: number, choice: readonly number[]) => Outcomes {
  const { registry, request } = asked;
  const known = new Map<string, Outcomes>();
  return (authorization, place, choice) => {
    let name = String(place);
    variables.forEach(({ places }, at) => {
      if (places.includes(place)) name += ` ${choice[at]}`;
    });
    const found = known.get(name);
    if (found !== undefined) return found;
    const { readings } = indexContext(authorization.context);
    const supposed = completed(authorization, place, variables, choice, readings);
    const subject = { authorization: supposed, request };
    const own = askAgain(registry.layers, subject, answers[place] as Answers, place, asked);
    const made = outcomesOf(registry, request, supposed, own);
    known.set(name, made);
    return made;
  };
}
