import { sweep } from '../src/incident/flow/sweep';
import { log } from './runtime/log';
import { ports } from './way-in/ports';

/** Once a minute. */
export async function handler(): Promise<void> {
  const { slots, changed, started, rechecked, waiting } = await sweep(ports());
  if (slots + changed.length + started + rechecked + waiting > 0) {
    log({ event: 'swept', slots, incidents: changed.length, started, rechecked, waiting });
  }
}
