import type { Truth } from '../../engine/truth';
import { bucketPolicy } from '../../evidence/readers/bucket-policy';
import { preparedRequest } from '../../judging/engine-request';
import { alsoPossible } from '../../judging/also-possible';
import { standing } from '../../judging/request/caller';
import type { Answer, Subject } from '../../judging/types';
import { granted } from '../../judging/judgements';
import { onTheBucket } from '../../judging/request/on-the-bucket';
import { judgeResourcePolicy, type ResourcePolicyEvidence } from '../../judging/policy/resource-policy';
import { forbids } from '../../judging/state/answers';
import { words } from './words';

/** What the bucket's policy says, to whom, and how closely it names the caller. */
export function checkBucketPolicy(subject: Subject, evidence: ResourcePolicyEvidence): Answer {
  if (isForTheOwnerOnly(subject)) return forbids('BucketOwner', [words.note('policy-is-for-the-owner-only')]);
  const answer = judgeResourcePolicy(onTheBucket(subject), evidence, {
    reader: bucketPolicy,
    without,
    denyCounts: denyCounts(subject),
  });
  if (answer.outcome === 'does-not-allow' || !isAskedElsewhere(subject)) return answer;
  // Whether the Region of a record is always the one that was asked is not documented.
  return alsoPossible(answer, [granted(false, 0)], words.unknown('policy-may-not-be-applied-in-another-region'));
}

/**
 * Asked in another Region than the bucket's, where it is, S3 goes by no bucket policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
 */
function isAskedElsewhere(subject: Subject): boolean {
  const { region, bucketRegion } = subject.request;
  const asksWhere = preparedRequest(subject).lowerAction === 's3:getbucketlocation';
  return asksWhere && region !== '' && bucketRegion !== undefined && region !== bucketRegion;
}

/**
 * The owner's root user can always repair the bucket's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
 */
function denyCounts(subject: Subject): Truth {
  const { authorization, request } = subject;
  const { principal } = request;
  if (principal.type !== 'root' || !repairs.has(preparedRequest(subject).lowerAction)) return true;
  const owner = authorization.resourceAccountId ?? request.resourceAccountId;
  return owner === undefined ? undefined : owner !== principal.accountId;
}

/** The permission does not help another account: S3 answers 405. */
function isForTheOwnerOnly(subject: Subject): boolean {
  const isAsked = repairs.has(preparedRequest(subject).lowerAction) && subject.request.errorCode === 'MethodNotAllowed';
  return isAsked && standing(subject) === 'outside';
}

const without = words.note('no-bucket-policy');
const repairs = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);
