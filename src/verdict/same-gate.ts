import type { DenyingLayer } from '../decision/types';

export function isSameGate(one: DenyingLayer, other: DenyingLayer): boolean {
  return one.layer === other.layer && one.authorization === other.authorization;
}
