/** Reads fields of a record as it came: names in any case, values of any type, single values wrapped in arrays. */

export type RecordFields = Readonly<Record<string, unknown>>;

/** The field's value; older records spell names differently and wrap single values (`"host": ["…"]`). */
export function field(fields: RecordFields | undefined, name: string): unknown {
  if (fields === undefined) return undefined;
  const value = Object.hasOwn(fields, name) ? fields[name] : fields[inAnyCase(fields, name) ?? ''];
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** The field as text; `undefined` for what is absent, empty of meaning, or hidden by AWS. */
export function text(fields: RecordFields | undefined, name: string): string | undefined {
  const value = field(fields, name);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value === 'HIDDEN_DUE_TO_SECURITY_REASONS') return undefined;
  return value;
}

/** Like `text`, and an empty text counts as absent. */
export function filledText(fields: RecordFields | undefined, name: string): string | undefined {
  const value = text(fields, name);
  return value === '' ? undefined : value;
}

export function child(fields: RecordFields | undefined, name: string): RecordFields | undefined {
  const value = field(fields, name);
  return isFields(value) ? value : undefined;
}

export function children(fields: RecordFields | undefined, name: string): readonly RecordFields[] {
  const value = field(fields, name);
  return (Array.isArray(value) ? value : [value]).filter(isFields);
}

export function isFields(value: unknown): value is RecordFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inAnyCase(fields: RecordFields, name: string): string | undefined {
  const lower = name.toLowerCase();
  for (const key of Object.keys(fields)) if (key.toLowerCase() === lower) return key;
  return undefined;
}
