import { ITS_ACCOUNT } from '../../engine/principal-element';
import { accessPointPolicy } from '../../evidence/readers/access-point-policy';
import { ownsOnlyTheAccessPoint } from '../access-point';
import type { Answer, Subject } from '../define';
import { granted } from '../judgements';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../resource-policy';
import { note } from '../state-answers';

/** What the policy of the access point says. */
export function checkAccessPointPolicy(subject: Subject, evidence: ResourcePolicyEvidence): Answer {
  const answer = judgeResourcePolicy(subject, evidence, {
    reader: accessPointPolicy,
    without: note('no-access-point-policy'),
  });
  if (answer.outcome !== 'does-not-allow' || !ownsOnlyTheAccessPoint(subject)) return answer;
  // Before another account's bucket: whether its own account needs the policy of its access point is not documented.
  return {
    outcome: 'unknown',
    possible: [granted(false, 0), granted(false, ITS_ACCOUNT)],
    unknowns: [{ code: 'own-access-point-may-need-no-policy', facts: {} }],
    statements: answer.statements,
    explain: () => answer.explain(),
  };
}
