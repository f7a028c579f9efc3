/** An authorization as the engine takes it, made ready once for all layers. */
import { prepare, type Asked } from '../engine/match';
import type { BoundAuthorization } from '../request/types';
import type { Subject } from './define';

export function askedOf({ authorization, request }: Subject): Asked {
  const known = prepared.get(authorization);
  if (known !== undefined) return known;
  const { action, resource, context } = authorization;
  const made = prepare({ principal: request.principal, action, resource, context });
  prepared.set(authorization, made);
  return made;
}

const prepared = new WeakMap<BoundAuthorization, Asked>();
