import { accessPointIn } from '../../names/access-point';
import type { BoundAuthorization } from '../../request/types';
import type { Subject } from '../types';

/**
 * The same request, as policies see it that name the bucket and its objects: through an access point all others see the
 * access point's ARN. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control
 */
export function onTheBucket(subject: Subject): Subject {
  const { authorization } = subject;
  if (accessPointIn(authorization.resource)?.service !== 's3') return subject;
  const seen = asSeen.get(authorization) ?? { ...authorization, resource: authorization.bucketResource };
  asSeen.set(authorization, seen);
  return { ...subject, authorization: seen };
}

/** One for each: policies are matched once for each authorization. */
const asSeen = new WeakMap<BoundAuthorization, BoundAuthorization>();
