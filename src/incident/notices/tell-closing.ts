import { keys } from '../keys';
import type { Incident } from '../types';
import { factsOf } from './facts';
import type { LastSaid } from './going-on';
import type { TellPorts } from './tell';

/** Whoever heard of an incident hears what ended it, once. Doing it again changes nothing. */
export async function tellClosing(incident: Incident, { store, now, storeNotice }: TellPorts): Promise<void> {
  const { state } = incident;
  const [item] = await store.get([keys.said(incident.id)]);
  if (item === undefined || state.is !== 'closed' || state.after === undefined) return;
  const { opening, run, title, channels } = item.value as LastSaid;
  const { by, instead } = state.after;
  await storeNotice(
    {
      is: 'closed',
      id: `${opening}#closed`,
      at: now(),
      run,
      incident: factsOf(incident, title),
      opening,
      ...(by === undefined ? {} : { by }),
      ...(instead === undefined ? {} : { instead }),
    },
    channels,
  );
}
