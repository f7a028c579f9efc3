import type { Truth } from '../../engine/types';
import { bucketPolicy } from '../../evidence/readers/bucket-policy';
import type { BoundAuthorization } from '../../request/types';
import { askedOf } from '../asked';
import type { Answer, Subject } from '../define';
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
 * Through an access point everybody else's policies see its ARN; the bucket's own sees the bucket's and the object's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control
 */
function onTheBucket(subject: Subject): Subject {
  const { authorization } = subject;
  if (!/^arn:[^:]+:s3:[^:]*:\d{12}:accesspoint\//.test(authorization.resource ?? '')) return subject;
  const seen = asSeen.get(authorization) ?? { ...authorization, resource: authorization.bucketResource };
  asSeen.set(authorization, seen);
  return { ...subject, authorization: seen };
}

/** One for each: policies are matched once for each authorization. */
const asSeen = new WeakMap<BoundAuthorization, BoundAuthorization>();

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
