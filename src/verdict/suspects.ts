/** What else may have denied. */
import type { Decision } from '../decision/types';
import type { BoundRequest } from '../request/types';
import { cardNamed } from './causes/causes-of-blocks';
import { namesLayer } from './causes/said-by-aws';
import type { GradingCase } from './certainty/grading-case';
import { isSameGate } from './same-gate';
import type { Cause } from './types';
import type { Suspect } from './verdict';

export function suspectsOf(
  { suspects, answers }: Decision,
  request: BoundRequest,
  { blockers, cards }: GradingCase,
  rootCauses: readonly Cause[],
): readonly Suspect[] {
  // AWS names the policies that denied: beside them only what certainly blocks is left.
  const isSaid = request.said.is === 'reason' && rootCauses.some(({ awsSaid }) => awsSaid?.agrees === true);
  const left = suspects.filter(
    (suspect) =>
      !isSaid ||
      blockers.some((block) => isSameGate(block, suspect)) ||
      namesLayer(request.said, cardNamed(suspect.layer, cards), suspect.action),
  );
  return left.map(({ layer, action, authorization }) => {
    const answer = answers.find((one) => one.layer === layer && one.authorization === authorization)?.answer;
    return {
      layer,
      action,
      resource: request.authorizations[authorization]?.resource ?? null,
      unknowns: answer?.outcome === 'unknown' ? answer.unknowns : [],
    };
  });
}
