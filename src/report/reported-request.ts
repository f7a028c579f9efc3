import { accountOf } from '../names/principal';
import { defined } from '../defined';
import type { RequestFacts } from '../request/types';
import type { Report } from './contract';

/** What a report says of the request, however much was found out about it. */
export function reportedRequest(
  request: RequestFacts & { readonly resourceAccountId?: string | undefined },
  authorizations: Report['request']['authorizations'],
): Report['request'] {
  const { key, accessPoint, sourceIp, endpoint, principal } = request;
  return {
    eventId: request.eventId,
    time: request.time,
    region: request.region,
    principal: {
      arn: 'arn' in principal ? principal.arn : null,
      accountId: accountOf(principal) ?? null,
      type: principal.type,
    },
    operation: request.operation,
    bucket: request.bucket ?? null,
    ...defined({ key, accessPoint }),
    resourceAccountId: request.resourceAccountId ?? null,
    authorizations,
    ...(endpoint.is === 'none' ? {} : { vpcEndpointId: endpoint.id }),
    ...defined({ sourceIp }),
  };
}
