import { accessPointPolicy } from '../../evidence/readers/access-point-policy';
import { unlessItsOwn } from '../../judging/request/access-point';
import type { Answer, Subject } from '../../judging/types';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../../judging/policy/resource-policy';
import { sharedWords } from '../../judging/words';

/** What the policy of the access point says. */
export function checkAccessPointPolicy(subject: Subject, evidence: ResourcePolicyEvidence): Answer {
  const answer = judgeResourcePolicy(subject, evidence, {
    reader: accessPointPolicy,
    without: sharedWords.note('no-access-point-policy'),
  });
  return unlessItsOwn(subject, answer);
}
