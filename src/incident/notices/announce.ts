/** Every minute: what goes on and has grown, what is to be updated in place, and once a day the digest. */
import { inParallel, mostAtOnce } from '../in-parallel';
import { crowdedSymptoms } from '../flow/crowds';
import { incidentsNamed } from '../flow/symptoms';
import { keys } from '../keys';
import { change } from '../store';
import type { Incident } from '../types';
import { digestDay, digestOf } from './digest';
import { factsOf } from './facts';
import { isWorthAMessage, type LastSaid } from './going-on';
import { lastSaid, saidItem, type TellPorts } from './tell';
import type { IncidentFacts } from './types';

export interface AnnouncePorts extends TellPorts {
  /** All of the deployment. */
  readonly channels: readonly string[];
  /** Those that can change what they sent. */
  readonly updating: readonly string[];
  /** Hour of UTC in which the digest goes out. */
  readonly digestHour: number;
  /** Messages of the last day that were given up. */
  readonly undelivered: () => Promise<number>;
}

/** The latest are looked at; what has not been denied for so long has not grown. */
const mostLookedAt = 200;

export async function announce(ports: AnnouncePorts): Promise<void> {
  const open = await newest('open', ports);
  await inParallel(open, mostAtOnce, (incident) => tellGrowth(incident, ports));
  await tellDigest(open, ports);
}

const newest = async (list: string, { store }: AnnouncePorts): Promise<readonly Incident[]> => {
  const due = await store.due(list, { most: mostLookedAt, newestFirst: true });
  // The list is a moment late.
  const known = await incidentsNamed(
    store,
    due.map(({ value }) => (value as Incident).id),
  );
  return [...known.values()].filter(({ state }) => state.is === list);
};

/** How often a message that can be changed is. */
const updatedEvery = 5 * 60_000;

async function tellGrowth(incident: Incident, ports: AnnouncePorts): Promise<void> {
  const { store, now, storeNotice } = ports;
  const [item] = await store.get([keys.said(incident.id)]);
  if (item === undefined) return;
  const said = item.value as LastSaid;
  const facts = factsOf(incident, said.title);
  const { opening, run, channels, messages } = said;
  const at = now();
  const about = { at, run, incident: facts, opening };
  await tellNumbers(said, facts, ports);
  if (!isWorthAMessage(said, facts, at)) return;
  // The number in its id makes it one, whoever else does this at the same time.
  await storeNotice({ is: 'goes-on', id: `${opening}#${messages + 1}`, ...about }, channels);
  await change<LastSaid>(store, keys.said(incident.id), (was) =>
    was?.opening === opening && was.messages === messages
      ? saidItem(lastSaid(facts, { opening, run, channels, messages: messages + 1 }, at), at)
      : undefined,
  );
}

/** Once in five minutes, and only what is news. */
async function tellNumbers(said: LastSaid, facts: IncidentFacts, ports: AnnouncePorts): Promise<void> {
  const at = ports.now();
  if (facts.last < at - 2 * updatedEvery) return;
  const { opening, run } = said;
  const channels = said.channels.filter((channel) => ports.updating.includes(channel));
  if (channels.length === 0) return;
  const id = `${opening}#numbers#${Math.floor(at / updatedEvery)}`;
  await ports.storeNotice({ is: 'numbers', id, at, run, incident: facts, opening }, channels);
}

async function tellDigest(open: readonly Incident[], ports: AnnouncePorts): Promise<void> {
  const { store, now, channels, storeNotice } = ports;
  const day = digestDay(now(), ports.digestHour);
  const [done] = await store.get([keys.digest]);
  const last = (done?.value as { readonly day: string } | undefined)?.day;
  if (last === day) return;
  // The first day of a deployment is told as it happens.
  if (last === undefined) return void (await markDigest(day, ports));
  const going = [...open, ...(await newest('quiet', ports))];
  const told = await titles(going, ports);
  const silenced = await store.due('silenced', { most: mostLookedAt });
  const waiting = await store.due('waiting', { most: mostCounted });
  const digest = digestOf(
    {
      day,
      incidents: going.flatMap((incident) => {
        const said = told.get(incident.id);
        return said === undefined ? [] : [{ incident, facts: factsOf(incident, said.title) }];
      }),
      silenced: silenced.length,
      waiting: waiting.length + (await crowdedSymptoms('ours', store)),
      undelivered: await ports.undelivered(),
    },
    now(),
  );
  if (digest !== undefined) await storeNotice(digest, channels);
  await markDigest(day, ports);
}

const markDigest = (day: string, { store }: AnnouncePorts) =>
  change<{ readonly day: string }>(store, keys.digest, () => ({ value: { day } }));

const mostCounted = 1000;

async function titles(
  incidents: readonly Incident[],
  { store }: AnnouncePorts,
): Promise<ReadonlyMap<string, LastSaid>> {
  const items = await store.get(incidents.map(({ id }) => keys.said(id)));
  return new Map(items.map(({ value }) => [(value as LastSaid).incident, value as LastSaid]));
}
