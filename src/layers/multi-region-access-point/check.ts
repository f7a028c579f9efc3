import { multiRegionAccessPointPolicy } from '../../evidence/readers/multi-region-access-point-policy';
import { unlessItsOwn } from '../../judging/request/access-point';
import type { Answer, Subject } from '../../judging/types';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../../judging/policy/resource-policy';
import { forbids } from '../../judging/state/answers';
import { sharedWords } from '../../judging/words';
import { words } from './words';

/** A Region that the caller's account did not opt in to: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const closedRegion = ['InvalidRegion', 'AllAccessDisabled'];

/** What the policy of the Multi-Region Access Point says, and whether the Region behind it is open. */
export function checkMultiRegion(subject: Subject, evidence: ResourcePolicyEvidence): Answer {
  const { errorCode } = subject.request;
  if (closedRegion.includes(errorCode)) return forbids(errorCode, [words.note('region-not-open', { errorCode })]);
  const answer = judgeResourcePolicy(subject, evidence, {
    reader: multiRegionAccessPointPolicy,
    without: sharedWords.note('no-access-point-policy'),
  });
  return unlessItsOwn(subject, answer);
}
