/** Which calls may have changed the things of a case, and where CloudTrail records them. */
import type { ChangedThing } from '../../define';
import { sourceOf, type WatchedCalls } from './watched-calls';
import { accessPointIn, multiRegionControl } from '../../../names/access-point';
import { keyNameIn } from '../../../names/kms-key';
import { isRoleArn } from '../../../names/principal';
import { bucketName, endpointId, identityArn, keyArn } from '../../targets';
import { globalRegion, organizationRegion, whereTo, type Where } from '../../session/where';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';

/** One question to CloudTrail. */
export interface Watch {
  readonly where: Where;
  readonly thing: ChangedThing;
  readonly eventSource: string;
  /** How records name the thing; which of these spellings they use is not documented, so each is asked for. */
  readonly names: readonly string[];
  /** Asked one by one where no name is known, or where a busy thing has more records than are read. */
  readonly calls: readonly string[];
}

/** The things of the case: its buckets, keys, access point and endpoint, and whoever asked. */
export function watchesOf(request: BoundRequest, calls: WatchedCalls): readonly Watch[] {
  const all = [
    ...request.authorizations.flatMap((authorization) => [
      ...watchesOfBucket(authorization, request, calls),
      ...watchesOfKey(authorization, request, calls),
    ]),
    // These are the same for all authorizations.
    ...request.authorizations
      .slice(0, 1)
      .flatMap((authorization) => [
        ...watchesOfAccessPoint(authorization, request, calls),
        ...watchesOfCaller(authorization, request, calls),
        ...watchesOfEndpoint(authorization, request, calls),
      ]),
  ];
  return [...new Map(all.map((watch) => [JSON.stringify(watch), watch])).values()];
}

/** Policies of an organization are changed where it is managed. */
export function watchOfOrganization(account: string, { partition }: BoundRequest, calls: WatchedCalls): Watch {
  return {
    // This very account, which need not be the one that is asked about the organization.
    where: { at: 'own', account, region: organizationRegion(partition), partition },
    ...unnamed('organization', calls),
  };
}

function watchesOfBucket(
  authorization: BoundAuthorization,
  request: BoundRequest,
  calls: WatchedCalls,
): readonly Watch[] {
  const { action } = authorization;
  if (action.startsWith('kms:')) return [];
  const { partition } = request;
  const bucket = bucketName(authorization, request);
  const read = whereTo({ at: 'bucket', region: 'bucket' }, bucket, authorization, request);
  // CloudTrail redirects nobody to the Region of another bucket.
  const where = bucket === request.bucket ? read : { ...read, region: request.region };
  return [
    ...(bucket === undefined
      ? []
      : [{ where, ...named('bucket', [bucket, `arn:${partition}:s3:::${bucket}`], calls) }]),
    // Which Region records a setting of the whole account is not documented: the bucket's, or the first.
    { where, ...unnamed('account', calls) },
    { where: { ...where, region: globalRegion(partition) }, ...unnamed('account', calls) },
    ...(action === 's3:GetDataAccess' ? [{ where, ...unnamed('accessGrants', calls) }] : []),
  ];
}

function watchesOfKey(authorization: BoundAuthorization, request: BoundRequest, calls: WatchedCalls): readonly Watch[] {
  const arn = keyArn(authorization, request);
  const key = keyNameIn(arn);
  if (arn === undefined || key === undefined) return [];
  const where = whereTo({ at: 'key', region: 'key' }, arn, authorization, request);
  return [{ where, ...named('key', [arn, key.id], calls) }];
}

function watchesOfAccessPoint(
  authorization: BoundAuthorization,
  request: BoundRequest,
  calls: WatchedCalls,
): readonly Watch[] {
  const { accessPoint } = request;
  if (accessPoint === undefined) return [];
  const read = whereTo({ at: 'access-point', region: 'access-point' }, accessPoint, authorization, request);
  const where = accessPointIn(accessPoint)?.kind === 'multi-region' ? { ...read, region: multiRegionControl } : read;
  return [{ where, ...unnamed('accessPoint', calls) }];
}

function watchesOfCaller(
  authorization: BoundAuthorization,
  request: BoundRequest,
  calls: WatchedCalls,
): readonly Watch[] {
  const arn = identityArn(authorization, request);
  if (arn === undefined) return [];
  const where = whereTo({ at: 'caller', region: 'global' }, arn, authorization, request);
  return [
    { where, ...named(isRoleArn(arn) ? 'role' : 'user', [arn.split('/').at(-1) ?? arn, arn], calls) },
    { where, ...unnamed('managedPolicy', calls) },
    ...(isRoleArn(arn) ? [] : [{ where, ...unnamed('group', calls) }]),
  ];
}

function watchesOfEndpoint(
  authorization: BoundAuthorization,
  request: BoundRequest,
  calls: WatchedCalls,
): readonly Watch[] {
  const id = endpointId(authorization, request);
  if (id === undefined) return [];
  const where = whereTo({ at: 'endpoint', region: 'endpoint' }, id, authorization, request);
  return [{ where, ...named('endpoint', [id], calls) }];
}

type Question = Omit<Watch, 'where'>;

const named = (thing: ChangedThing, names: readonly string[], calls: WatchedCalls): Question => ({
  thing,
  eventSource: sourceOf[thing],
  names,
  calls: calls[thing],
});

const unnamed = (thing: ChangedThing, calls: WatchedCalls): Question => named(thing, [], calls);
