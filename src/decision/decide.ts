/** The one decision: every layer of a registry, judged on every authorization, for everything that the unknowns can be. */
import { completeContext, indexContext } from '../engine/context';
import { openQuestions, questionsIn, Readings } from '../engine/open-questions';
import { Uses } from '../engine/unknowns/uses';
import type { AnyLayer } from '../layers/define';
import type { Answer, Subject } from '../judging/types';
import { judgedBy } from '../judging/judged-by';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { answersOn, askAgain, isOpen, type AnswerFor, type Answers } from './ask-layers';
import { outcomesOf, type Outcomes } from './possible-outcomes';
import { DecisionTally } from './decision-tally';
import { registryOf, type Registry } from './registry';
import type { Decision, EvidenceByLayer } from './types';
import { choicesOf, completed, worldsOf, type Worlds } from './unknown-assignments';

export interface DecideOptions {
  /** The request is known to have been denied. */
  readonly observed?: 'denied';
}

/** Decides over evidence of some form. */
export type Decide<E = EvidenceByLayer> = (request: BoundRequest, evidence: E, options?: DecideOptions) => Decision;

/** The decision over what a run has gathered. */
export const decider = (layers: readonly AnyLayer[]): Decide =>
  deciderAsking(layers, (layer, subject, _, evidence) => judgedBy(layer, subject, evidence[layer.id]));

/** The decision over evidence of another form; `ask` gets a layer's answer from it. */
export function deciderAsking<E>(
  layers: readonly AnyLayer[],
  ask: (layer: AnyLayer, subject: Subject, place: number, evidence: E) => Answer | undefined,
): Decide<E> {
  const registry = registryOf(layers);
  return (request, evidence, { observed } = {}) =>
    decideOver({
      registry,
      request,
      answerFor: (layer, subject, place) => ask(layer, subject, place, evidence),
      wasDenied: observed === 'denied',
    });
}

/** What is decided, and how. */
interface Case {
  readonly registry: Registry;
  readonly request: BoundRequest;
  readonly answerFor: AnswerFor;
  readonly wasDenied: boolean;
}

function decideOver(one: Case): Decision {
  const decision = decideOnce(one);
  const met = one.request.authorizations.reduce((bits, { context }) => bits | indexContext(context).readings.met, 0);
  if (met === 0) return decision;
  const hangsOn = questionsIn(met).filter((question) => {
    const readings = new Readings(openQuestions[question]);
    const other = decideOnce({ ...one, request: withReadings(one.request, readings) });
    return essenceOf(other) !== essenceOf(decision);
  });
  return hangsOn.length === 0 ? decision : { ...decision, hangsOn };
}

const essenceOf = ({ decision, blockers, suspects }: Decision) => JSON.stringify([decision, blockers, suspects]);

function withReadings(request: BoundRequest, readings: Readings): BoundRequest {
  const authorizations = request.authorizations.map((authorization) => ({
    ...authorization,
    context: completeContext(authorization.context, NOTHING, { readings }),
  }));
  return { ...request, authorizations };
}

const NOTHING: ReadonlyMap<string, undefined> = new Map();

function decideOnce(one: Case): Decision {
  const { registry, request, answerFor, wasDenied } = one;
  const { authorizations } = request;
  const answers = authorizations.map((authorization, place) =>
    answersOn(registry.layers, { authorization, request }, place, answerFor),
  );
  const tally = new DecisionTally(registry, request, wasDenied);
  const worlds = answers.some(isOpen) ? worldsFor(one, answers) : ONE_WORLD;
  if (worlds.variables.length === 0) {
    tally.add(
      authorizations.map((authorization, place) => outcomesOf(registry, request, authorization, answers[place] ?? [])),
    );
  } else {
    const outcomesIn = inWorld(one, answers, worlds);
    for (const choice of choicesOf(worlds.variables)) {
      tally.add(authorizations.map((authorization, place) => outcomesIn(authorization, place, choice)));
    }
  }
  return tally.decision(answers, worlds.exact);
}

const ONE_WORLD: Worlds = { variables: [], exact: true };

/** Asks the undecided layers once more, noting which unknown keys they hang on. */
function worldsFor({ registry, request, answerFor }: Case, answers: readonly Answers[]): Worlds {
  const uses = request.authorizations.map((authorization, place) => {
    const own = answers[place] ?? [];
    if (!isOpen(own)) return undefined;
    const noted = new Uses();
    const context = completeContext(authorization.context, NOTHING, { uses: noted });
    askAgain(registry.layers, { authorization: { ...authorization, context }, request }, own, place, answerFor);
    return noted;
  });
  const worlds = worldsOf(request, uses);
  // Statements on a resource that cannot be known are each taken for themselves.
  const isBlind = request.authorizations.some(
    ({ resource }, at) => resource === undefined && isOpen(answers[at] ?? []),
  );
  return isBlind ? { ...worlds, exact: false } : worlds;
}

/** The outcomes of an authorization in a world; worlds that do not differ for it are looked at once. */
function inWorld(
  { registry, request, answerFor }: Case,
  answers: readonly Answers[],
  { variables }: Worlds,
): (authorization: BoundAuthorization, place: number, choice: readonly number[]) => Outcomes {
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
    const own = askAgain(registry.layers, subject, answers[place] ?? [], place, answerFor);
    const made = outcomesOf(registry, request, supposed, own);
    known.set(name, made);
    return made;
  };
}
