/** The one decision: what every layer says of every authorization, for everything that the unknowns can be. See README.md. */
import { withInterpretations } from '../engine/context';
import { Interpretations } from '../engine/open-questions';
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
  const chosen = new Interpretations();
  const decision = decideOverWorlds(interpreted(asked, chosen));
  const hangsOn = chosen.questionsMet().filter((question) => {
    const otherwise = interpreted(asked, new Interpretations(question));
    return essenceOf(decideOverWorlds(otherwise)) !== essenceOf(decision);
  });
  return hangsOn.length === 0 ? decision : { ...decision, hangsOn };
}

const essenceOf = ({ decision, blockers, suspects }: Decision) => JSON.stringify([decision, blockers, suspects]);

function interpreted<E>(asked: Decidable<E>, interpretations: Interpretations): Decidable<E> {
  const authorizations = asked.request.authorizations.map((authorization) => ({
    ...authorization,
    context: withInterpretations(authorization.context, interpretations),
  }));
  return { ...asked, request: { ...asked.request, authorizations } };
}
