/** An authorization as the engine takes it, made ready once for all layers. */
import { prepare, type PreparedRequest } from '../engine/match';
import type { Principal } from '../names/principal';
import type { BoundAuthorization } from '../request/types';
import type { Subject } from './types';

export function preparedRequest({ authorization, request }: Subject): PreparedRequest {
  // All layers are asked about one authorization before the next.
  if (authorization === last?.authorization && request.principal === last.principal) return last.asked;
  const { action, resource, context } = authorization;
  const asked = prepare({ principal: request.principal, action, resource, context });
  last = { authorization, principal: request.principal, asked };
  return asked;
}

let last:
  | { readonly authorization: BoundAuthorization; readonly principal: Principal; readonly asked: PreparedRequest }
  | undefined;
