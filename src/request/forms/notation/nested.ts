import type { RecordFields } from '../../record/fields';

/** `{ "a.b": 1 }` → `{ a: { b: 1 } }`, as far as the names do not contradict each other. */
export function nested(flat: RecordFields): RecordFields {
  const names = Object.keys(flat);
  if (!names.some((name) => isPath.test(name))) return flat;
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name of names) put(root, isPath.test(name) ? name.split('.') : [name], flat[name]);
  return { ...root };
}

const isPath = /^[A-Za-z@_][\w@-]*(?:\.[A-Za-z_][\w@-]*){1,7}$/;

function put(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = root;
  for (const name of path.slice(0, -1)) {
    const next = at[name] ?? (Object.create(null) as Record<string, unknown>);
    // What is said of the whole comes first; the same of its parts adds nothing.
    if (typeof next !== 'object' || Array.isArray(next)) return;
    const copy: Record<string, unknown> = Object.assign(Object.create(null) as Record<string, unknown>, next);
    at[name] = copy;
    at = copy;
  }
  const last = path.at(-1) ?? '';
  if (at[last] === undefined) at[last] = value;
}
