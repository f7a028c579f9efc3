import { accessPointPolicy } from '../../evidence/readers/access-point-policy';
import type { Answer, Subject } from '../define';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../resource-policy';
import { note } from '../state-answers';

/** What the policy of the access point says. */
export const checkAccessPointPolicy = (subject: Subject, evidence: ResourcePolicyEvidence): Answer =>
  judgeResourcePolicy(subject, evidence, { reader: accessPointPolicy, without: note('no-access-point-policy') });
