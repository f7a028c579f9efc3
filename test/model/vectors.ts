/** Scenarios with what is decided of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './scenario';

export type Vector = Scenario & {
  readonly id: string;
  readonly expected: { readonly decision: string; readonly blockers?: readonly string[] };
};

export const vectors: readonly Vector[] = ['authorization', 'generated'].flatMap((file) =>
  readFileSync(join(__dirname, '..', 'vectors', `${file}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector),
);
