/** Binds the request to what was found, in one pass. */
import { defined } from '../../defined';
import { accountOf } from '../../names/principal';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import { bind, ifKnown } from './bind';
import { endpointBindings } from './endpoint';
import { evaluatedIn, withAwsContext } from './evaluation';
import type { ResolvedFacts } from './facts';
import { isManagement, membershipBindings } from './organization';
import { principalBindings } from './principal';
import type { KnownResource } from './resource/resource';
import { isServiceLinkedRole } from '../../names/principal';

export function bound(facts: ResolvedFacts): BoundRequest {
  const { request, principal, caller, evaluation, resources, unknowns, makerTags } = facts;
  const capturedPolicies = evaluation?.policies;
  return {
    ...request,
    // Who the owner's canonical id is shows with the owner.
    principal: principal.principal.type === 'unidentified' ? request.principal : principal.principal,
    ...defined({ capturedPolicies, callerMadeAt: principal.madeAt, makerTags }),
    organizationId: caller.is === 'member' ? caller.id : undefined,
    authorizations: resources.map((resource) => boundAuthorization(resource, facts)),
    unknowns,
  };
}

function boundAuthorization(
  { authorization, bindings, awsManagedKey, owner }: KnownResource,
  { request, bucket, principal, caller, endpoint, evaluation }: ResolvedFacts,
): BoundAuthorization {
  const account = accountOf(request.principal);
  const isOfNoAccount = ['service', 'anonymous'].includes(request.principal.type);
  const { flags } = authorization;
  const context = bind(authorization.context, [
    ...bindings,
    ...membershipBindings('Principal', caller),
    ...membershipBindings('Resource', owner),
    ...endpointBindings(endpoint, account, caller),
    ...principalBindings(request, principal),
    ...ifKnown('s3:AccessPointNetworkOrigin', bucket.accessPoint?.networkOrigin),
  ]);
  const evaluated = evaluatedIn(evaluation, authorization);
  return {
    ...authorization,
    context: evaluated === undefined ? context : withAwsContext(context, evaluated.context),
    ...defined({ evaluation: evaluated?.evaluation }),
    flags: {
      ...flags,
      principalIsServiceLinkedRole: flags.principalIsServiceLinkedRole || isServiceLinkedRole(principal.facts?.arn),
      principalAccountIsManagement: isOfNoAccount ? false : isManagement(caller),
      resourceAccountIsManagement: isManagement(owner),
      ...(caller.is === 'none' ? { principalAccountIsStandalone: true } : {}),
      ...(owner.is === 'none' ? { resourceAccountIsStandalone: true } : {}),
      awsManagedKey,
    },
  };
}
