/** Our decision held against AWS's own evaluation of the denial: where both say the same, and where they do not. */
import { defined } from '../../defined';
import type { Decision, DecisionValue, LayerAnswer } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type {
  AwsCheck,
  AwsEvaluation,
  CapturedType,
  EvaluatedEffect,
  MatchedPolicy,
} from '../../request/aws-evaluation';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { AwsComparison, AwsDifference, AwsStatement } from './aws-comparison';
import type { UngradedCause } from './causes';
import {
  agreesWithEvaluation,
  decidingTypes,
  denying,
  evaluatedAs,
  matchedBy,
  policyTypeWords,
} from './evaluated-by-aws';

export interface Compared {
  readonly request: BoundRequest;
  readonly cards: readonly AnyLayer[];
  /** By evaluation alone. */
  readonly decision: Decision;
  /** What blocks, or could. */
  readonly causes: readonly UngradedCause[];
}

/** `undefined`: AWS's evaluation could not be read. */
export function compareWithAws(compared: Compared): AwsComparison | undefined {
  const { request, cards, causes } = compared;
  const evaluated = request.authorizations.flatMap((authorization, place) =>
    authorization.evaluation === undefined ? [] : [{ place, authorization, evaluation: authorization.evaluation }],
  );
  if (evaluated.length === 0) return undefined;
  const agreed = causes.flatMap((cause) => {
    const card = cards.find(({ id }) => id === cause.layer);
    const said = card && evaluatedAs(card, request.authorizations[cause.block.authorization]?.evaluation);
    return said !== undefined && agreesWithEvaluation(said, cause) ? [{ cause, said }] : [];
  });
  const matched = agreed.flatMap(({ cause, said }) =>
    said.is === 'denies' && said.explicit ? matchedBy(said, cause).map(({ uri, sid }) => ({ uri, sid })) : [],
  );
  return {
    showsChecks: evaluated.some(({ evaluation }) => evaluation.checks.length > 0),
    effects: evaluated.map(({ authorization: { action }, evaluation: { effect } }) => ({ action, effect })),
    matched: [...new Map(matched.map((one) => [JSON.stringify(one), one])).values()],
    agreed: [...new Set(agreed.map(({ cause }) => cause.layer))],
    differences: evaluated.flatMap((one) => differencesIn(one, compared)),
  };
}

interface EvaluatedPlace {
  readonly place: number;
  readonly authorization: BoundAuthorization;
  readonly evaluation: AwsEvaluation;
}

function differencesIn(one: EvaluatedPlace, compared: Compared): readonly AwsDifference[] {
  const found = [...deniedByAwsAlone(one, compared), ...deniedByUsAlone(one, compared)];
  return found.length > 0 ? found : differentWholes(one, compared);
}

/** A gate of AWS's denies, and of the layers that answer to it all are sure that they do not, or by another statement. */
function deniedByAwsAlone(one: EvaluatedPlace, compared: Compared): readonly AwsDifference[] {
  const { place, authorization, evaluation } = one;
  return evaluation.checks
    .filter(({ effect }) => effect === 'EXPLICIT_DENY' || effect === 'IMPLICIT_DENY')
    .flatMap((check) => {
      const alone = { ...evaluation, checks: [check] };
      const types = denyingTypes(check, evaluation).map((type) => policyTypeWords[type]);
      const answers = answersAt(place, compared).filter(
        ({ layer, answer }) =>
          answer.outcome !== 'not-applicable' && saidAsOf(layer, compared).some((word) => types.includes(word)),
      );
      const isOpen = answers.length === 0 || answers.some(({ answer }) => answer.outcome === 'unknown');
      if (isOpen || agreesAt(place, answers, { compared, alone })) return [];
      return [
        {
          ...about(authorization),
          aws: { check: check.type, effect: check.effect, statements: statementsOf(denying(check.matched)) },
          ours: answers.map(({ layer, answer: { outcome } }) => ({ layer, outcome })),
        },
      ];
    });
}

/** Those of the statements that AWS matched, where it says whose they are; else whatever decides at that gate. */
function denyingTypes(check: AwsCheck, evaluation: AwsEvaluation): readonly CapturedType[] {
  const matched = denying(check.matched).map(({ type }) => type);
  const known = matched.filter((type) => type !== undefined);
  return known.length > 0 && known.length === matched.length ? known : decidingTypes(check, evaluation);
}

