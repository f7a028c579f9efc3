/** Cuts a record that is far larger than any real one needs to be: what is parsed of it costs what a small one does. */
import { isFields, type RecordFields } from './fields';
import { isAllowedParameter } from './parameters';

/** Longer than what is kept whole of any field: see `bounded`. */
const longest = 4_096;
const mostItems = 200;
const deepest = 40;

/** The same record where nothing is too large. Nested deeper than CloudTrail does it, the rest is left as it is: it is refused later. */
export function trimmed(record: RecordFields): RecordFields {
  return trimmedFields(record, 0);
}

function trimmedFields(fields: RecordFields, depth: number): RecordFields {
  const names = Object.keys(fields);
  const kept = names.length <= mostItems ? names : someOf(names);
  let copy: Record<string, unknown> | undefined = kept === names ? undefined : {};
  for (const name of kept) {
    const value = fields[name];
    const short = trimmedValue(value, depth + 1);
    if (copy === undefined && short !== value) copy = { ...fields };
    if (copy !== undefined) copy[name] = short;
  }
  return copy ?? fields;
}

/** What is judged is always among them. */
function someOf(names: readonly string[]): readonly string[] {
  const judged = names.filter(isAllowedParameter);
  return [...judged.slice(0, mostItems), ...names.filter((name) => !isAllowedParameter(name)).slice(0, mostItems)];
}

function trimmedValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.length > longest ? value.slice(0, longest) : value;
  if (depth > deepest || typeof value !== 'object' || value === null) return value;
  if (isFields(value)) return trimmedFields(value, depth);
  if (!Array.isArray(value)) return value;
  const items = value.slice(0, mostItems).map((item: unknown) => trimmedValue(item, depth + 1));
  return items.length === value.length && items.every((item, at) => item === value[at]) ? value : items;
}
