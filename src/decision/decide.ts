/** The one decision: every layer of the registry, judged on every authorization, for everything that the unknowns can be. */
import { completeContext, indexContext } from '../engine/context';
import { openQuestions, questionsIn, Readings } from '../engine/open-questions';
import { Uses } from '../engine/unknowns/uses';
import type { AnyLayer } from '../layers/define';
import type { Subject } from '../judging/types';
import { readingsOf } from '../judging/readings';
import { note, notApplicable } from '../judging/state/answers';
import { takesPart } from '../judging/takes-part';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { answersOn, askAgain, isOpen, type AnswerFor, type Answers } from './ask-layers';
import { outcomesOf, type Outcomes } from './possible-outcomes';
import { Total } from './over-worlds';
import type { Decision, EvidenceByLayer } from './types';
import { choicesOf, completed, worldsOf, type Worlds } from './unknown-assignments';

export interface DecideOptions {
  /** The request is known to have been denied. */
  readonly observed?: 'denied';
}

export function decide(request: BoundRequest, evidence: EvidenceByLayer, options: DecideOptions = {}): Decision {
  const answerFor = (layer: AnyLayer, subject: Subject) =>
    takesPart(layer, subject) ? layer.check(subject, readingsOf(layer, subject, evidence[layer.id])) : outOfTheWay;
  return decideOver(request, answerFor, options);
}

const outOfTheWay = notApplicable(note('does-not-apply'));

/** As `decide`, wherever the answers come from. */
export function decideOver(request: BoundRequest, answerFor: AnswerFor, options: DecideOptions = {}): Decision {
  const decision = decideOnce(request, answerFor, options);
  const met = request.authorizations.reduce((bits, { context }) => bits | indexContext(context).readings.met, 0);
  if (met === 0) return decision;
  const hangsOn = questionsIn(met).filter((question) => {
    const readings = new Readings(openQuestions[question]);
    const other = decideOnce(withReadings(request, readings), answerFor, options);
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

function decideOnce(request: BoundRequest, answerFor: AnswerFor, { observed }: DecideOptions): Decision {
  const { authorizations } = request;
  const answers = authorizations.map((authorization, place) => answersOn({ authorization, request }, place, answerFor));
  const total = new Total(request, observed);
  const worlds = answers.some(isOpen) ? worldsFor(request, answers, answerFor) : ONE_WORLD;
  if (worlds.variables.length === 0) {
    total.add(authorizations.map((authorization, place) => outcomesOf(request, authorization, answers[place] ?? [])));
  } else {
    const outcomesIn = inWorld(request, answers, answerFor, worlds);
    for (const choice of choicesOf(worlds.variables)) {
      total.add(authorizations.map((authorization, place) => outcomesIn(authorization, place, choice)));
    }
  }
  return total.decision(answers, worlds.exact);
}

const ONE_WORLD: Worlds = { variables: [], exact: true };

/** Asks the undecided layers once more, noting which unknown keys they hang on. */
function worldsFor(request: BoundRequest, answers: readonly Answers[], answerFor: AnswerFor): Worlds {
  const uses = request.authorizations.map((authorization, place) => {
    const own = answers[place] ?? [];
    if (!isOpen(own)) return undefined;
    const noted = new Uses();
    const context = completeContext(authorization.context, NOTHING, { uses: noted });
    askAgain({ authorization: { ...authorization, context }, request }, own, place, answerFor);
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
  request: BoundRequest,
  answers: readonly Answers[],
  answerFor: AnswerFor,
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
    const own = askAgain({ authorization: supposed, request }, answers[place] ?? [], place, answerFor);
    const made = outcomesOf(request, supposed, own);
    known.set(name, made);
    return made;
  };
}
