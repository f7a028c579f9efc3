/** The verdict over the policies of the denial, where AWS has captured them; what is to be changed is what is there now. */
import type { Decide } from '../../decision/decide';
import type { AnyLayer } from '../../layers/define';
import type { Investigated } from '../investigated';
import type { Verdict } from '../verdict';
import { withCapturedPolicies } from './captured-evidence';

export function verdictOfDenial(
  investigated: Investigated,
  cards: readonly AnyLayer[],
  { verdictOf, decide }: { readonly verdictOf: (investigated: Investigated) => Verdict; readonly decide: Decide },
): Verdict {
  const { request, evidence: read } = investigated;
  const { evidence, settled, replaced } = withCapturedPolicies(request, read, cards);
  if (settled.length === 0) return verdictOf(investigated);
  const verdict = verdictOf({ ...investigated, evidence, settled });
  if (replaced.length === 0 || verdict.awsEvaluation === undefined) return verdict;
  const { fixedTogether: _of, ...then } = verdict;
  const { fixes, fixedTogether } = verdictOf(investigated);
  const { decision } = decide(request, read);
  return {
    ...then,
    status: then.status === 'denied' && decision === 'allowed' ? 'would-be-allowed-now' : then.status,
    fixes,
    ...(fixedTogether === undefined ? {} : { fixedTogether }),
    awsEvaluation: { ...verdict.awsEvaluation, captured: { layers: replaced, decisionNow: decision } },
  };
}
