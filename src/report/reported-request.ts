import { accountOf } from '../names/principal';
import { defined } from '../defined';
import type { RequestFacts } from '../request/types';
import type { Report } from './contract';

/** What a report says of the request, however much was found out about it. */
export function reportedRequest(
  request: RequestFacts & { readonly resourceAccountId?: string | undefined },
  authorizations: Report['request']['authorizations'],
): Report['request'] {
  const { key, accessPoint, sourceIp, endpoint, principal, session } = request;
  return {
    eventId: request.eventId,
    time: request.time,
    ...defined({ timeAssumed: request.timeAssumed }),
    region: request.region,
    principal: {
      arn: 'arn' in principal ? principal.arn : null,
      accountId: accountOf(principal) ?? null,
      type: principal.type,
      ...defined({ issuedTo: issuedTo(session) }),
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

/** What AWS issued the credentials to: `inScopeOf`. */
export function issuedTo(session: RequestFacts['session']): Report['request']['principal']['issuedTo'] {
  const { issuedToCompute: type, credentialsIssuedTo: arn } = session ?? {};
  return type === undefined ? undefined : { type, ...defined({ arn }) };
}
