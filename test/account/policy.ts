/** A policy document as plain JSON. */
export type Policy = Readonly<Record<string, unknown>>;
export type Named<T> = Readonly<Record<string, T>>;
