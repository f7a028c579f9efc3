/** The one decision: every layer of the registry, judged on every authorization, for everything that the unknowns can be. */
import { completeContext, indexContext } from '../engine/context';
import { openQuestions, questionsIn, Readings } from '../engine/open-questions';
import { Uses } from '../engine/uses';
import { layers } from '../layers';
import type { AnyLayer, Answer, Subject } from '../layers/define';
import { readingsOf } from '../layers/readings';
import type { BoundAuthorization, BoundRequest } from '../request/types';
import { answerOf, type ReadingsFor } from './answers';
import { outcomesOf, type Answers, type Outcomes } from './outcomes';
import { Total } from './total';
import type { Decision, EvidenceByLayer, LayerAnswer } from './types';
import { choicesOf, completed, worldsOf, type Worlds } from './worlds';

export interface DecideOptions {
  /** The request is known to have been denied. */
  readonly observed?: 'denied';
}

export function decide(request: BoundRequest, evidence: EvidenceByLayer, options: DecideOptions = {}): Decision {
  return decideOver(request, (layer, subject) => readingsOf(layer, subject, evidence[layer.id]), options);
}

/** As `decide`, wherever the readings come from. */
export function decideOver(request: BoundRequest, readingsFor: ReadingsFor, options: DecideOptions = {}): Decision {
  const decision = decideOnce(request, readingsFor, options);
  const met = request.authorizations.reduce((bits, { context }) => bits | indexContext(context).readings.met, 0);
  if (met === 0) return decision;
  const hangsOn = questionsIn(met).filter((question) => {
    const readings = new Readings(openQuestions[question]);
    const other = decideOnce(withReadings(request, readings), readingsFor, options);
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

function decideOnce(request: BoundRequest, readingsFor: ReadingsFor, { observed }: DecideOptions): Decision {
  const { authorizations } = request;
  const answers = authorizations.map((authorization, place) =>
    layers.map((layer) => answerOf(layer, { authorization, request }, place, readingsFor)),
  );
  const total = new Total(request, observed);
  const worlds = answers.some(isOpen) ? worldsFor(request, answers, readingsFor) : ONE_WORLD;
  if (worlds.variables.length === 0) {
    total.add(authorizations.map((authorization, place) => outcomesOf(request, authorization, answers[place] ?? [])));
  } else {
    const outcomesIn = inWorld(request, answers, readingsFor, worlds);
    for (const choice of choicesOf(worlds.variables)) {
      total.add(authorizations.map((authorization, place) => outcomesIn(authorization, place, choice)));
    }
  }
  return total.decision(answers.flatMap(listed), worlds.exact);
}

const ONE_WORLD: Worlds = { variables: [], exact: true };
const isOpen = (answers: Answers) => answers.some((answer) => answer?.outcome === 'unknown');

function listed(answers: Answers, authorization: number): readonly LayerAnswer[] {
  return answers.flatMap((answer, at) =>
    answer === undefined ? [] : [{ layer: (layers[at] as AnyLayer).id, authorization, answer }],
  );
}

/** Asks the undecided layers once more, noting which unknown keys they hang on. */
function worldsFor(request: BoundRequest, answers: readonly Answers[], readingsFor: ReadingsFor): Worlds {
  const uses = request.authorizations.map((authorization, place) => {
    const own = answers[place] ?? [];
    if (!isOpen(own)) return undefined;
    const noted = new Uses();
    const context = completeContext(authorization.context, NOTHING, { uses: noted });
    askAgain({ authorization: { ...authorization, context }, request }, own, place, readingsFor);
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
  readingsFor: ReadingsFor,
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
    const own = askAgain({ authorization: supposed, request }, answers[place] ?? [], place, readingsFor);
    const made = outcomesOf(request, supposed, own);
    known.set(name, made);
    return made;
  };
}

/** What was decided stays so, whatever the unknowns are. */
function askAgain(subject: Subject, answers: Answers, place: number, readingsFor: ReadingsFor): Answers {
  return answers.map((answer, at): Answer | undefined =>
    answer?.outcome === 'unknown' ? answerOf(layers[at] as AnyLayer, subject, place, readingsFor) : answer,
  );
}
