/** Every minute: brings tallies up to date, lets time pass for incidents, decides again what is due, investigates what waits. */
import { recheckDue } from '../closing/rechecks';
import { listCrowds } from './crowds';
import { age, idle } from './idle';
import { investigateWaiting, restartLost } from './waiting';
import type { Ports } from './ports';
import { recountJoined } from './tally/recount';
import { tallyTouched } from './tally/tally-touched';

export interface Swept {
  readonly slots: number;
  /** Incidents whose numbers or state changed. */
  readonly changed: readonly string[];
  readonly started: number;
  readonly rechecked: number;
  readonly waiting: number;
}

export async function sweep(ports: Ports): Promise<Swept> {
  await recountJoined(ports);
  const { slots, changed } = await tallyTouched(ports);
  const quiet = await idle(ports);
  await restartLost(ports);
  await age(ports);
  const rechecked = await recheckDue(ports);
  await listCrowds(ports);
  const { started, waiting } = await investigateWaiting(ports);
  return { slots, changed: [...new Set([...changed, ...quiet])], started, rechecked, waiting };
}
