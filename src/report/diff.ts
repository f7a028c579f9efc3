/** What a fix or a recorded change does to policies, as a unified diff of their JSON. */
import { createTwoFilesPatch } from 'diff';
import type { StatementDiff } from '../verdict/changes/diff/statements';
import type { PolicyChange } from '../verdict/fixes/types';
import { clean, withoutInvisible } from './clean';

/** `undefined`: no policy is changed. */
export function diffOf(changes: readonly PolicyChange[]): string | undefined {
  // A policy of an organization may hang on several of the levels that bind a caller.
  const patches = new Set(changes.map(patchOf));
  return patches.size === 0 ? undefined : [...patches].join('');
}

/** What a change did to a policy: of its statements those that it added, took away or replaced. */
export function statementPatch(name: string, { added, removed }: StatementDiff): string | undefined {
  if (added.length + removed.length === 0) return undefined;
  return patch(clean(name), removed.map(textOf).join(''), added.map(textOf).join(''));
}

function patchOf(change: PolicyChange): string {
  const name = clean(change.policy.name);
  const isNew = change.edit === 'create';
  const before = isNew ? '' : textOf(change.before);
  return patch(name, before, textOf(change.after), isNew ? '/dev/null' : name);
}

function patch(name: string, before: string, after: string, nameBefore = name): string {
  // The names stand in the two lines below once more.
  return createTwoFilesPatch(nameBefore, name, before, after).replace(/^(Index: .*\n)?=+\n/, '');
}

const textOf = (document: unknown): string => `${withoutInvisible(JSON.stringify(document, null, 2))}\n`;
