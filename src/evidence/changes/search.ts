/** Asks CloudTrail for the changes of one place, within bounds. */
import { lookUp, textAt, type EventRecord } from '../events';
import type { Place } from '../place';
import type { RecordedChange } from '../values';
import { changeIn } from './record';
import type { Watch } from './watches';

export interface Window {
  readonly since: number;
  readonly until: number;
  /** The moment of the denial: what happened after it must be complete. */
  readonly denial: number;
}

export interface Found {
  readonly changes: readonly RecordedChange[];
  /** Everything since this moment was read. */
  readonly since: number;
}

const pagesByName = 3;
const pagesByCall = 2;

export async function search(place: Place, watch: Watch, window: Window): Promise<Found> {
  const byName = watch.names.length === 0 ? undefined : await askAll(place, watch, window, 'ResourceName');
  // A busy thing: then its changes alone.
  const found =
    byName === undefined || byName.since > window.since ? await askAll(place, watch, window, 'EventName') : byName;
  const records = new Map(
    [...(byName?.records ?? []), ...found.records].map((record) => [textAt(record, 'eventID'), record]),
  );
  const changes = [...records.values()].flatMap(
    (record) => changeIn(record, watch.eventSource, { account: place.account, region: place.region }) ?? [],
  );
  return { changes, since: Math.min(found.since, byName?.since ?? Infinity) };
}

interface Asked {
  readonly records: readonly EventRecord[];
  readonly since: number;
}

async function askAll(
  place: Place,
  { names, calls }: Watch,
  window: Window,
  attribute: 'ResourceName' | 'EventName',
): Promise<Asked> {
  const byName = attribute === 'ResourceName';
  const asked = await Promise.all(
    (byName ? names : calls).map((value) =>
      askOne(place, window, attribute, value, byName ? pagesByName : pagesByCall),
    ),
  );
  return {
    records: asked.flatMap(({ records }) => records),
    since: Math.max(window.since, ...asked.map(({ since }) => since)),
  };
}

/** One question of one account is asked once, however many things it is about. */
function askOne(
  place: Place,
  { since, until }: Window,
  attribute: 'ResourceName' | 'EventName',
  value: string,
  mostPages: number,
): Promise<Asked> {
  return place.once(`lookup ${attribute} ${value} ${since} ${until}`, async () => {
    const range = { since: new Date(since), until: new Date(until) };
    const { records, complete } = await lookUp(place, { attribute, value, mostPages, ...range });
    // Newest first: what was not read is older than the last that was.
    const oldest = records.map((record) => Date.parse(textAt(record, 'eventTime') ?? '')).filter((time) => time >= 0);
    return { records, since: complete ? since : Math.min(until, ...oldest) };
  });
}
