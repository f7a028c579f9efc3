/** A request by the record alone: what the record does not say is unknown. */
import { bucketInArn } from '../../names/bucket';
import { accountOfKey } from '../../names/kms-key';
import { isServiceLinkedRole } from '../../names/principal';
import { defined } from '../../defined';
import type { KnownBucket } from './bucket';
import type { Authorization, BoundAuthorization, BoundRequest, DeniedRequest } from '../../request/types';

export function unbound(denied: DeniedRequest): BoundRequest {
  return {
    ...denied,
    resourceAccountId: denied.resourceAccountId,
    bucketRegion: undefined,
    organizationId: undefined,
    authorizations: denied.authorizations.map((authorization) => unboundAuthorization(denied, authorization)),
    unknowns: [],
  };
}

function unboundAuthorization(denied: DeniedRequest, asked: Authorization): BoundAuthorization {
  const { action, resource, bucketResource, purpose, certain, context, assumptions = [] } = asked;
  const arn = resource.is === 'arn' ? resource.arn : undefined;
  const ofBucket = isAboutTheBucket(denied, { action, purpose, resource: arn }) ? denied.resourceAccountId : undefined;
  return {
    action,
    resource: arn,
    ...defined({ bucketResource }),
    resourceAccountId: asked.resourceAccountId ?? accountOfKey(arn) ?? ofBucket,
    purpose,
    needed: certain ? 'yes' : 'unknown',
    context,
    assumptions,
    flags: {
      principalIsServiceLinkedRole: isServiceLinked(denied),
      principalAccountIsManagement: undefined,
      resourceAccountIsManagement: undefined,
      awsManagedKey: undefined,
    },
  };
}

/** With the bucket's owner and Region, once they are found. */
export function withBucket(request: BoundRequest, { accountId, region }: KnownBucket): BoundRequest {
  return {
    ...request,
    principal: rootOfOwner(request, accountId),
    resourceAccountId: accountId,
    bucketRegion: region,
    authorizations: request.authorizations.map((authorization) =>
      isAboutTheBucket(request, authorization) && authorization.resourceAccountId === undefined
        ? { ...authorization, resourceAccountId: accountId }
        : authorization,
    ),
  };
}

/** Who is the bucket's owner by the canonical id is the root user of its account. */
function rootOfOwner({ principal, partition }: BoundRequest, accountId: string | undefined): BoundRequest['principal'] {
  const isOwner = principal.type === 'unidentified' && principal.isBucketOwner === true;
  if (!isOwner || accountId === undefined) return principal;
  return { type: 'root', arn: `arn:${partition}:iam::${accountId}:root`, accountId };
}

function isAboutTheBucket(
  { bucket }: Pick<BoundRequest, 'bucket'>,
  { action, purpose, resource }: Pick<BoundAuthorization, 'action' | 'purpose' | 'resource'>,
): boolean {
  if (action.startsWith('kms:')) return false;
  // An access point's alias or ARN may stand for the bucket, and its file system has none.
  const path = bucketInArn(resource);
  return path === undefined ? purpose === 'main' : path === bucket;
}

function isServiceLinked({ principal }: DeniedRequest): boolean {
  if (principal.type === 'role') return isServiceLinkedRole(principal.arn);
  return principal.type === 'assumed-role' && isServiceLinkedRole(principal.roleArn);
}
