/** Which calls may have changed the things of a case, and where CloudTrail records them. */
import { watchedCalls } from './watched-calls';
import { accessPointParts, identityArn, keyArn } from '../targets';
import { globalRegion, organizationRegion, type Where } from '../session/where';
import type { BoundAuthorization, BoundRequest } from '../../request/types';

/** One question to CloudTrail. */
export interface Watch {
  readonly where: Where;
  readonly eventSource: string;
  /** How records name the thing; which of these spellings they use is not documented, so each is asked for. */
  readonly names: readonly string[];
  /** Asked one by one where no name is known, or where a busy thing has more records than are read. */
  readonly calls: readonly string[];
}

/** The things of the case: its buckets, keys, access point and endpoint, and whoever asked. */
export function watchesOf(request: BoundRequest): readonly Watch[] {
  const all = [
    ...request.authorizations.flatMap((authorization) => [
      ...watchesOfBucket(request, authorization),
      ...watchesOfKey(request, authorization),
    ]),
    ...watchesOfAccessPoint(request),
    ...watchesOfCaller(request),
    ...watchesOfEndpoint(request),
  ];
  return [...new Map(all.map((watch) => [JSON.stringify(watch), watch])).values()];
}

/** Policies of an organization are changed where it is managed. */
export function watchOfOrganization(account: string, { partition }: BoundRequest): Watch {
  return {
    // This very account, which need not be the one that is asked about the organization.
    where: { at: 'own', account, region: organizationRegion(partition), partition },
    eventSource: 'organizations.amazonaws.com',
    names: [],
    calls: watchedCalls.organizations,
  };
}

function watchesOfBucket(request: BoundRequest, authorization: BoundAuthorization): readonly Watch[] {
  const { action, bucketResource, resource } = authorization;
  if (action.startsWith('kms:')) return [];
  const bucket = /^arn:[\w-]+:s3:::([^/*?]+)(\/|$)/.exec(bucketResource ?? resource ?? '')?.[1] ?? request.bucket;
  const account =
    authorization.resourceAccountId ?? (bucket === request.bucket ? request.resourceAccountId : undefined);
  const region = (bucket === request.bucket ? request.bucketRegion : undefined) ?? request.region;
  const { partition } = request;
  const where: Where = { at: 'bucket', account, region, partition };
  const eventSource = 's3.amazonaws.com';
  const named = (names: readonly string[], calls: readonly string[], at = where): Watch => ({
    where: at,
    eventSource,
    names,
    calls,
  });
  return [
    ...(bucket === undefined ? [] : [named([bucket, `arn:${partition}:s3:::${bucket}`], watchedCalls.buckets)]),
    // Which Region records a setting of the whole account is not documented: the bucket's, or the first.
    named([], watchedCalls.accounts),
    named([], watchedCalls.accounts, { ...where, region: globalRegion(partition) }),
    ...(action === 's3:GetDataAccess' ? [named([], watchedCalls.accessGrants)] : []),
  ];
}

function watchesOfKey(request: BoundRequest, authorization: BoundAuthorization): readonly Watch[] {
  const arn = keyArn(authorization, request);
  const [, region, account, id] = /^arn:[^:]+:kms:([^:]+):(\d{12}):key\/(.+)$/.exec(arn ?? '') ?? [];
  if (arn === undefined || region === undefined || account === undefined || id === undefined) return [];
  const where: Where = { at: 'key', account, region, partition: request.partition };
  return [{ where, eventSource: 'kms.amazonaws.com', names: [arn, id], calls: watchedCalls.keys }];
}

function watchesOfAccessPoint({ accessPoint, partition, region }: BoundRequest): readonly Watch[] {
  if (accessPoint === undefined) return [];
  const { account, region: own } = accessPointParts(accessPoint);
  // A Multi-Region Access Point is managed in one Region.
  const where: Where = { at: 'access-point', account, region: own === '' ? 'us-west-2' : own || region, partition };
  return [{ where, eventSource: 's3.amazonaws.com', names: [], calls: watchedCalls.accessPoints }];
}

function watchesOfCaller(request: BoundRequest): readonly Watch[] {
  const { principal, partition } = request;
  const [first] = request.authorizations;
  const arn = first === undefined ? undefined : identityArn(first, request);
  if (arn === undefined || !('accountId' in principal)) return [];
  const name = arn.split('/').at(-1) ?? arn;
  const where: Where = { at: 'caller', account: principal.accountId, region: globalRegion(partition), partition };
  const isRole = arn.split(':')[5]?.startsWith('role/') === true;
  const watch = (names: readonly string[], calls: readonly string[]): Watch => ({
    where,
    eventSource: 'iam.amazonaws.com',
    names,
    calls,
  });
  return [
    watch([name, arn], isRole ? watchedCalls.roles : watchedCalls.users),
    watch([], watchedCalls.managedPolicies),
    ...(isRole ? [] : [watch([], watchedCalls.groups)]),
  ];
}

function watchesOfEndpoint({ endpoint, principal, partition, region }: BoundRequest): readonly Watch[] {
  if (endpoint.is !== 'endpoint') return [];
  const account = endpoint.accountId ?? ('accountId' in principal ? principal.accountId : undefined);
  const where: Where = { at: 'endpoint', account, region, partition };
  return [{ where, eventSource: 'ec2.amazonaws.com', names: [endpoint.id], calls: watchedCalls.endpoints }];
}
