import type { DeniedRequest } from '../../src/request/types';

/** `undefined`: it failed, which standard error says. One record that we cannot cope with must not hide the others. */
export async function attempt<T>({ eventId }: DeniedRequest, make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    console.error(`culprit: failed on event ${eventId}: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env['CULPRIT_DEBUG'] !== undefined) console.error(error);
    return undefined;
  }
}
