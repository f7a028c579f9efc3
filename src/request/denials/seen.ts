/** Records that came before, by their event ids: the newest million of them. */
import { createHash } from 'node:crypto';

export interface SeenEvents {
  /** A record without an id is always the first. */
  readonly isFirst: (eventId: string) => boolean;
  readonly has: (eventId: string) => boolean;
}

/** Two generations: when the young one is full, the old one is let go. */
export function newSeen(most = 1_000_000): SeenEvents {
  let young = new Set<number>();
  let old = new Set<number>();
  const has = (eventId: string): boolean => {
    if (eventId === '' || young.size + old.size === 0) return false;
    const name = hashOf(eventId);
    return young.has(name) || old.has(name);
  };
  return {
    has,
    isFirst: (eventId) => {
      if (eventId === '') return true;
      if (has(eventId)) return false;
      if (young.size >= most / 2) [old, young] = [young, new Set()];
      young.add(hashOf(eventId));
      return true;
    },
  };
}

/** 48 bits: among a million names two are the same once in five hundred times. */
const hashOf = (name: string): number => createHash('sha256').update(name).digest().readUIntBE(0, 6);
