/** What causes are weighed by: AWS's own words and evaluation, changes, and what else may have denied. */
import type { Decide } from '../../decision/decide';
import type { Decision, DenyingLayer } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import { isAnsweredOtherwise } from '../causes/answered-otherwise';
import type { AwsComparison } from '../causes/aws-comparison';
import type { UngradedCause } from '../causes/causes';
import { cardNamed } from '../causes/causes-of-blocks';
import { agreesWithEvaluation, evaluatedAs } from '../causes/evaluated-by-aws';
import { agrees, namesLayer, saysSomething } from '../causes/said-by-aws';
import type { RankedChange } from '../changes/rank';
import type { Decided } from '../decided';
import type { GradingCase } from './grading-case';

export interface Weighing {
  /** Does AWS's text, or its own evaluation, point at this cause's layer? */
  readonly named: (cause: UngradedCause) => boolean;
  readonly grading: GradingCase;
}

export interface DecidedWithChanges extends Decided {
  readonly ranked: readonly RankedChange[];
  /** `undefined`: AWS's own evaluation could not be read. */
  readonly comparison: AwsComparison | undefined;
}

export function weighingOf(weighed: DecidedWithChanges, cards: readonly AnyLayer[], decide: Decide): Weighing {
  const { investigated, undone, now, denied, certain, possible, ranked, comparison } = weighed;
  const { request, evidence, changes, observed = true, settled = [] } = investigated;
  const { named, agreed, refuted } = heldAgainstAws(weighed, cards);
  const found = (cause: UngradedCause) => named(cause) && (cause.outcome === 'unknown' || agreed(cause));
  const actions = request.authorizations.map(({ action }) => action);
  const namesAnother = saysSomething(request.said, cards, actions) && ![...certain, ...possible].some(found);
  const grading: GradingCase = {
    observed,
    request,
    evidence,
    changes,
    ranked: ranked.filter(({ recorded }) => !undone.has(recorded.eventId)),
    settled,
    cards,
    namesAnother,
    contradicted: namesAnother || (comparison?.differences.length ?? 0) > 0,
    agreed,
    refuted,
    onlySuspect: onlyLayer(denied.suspects),
    blockers: now.blockers,
    answeredOtherwise: (cause) => isAnsweredOtherwise(cause, cardNamed(cause.layer, cards), investigated, decide),
    standsAside: (card) => standsAside(card, denied),
  };
  return { named, grading };
}

type CauseTest = (cause: UngradedCause) => boolean;

function heldAgainstAws(
  { investigated: { request } }: Decided,
  cards: readonly AnyLayer[],
): Readonly<Record<'named' | 'agreed' | 'refuted', CauseTest>> {
  const cardOf = ({ layer }: UngradedCause) => cardNamed(layer, cards);
  const evaluated = (cause: UngradedCause) =>
    evaluatedAs(cardOf(cause), request.authorizations[cause.block.authorization]?.evaluation);
  const refuted: CauseTest = (cause) => evaluated(cause).is === 'passes';
  return {
    refuted,
    named: (cause) => evaluated(cause).is === 'denies' || namesLayer(request.said, cardOf(cause), cause.action),
    agreed: (cause) =>
      agreesWithEvaluation(evaluated(cause), cause) || (!refuted(cause) && agrees(request.said, cardOf(cause), cause)),
  };
}

/** An ACL never denies: one that grants nothing now can only have let more pass. */
const standsAside = ({ id, grantForm }: AnyLayer, { answers }: Decision): boolean =>
  answers.every(
    ({ layer, answer: { outcome } }) =>
      layer !== id ||
      outcome === 'not-applicable' ||
      (grantForm === 'access-control-list' && outcome === 'does-not-allow'),
  );

function onlyLayer(blocks: readonly DenyingLayer[]): string | undefined {
  const [first] = blocks;
  return blocks.every(({ layer }) => layer === first?.layer) ? first?.layer : undefined;
}
