import { incidentItem, keys } from '../keys';
import { transitionOf } from '../life/transitions';
import { change } from '../store';
import type { Incident, Time } from '../types';
import { askWhenQuiet } from '../closing/rechecks';
import { incidentsNamed } from './symptoms';
import { inParallel, mostAtOnce } from '../in-parallel';
import type { Ports } from './ports';

/** Without a denial for so long, an incident is quiet. */
const quietAfter = 3_600_000;
const most = 500;

/** Open incidents that nothing was denied of for a while become quiet, and their requests are decided again. Gives their ids. */
export async function idle({ store, now }: Ports): Promise<readonly string[]> {
  const due = await store.due('open', { until: now() - quietAfter, most });
  const ids = due.map(({ value }) => (value as Incident).id);
  const known = await incidentsNamed(store, ids);
  const idle = ids.filter((id) => {
    const incident = known.get(id);
    return incident !== undefined && quieted(incident, now()) !== undefined;
  });
  const changed = await inParallel(idle, mostAtOnce, async (id) => {
    // Before: what is killed between is asked again.
    await askWhenQuiet(id, { store, now });
    const after = await change<Incident>(store, keys.incident(id), (was) =>
      was === undefined ? undefined : quieted(was, now()),
    );
    return after?.state.is === 'quiet' ? [id] : [];
  });
  return changed.flat();
}

/** Without a denial for so long, a quiet incident is closed. */
const closedAfter = 30 * 86_400_000;

export async function age({ store, now }: Ports): Promise<void> {
  const due = await store.due('quiet', { until: now() - closedAfter, most });
  await inParallel(due, mostAtOnce, ({ value }) =>
    change<Incident>(store, keys.incident((value as Incident).id), (was) => {
      if (was === undefined || lastOf(was) > now() - closedAfter) return undefined;
      const to = transitionOf(was.state.is, 'aged')?.to;
      return to === 'closed' ? incidentItem({ ...was, state: { is: 'closed', since: now() } }, now()) : undefined;
    }),
  );
}

/** A fresh incident has no tally yet. */
const lastOf = ({ tally, state }: Incident): Time => Math.max(tally.last, state.since);

/** The list is a moment late: what was denied since is looked at here. */
function quieted(was: Incident, now: Time) {
  const to = lastOf(was) <= now - quietAfter ? transitionOf(was.state.is, 'no-denials')?.to : undefined;
  return to === 'quiet' ? incidentItem({ ...was, state: { is: 'quiet', since: now } }, now) : undefined;
}
