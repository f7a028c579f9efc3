import { setTimeout as wait } from 'node:timers/promises';

/** Whether it became so within the seconds. */
export async function until(isSo: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(300)) if (await isSo()) return true;
  return isSo();
}
