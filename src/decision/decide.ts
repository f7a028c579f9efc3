/** The one decision: what every layer says of every authorization, for everything that the unknowns can be. See README.md. */
import { withReadings } from '../engine/context';
import { openQuestions, questionsIn, Readings } from '../engine/open-questions';
import type { AnyLayer } from '../layers/define';
import { judgedBy } from '../judging/judged-by';
import type { BoundRequest } from '../request/types';
import type { Ask } from './ask-layers';
import { decideOverWorlds, type Decidable } from './over-worlds';
import { registryOf } from './registry';
import type { Decision, EvidenceByLayer } from './types';

export interface DecideOptions {
  /** The request is known to have been denied. */
  readonly observed?: 'denied';
}

/** Decides over evidence of some form. */
export type Decide<E = EvidenceByLayer> = (request: BoundRequest, evidence: E, options?: DecideOptions) => Decision;

/** The decision over what a run has gathered. */
export const decider = (layers: readonly AnyLayer[]): Decide =>
  deciderAsking(layers, (layer, subject, _, evidence) => judgedBy(layer, subject, evidence[layer.id]));

/** The decision over evidence of another form. */
export function deciderAsking<E>(layers: readonly AnyLayer[], ask: Ask<E>): Decide<E> {
  const registry = registryOf(layers);
  return (request, evidence, { observed } = {}) =>
    decideBothWays({ registry, request, ask, evidence, wasDenied: observed === 'denied' });
}

/** What AWS's documentation leaves open is decided as we read it, and once more for each question the other way round. */
function decideBothWays<E>(asked: Decidable<E>): Decision {
  const readings = new Readings();
  const decision = decideOverWorlds(reading(asked, readings));
  if (readings.met === 0) return decision;
  const hangsOn = questionsIn(readings.met).filter((question) => {
    const otherwise = new Readings(openQuestions[question]);
    return essenceOf(decideOverWorlds(reading(asked, otherwise))) !== essenceOf(decision);
  });
  return hangsOn.length === 0 ? decision : { ...decision, hangsOn };
}

const essenceOf = ({ decision, blockers, suspects }: Decision) => JSON.stringify([decision, blockers, suspects]);

function reading<E>(asked: Decidable<E>, readings: Readings): Decidable<E> {
  const authorizations = asked.request.authorizations.map((authorization) => ({
    ...authorization,
    context: withReadings(authorization.context, readings),
  }));
  return { ...asked, request: { ...asked.request, authorizations } };
}
