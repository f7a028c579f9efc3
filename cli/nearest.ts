import leven from 'leven';

/** The known name that was meant, if one is near: two letters, or a third of it, were mistyped. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const near = known
    .map((name) => ({ name, distance: leven(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)) && distance < name.length - 1);
  return near.toSorted((one, other) => one.distance - other.distance)[0]?.name;
}

/** ` (did you mean x?)`, or nothing. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const name = nearest(typed, known);
  return name === undefined ? '' : ` (did you mean \`${name}\`?)`;
}
