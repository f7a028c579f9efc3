/** Every reader that an investigation uses, once. */
import type { Reader } from './evidence/define';
import { resolveReads } from './evidence/resolve/facts';
import { layers } from './layers';

export const allReaders: readonly Reader<unknown>[] = [
  ...new Set([...layers.flatMap(({ reads }) => Object.values(reads)), ...resolveReads]),
];
