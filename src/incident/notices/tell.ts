/** From what happened to what is stored for each channel. Doing any of it again changes nothing. */
import { keys } from '../keys';
import { change, type Store } from '../store';
import type { Incident, IncidentTitle, Time } from '../types';
import type { LastSaid } from './going-on';
import type { IncidentFacts, Notice, SaidLine } from './types';
import { factsOf } from './facts';

/** Stores a notice for channels: the outbox. */
export type StoreNotice = (notice: Notice, channels: readonly string[]) => Promise<void>;

export interface TellPorts {
  readonly store: Store;
  readonly now: () => Time;
  readonly storeNotice: StoreNotice;
}

export interface Opening {
  readonly run: string;
  readonly notice: 'opened' | 'reopened' | 'failed';
  readonly headline: string;
  readonly lines: readonly SaidLine[];
  readonly title: IncidentTitle;
  readonly channels: readonly string[];
  /** Absent: the run is in no incident. */
  readonly incident?: Incident;
  /** What distinguishes it from an earlier one of the same run: the silence that ended. */
  readonly after?: string;
}

/** The same for the same run: as often as the step is repeated, it is one message. */
const openingId = ({ incident, run, notice, after }: Opening): string =>
  `${incident?.id ?? 'run'}#${run}${after === undefined ? '' : `@${after}`}#${notice}`;

/** The notice first: what is killed after it is done again, and finds it stored. */
export async function tellOpening(opening: Opening, ports: TellPorts): Promise<void> {
  const { run, notice: is, headline, lines, title, channels, incident } = opening;
  const at = ports.now();
  const facts = incident === undefined ? undefined : factsOf(incident, title);
  const id = openingId(opening);
  const notice: Notice = { is, id, at, run, headline, lines, ...(facts === undefined ? {} : { incident: facts }) };
  await ports.storeNotice(notice, channels);
  if (facts === undefined || is === 'failed') return;
  await change<LastSaid>(ports.store, keys.said(facts.id), (was) =>
    was?.opening === id ? undefined : saidItem(lastSaid(facts, { opening: id, run, channels, messages: 1 }, at), at),
  );
}

export const lastSaid = (
  { id, title, callers, buckets }: IncidentFacts,
  more: Pick<LastSaid, 'opening' | 'run' | 'channels' | 'messages'>,
  at: Time,
): LastSaid => ({ incident: id, title, at, callers: callers.count, buckets: buckets.count, ...more });

const kept = 400 * 86_400_000;
export const saidItem = (said: LastSaid, now: Time) => ({ value: said, expires: now + kept });
