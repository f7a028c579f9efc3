/** Which changes are worth looking into: an account changes many policies that are none of the case. */
import type { RecordedChange } from '../types';
import type { Past } from './past';

/** Is anything that it changed named in the request, or in what was read for it? */
export async function concerns({ request, evidence }: Past): Promise<(change: RecordedChange) => boolean> {
  const text = JSON.stringify([request, await evidence()]);
  return ({ sets, resources }) => {
    const names = [...sets.flatMap(({ of }) => of), ...resources].filter((name) => name.length > 2);
    return names.some((name) => text.includes(JSON.stringify(name).slice(1, -1)));
  };
}
