/** Which account and Region a read goes to. */
import type { At, Reader } from '../define';
import { accountOfCaller, accessPointParts, bucketAccount } from '../targets';
import type { BoundAuthorization, BoundRequest } from '../../request/types';

export interface Where {
  readonly at: At;
  /** Undefined: unknown; the own account is tried, for a success proves itself. */
  readonly account: string | undefined;
  readonly region: string;
  readonly partition: string;
}

export function whereTo(
  { at, region }: Pick<Reader<unknown>, 'at' | 'region'>,
  target: string,
  authorization: BoundAuthorization,
  request: BoundRequest,
): Where {
  const { partition } = request;
  return {
    at,
    account: accountAt(at, target, authorization, request),
    region: regionOf(region, target, request),
    partition,
  };
}

function accountAt(
  at: At,
  target: string,
  authorization: BoundAuthorization,
  request: BoundRequest,
): string | undefined {
  switch (at) {
    case 'caller':
      return accountOfCaller(authorization, request);
    case 'bucket':
      return bucketAccount(authorization, request);
    case 'key':
      return field(target, 4) ?? authorization.resourceAccountId;
    case 'endpoint':
      // Records name the endpoint's owner; one that does not was most likely used in the caller's own VPC.
      return (
        (request.endpoint.is === 'endpoint' ? request.endpoint.accountId : undefined) ??
        accountOfCaller(authorization, request)
      );
    case 'access-point':
      return accessPointParts(target).account;
    case 'organization':
    case 'own':
      return undefined;
  }
}

function regionOf(region: Reader<unknown>['region'], target: string, request: BoundRequest): string {
  switch (region) {
    case 'bucket':
      // Only the main bucket's is known; S3 redirects to that of another.
      return request.bucketRegion ?? request.region;
    case 'request':
    case 'endpoint':
      return request.region;
    case 'key':
      return field(target, 3) ?? request.region;
    case 'access-point':
      return filled(accessPointParts(target).region) ?? request.region;
    case 'global':
      return globalRegion(request.partition);
    case 'organization':
      return organizationRegion(request.partition);
  }
}

/** Where IAM, STS and CloudTrail's records of them are. */
export const globalRegion = (partition: string): string =>
  ({ 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' })[partition] ?? 'us-east-1';

/** https://docs.aws.amazon.com/general/latest/gr/ao.html */
export const organizationRegion = (partition: string): string =>
  ({ 'aws-cn': 'cn-northwest-1', 'aws-us-gov': 'us-gov-west-1' })[partition] ?? 'us-east-1';

const field = (arn: string, index: number): string | undefined => filled(arn.split(':')[index]);
const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
