import { accessPointPolicy } from '../../evidence/readers/access-point-policy';
import { unlessItsOwn } from '../access-point';
import type { Answer, Subject } from '../define';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../resource-policy';
import { note } from '../state-answers';

/** What the policy of the access point says. */
export function checkAccessPointPolicy(subject: Subject, evidence: ResourcePolicyEvidence): Answer {
  const answer = judgeResourcePolicy(subject, evidence, {
    reader: accessPointPolicy,
    without: note('no-access-point-policy'),
  });
  return unlessItsOwn(subject, answer);
}
