import type { Truth } from '../../engine/types';
import { bucketPolicy } from '../../evidence/readers/bucket-policy';
import { askedOf } from '../asked';
import type { Answer, Subject } from '../define';
import { onTheBucket } from '../on-the-bucket';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../resource-policy';
import { note } from '../state-answers';

/** What the bucket's policy says, to whom, and how closely it names the caller. */
export function checkBucketPolicy(subject: Subject, evidence: ResourcePolicyEvidence): Answer {
  return judgeResourcePolicy(onTheBucket(subject), evidence, {
    reader: bucketPolicy,
    without: note('no-bucket-policy'),
    denyCounts: denyCounts(subject),
  });
}

/**
 * The owner's root user can always repair the bucket's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
 */
function denyCounts(subject: Subject): Truth {
  const { authorization, request } = subject;
  const { principal } = request;
  if (principal.type !== 'root' || !repairs.has(askedOf(subject).lowerAction)) return true;
  const owner = authorization.resourceAccountId ?? request.resourceAccountId;
  return owner === undefined ? undefined : owner !== principal.accountId;
}

const repairs = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);
