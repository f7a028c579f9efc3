/** Whose account is asked: for a reading, for the changes of what was read, and for what neither could exclude. */
import { accessPointIn } from '../../names/access-point';
import { accountOfKey } from '../../names/kms-key';
import { accountOf } from '../../names/principal';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import type { At } from '../define';
import { bucketAccount } from '../targets';

/** `undefined`: unknown, or that of whoever reads the organization. `target` is what a reader asks about. */
export function accountAsked(
  at: At,
  target: string | undefined,
  authorization: BoundAuthorization,
  request: BoundRequest,
): string | undefined {
  const { principal, endpoint } = request;
  switch (at) {
    case 'caller':
      return accountOf(principal);
    case 'bucket':
      return bucketAccount(authorization, request);
    case 'key':
      return accountOfKey(target) ?? authorization.resourceAccountId;
    case 'endpoint':
      // Records name the endpoint's owner; one that does not was most likely used in the caller's own VPC.
      return (endpoint.is === 'endpoint' ? endpoint.accountId : undefined) ?? accountOf(principal);
    case 'access-point':
      return accessPointIn(target)?.accountId;
    case 'organization':
    case 'own':
      return undefined;
  }
}
