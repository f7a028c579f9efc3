/**
 * The fields that have a value. An optional field is absent or has a value, never `undefined`
 * (`exactOptionalPropertyTypes`): `...defined({ name })` leaves the field out where `name` is undefined.
 */
export function defined<const Fields extends object>(fields: Fields): Defined<Fields> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value: unknown = fields[name as keyof Fields];
    if (value !== undefined) kept[name] = value;
  }
  return kept as Defined<Fields>;
}

type Defined<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & { [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined> };
