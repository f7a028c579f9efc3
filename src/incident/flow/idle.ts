import { incidentItem, keys } from '../keys';
import { transitionOf } from '../life/transitions';
import { change } from '../store';
import type { Incident, Time } from '../types';
import { inParallel, mostAtOnce } from '../in-parallel';
import type { Ports } from './ports';

/** Without a denial for so long, an incident is quiet. */
const quietAfter = 3_600_000;
const most = 500;

/** Open incidents that nothing was denied of for a while become quiet. Gives their ids. */
export async function idle({ store, now }: Ports): Promise<readonly string[]> {
  const due = await store.due('open', { until: now() - quietAfter, most });
  const changed = await inParallel(due, mostAtOnce, async ({ value }) => {
    const { id } = value as Incident;
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
      if (was === undefined || was.tally.last > now() - closedAfter) return undefined;
      const to = transitionOf(was.state.is, 'aged')?.to;
      return to === 'closed' ? incidentItem({ ...was, state: { is: 'closed', since: now() } }, now()) : undefined;
    }),
  );
}

/** The list is a moment late: what was denied since is looked at here. A fresh incident has no tally yet. */
function quieted(was: Incident, now: Time) {
  const since = Math.max(was.tally.last, was.state.since);
  const to = since <= now - quietAfter ? transitionOf(was.state.is, 'no-denials')?.to : undefined;
  return to === 'quiet' ? incidentItem({ ...was, state: { is: 'quiet', since: now } }, now) : undefined;
}
