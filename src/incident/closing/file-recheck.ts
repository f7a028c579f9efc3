/** The end of an execution that decided an incident's request again. */
import { incidentItem, keys } from '../keys';
import { afterRecheck, type Rechecked } from '../life/after-recheck';
import { change } from '../store';
import type { Incident } from '../types';
import { symptomsNamed } from '../flow/symptoms';
import type { Filed } from '../flow/file-run';
import type { Ports } from '../flow/ports';
import { incidentOfRun, type Recheck } from './recheck';
import { endRecheck } from './rechecks';

export type EndedAgain = { readonly is: 'decided'; readonly rechecked: Rechecked } | { readonly is: 'failed' };

/** Doing it again, after any part of it, gives the same. */
export async function fileRecheck(
  run: string,
  symptomId: string,
  how: EndedAgain,
  ports: Pick<Ports, 'store' | 'now'>,
): Promise<Filed> {
  const id = incidentOfRun(run);
  if (id === undefined) throw new Error(`\`${run}\` decides nothing again`);
  const { store, now } = ports;
  if (how.is === 'failed') {
    await endRecheck(id, run, 'failed', ports);
    return { notice: 'none', incident: id };
  }
  const [item] = await store.get([keys.recheck(id)]);
  const state = (item?.value as Recheck | undefined)?.state;
  const isUnderWay = state?.is === 'running' && state.run === run;
  const symptom = (await symptomsNamed(store, [symptomId])).get(symptomId);
  const after = await change<Incident>(store, keys.incident(id), (was) => {
    // A run that was lost, and is heard of after all, has seen what was there before.
    const next =
      was === undefined || symptom === undefined || !isUnderWay
        ? undefined
        : afterRecheck(was, run, symptom, how.rechecked, now());
    return next === undefined ? undefined : incidentItem(next, now());
  });
  await endRecheck(id, run, 'decided', ports);
  const closing = after?.state.is === 'closed' ? after.state.after : undefined;
  return { notice: closing?.run === run && closing.notice === 'closed' ? 'closed' : 'none', incident: id };
}
