import type { Coded } from '../request/coded';

/** Was it not read because which one to read is unknown itself? It is settled with that. */
export const isDerived = ({ code, facts }: Coded): boolean =>
  code === 'unreadable' && facts['why'] === 'target-unknown';
