/** A variable that the stack sets on every function that needs it. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable \`${name}\` is not set`);
  return value;
}

/** A variable of a configuration that not everybody has. */
export function optional(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
