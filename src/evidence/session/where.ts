/** Which account and Region a read goes to. */
import type { At, Reader } from '../define';
import { accessPointIn } from '../../names/access-point';
import { regionInArn } from '../../names/arn';
import { accountAsked } from './account-asked';
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
  target: string | undefined,
  authorization: BoundAuthorization,
  request: BoundRequest,
): Where {
  const { partition } = request;
  return {
    at,
    account: accountAsked(at, target, authorization, request),
    region: regionOf(region, target, request),
    partition,
  };
}

function regionOf(region: Reader<unknown>['region'], target: string | undefined, request: BoundRequest): string {
  switch (region) {
    case 'bucket':
      // Only the main bucket's is known; S3 redirects to that of another.
      return request.bucketRegion ?? request.region;
    case 'request':
    case 'endpoint':
      return request.region;
    case 'key':
      return regionInArn(target) ?? request.region;
    case 'access-point':
      return accessPointIn(target)?.region || request.region;
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