function agreesAt(
  place: number,
  answers: readonly LayerAnswer[],
  { compared, alone }: { readonly compared: Compared; readonly alone: AwsEvaluation },
): boolean {
  // Several may be weighed together: an implicit deny is one where none of them denies, and one at least lacks an Allow.
  const outcomes = answers.map(({ answer: { outcome } }) => outcome);
  if (alone.checks[0]?.effect === 'IMPLICIT_DENY')
    return outcomes.includes('does-not-allow') && !outcomes.includes('denies');
  const layers = answers.map(({ layer }) => layer);
  return compared.causes
    .filter(({ layer, block }) => layers.includes(layer) && block.authorization === place)
    .some((cause) => agreesWithEvaluation(evaluatedAs({ saidAs: saidAsOf(cause.layer, compared) }, alone), cause));
}

/** What blocks by our evaluation, and let pass by AWS's. */
function deniedByUsAlone(
  { place, authorization, evaluation }: EvaluatedPlace,
  compared: Compared,
): readonly AwsDifference[] {
  const blocking = compared.decision.blockers.filter((block) => block.authorization === place);
  return answersAt(place, compared)
    .filter(({ layer }) => blocking.some((block) => block.layer === layer))
    .filter(({ layer }) => evaluatedAs({ saidAs: saidAsOf(layer, compared) }, evaluation).is === 'passes')
    .map(({ layer, answer: { outcome } }) => ({
      ...about(authorization),
      aws: { effect: 'ALLOW', statements: [], ...passedBy(layer, evaluation, compared) },
      ours: [{ layer, outcome }],
    }));
}

/** Without checks only the whole can be compared. */
function differentWholes(one: EvaluatedPlace, compared: Compared): readonly AwsDifference[] {
  const { place, authorization, evaluation } = one;
  const { effect, matched } = evaluation;
  const decision = compared.decision.byAuthorization[place] ?? 'unknown';
  if (!isOtherWhole(effect, decision, denyingPolicies(place, compared))) return [];
  return [{ ...about(authorization), aws: { effect, statements: statementsOf(denying(matched)) }, ours: [], decision }];
}

/** AWS's evaluation is of policies: what else denies it does not show. */
function isOtherWhole(effect: EvaluatedEffect, decision: DecisionValue, policyDenies: boolean): boolean {
  switch (effect) {
    case 'EXPLICIT_DENY':
      return decision === 'allowed' || decision === 'implicit-deny';
    case 'IMPLICIT_DENY':
      return decision === 'allowed' || policyDenies;
    case 'ALLOW':
    case 'NO_IMPACT':
      return false;
  }
}

const denyingPolicies = (place: number, compared: Compared): boolean =>
  answersAt(place, compared).some(
    ({ layer, answer: { outcome } }) =>
      outcome === 'denies' && saidAsOf(layer, compared).some((word) => allWords.includes(word)),
  );

const allWords = Object.values(policyTypeWords);

const about = ({
  action,
  resource = null,
}: {
  readonly action: string;
  readonly resource?: string | null | undefined;
}) => ({
  action,
  resource: resource ?? null,
});

const answersAt = (place: number, { decision }: Compared): readonly LayerAnswer[] =>
  decision.answers.filter(({ authorization }) => authorization === place);

const saidAsOf = (layer: string, { cards }: Compared): readonly string[] =>
  cards.find(({ id }) => id === layer)?.saidAs ?? [];

const statementsOf = (matched: readonly MatchedPolicy[]): readonly AwsStatement[] =>
  matched.flatMap(({ uri, statements }) => statements.map(({ sid }) => ({ uri, sid })));

/** The gate of AWS's that the layer answers to, and the grants of a KMS key that opened it. */
function passedBy(layer: string, evaluation: AwsEvaluation, compared: Compared): Partial<AwsDifference['aws']> {
  const words = saidAsOf(layer, compared);
  const check = evaluation.checks.find((one) =>
    decidingTypes(one, evaluation).some((type) => words.includes(policyTypeWords[type])),
  );
  const grants = (check?.matched ?? []).flatMap(({ grantId }) => grantId ?? []);
  return defined({ check: check?.type, grants: grants.length === 0 ? undefined : grants });
}
