/** What a fix changes of policies, as a unified diff of their JSON. */
import { createTwoFilesPatch } from 'diff';
import type { PolicyChange } from '../verdict/fixes/types';
import { clean, withoutInvisible } from './clean';

/** `undefined`: no policy is changed. */
export function diffOf(changes: readonly PolicyChange[]): string | undefined {
  // A policy of an organization may hang on several of the levels that bind a caller.
  const patches = new Set(changes.map(patchOf));
  return patches.size === 0 ? undefined : [...patches].join('');
}

function patchOf(change: PolicyChange): string {
  const name = clean(change.policy.name);
  const isNew = change.edit === 'create';
  const before = isNew ? '' : textOf(change.before);
  const patch = createTwoFilesPatch(isNew ? '/dev/null' : name, name, before, textOf(change.after));
  // The names stand in the two lines below once more.
  return patch.replace(/^(Index: .*\n)?=+\n/, '');
}

const textOf = (document: unknown): string => `${withoutInvisible(JSON.stringify(document, null, 2))}\n`;
