/** The verdict over the policies of the denial, where AWS has captured them; what is to be changed is what is there now. */
import type { AnyLayer } from '../../layers/define';
import type { Investigated } from '../investigated';
import type { Verdict } from '../verdict';
import { withCapturedPolicies } from './captured-evidence';

export function verdictOfDenial(
  investigated: Investigated,
  cards: readonly AnyLayer[],
  verdictOf: (investigated: Investigated) => Verdict,
): Verdict {
  const { request, evidence: read } = investigated;
  const { evidence, settled, replaced } = withCapturedPolicies(request, read, cards);
  if (settled.length === 0) return verdictOf(investigated);
  const verdict = verdictOf({ ...investigated, evidence, settled });
  if (replaced.length === 0 || verdict.awsEvaluation === undefined) return verdict;
  const { fixedTogether: _of, ...then } = verdict;
  const { fixes, fixedTogether, decision } = verdictOf(investigated);
  return {
    ...then,
    fixes,
    ...(fixedTogether === undefined ? {} : { fixedTogether }),
    awsEvaluation: { ...verdict.awsEvaluation, captured: { layers: replaced, decisionNow: decision } },
  };
}
