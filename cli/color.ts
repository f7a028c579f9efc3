/** Are reports coloured? https://no-color.org and https://force-color.org; what is asked for comes first. */
export function isColored(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  isTerminal: boolean = process.stdout.isTTY,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && terminal !== 'dumb';
}

/** `--color` and `--no-color` hold for every command: taken out, and passed on as the environment has them. */
export function withoutColorOptions(all: readonly string[]): readonly string[] {
  return all.filter((one) => {
    const [, no, when] = /^--(no-)?color(?:=(always|never|auto))?$/.exec(one) ?? [undefined, '', ''];
    if (no === '') return true;
    if (no === 'no-' || when === 'never') Object.assign(process.env, { FORCE_COLOR: '0' });
    else if (when !== 'auto') Object.assign(process.env, { FORCE_COLOR: '1' });
    return false;
  });
}
