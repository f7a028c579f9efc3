/** Recent denials of one bucket, wherever they are recorded: event history, the trail's own bucket, the access log. */
import { newBatch, type SymptomGroup } from '../../request/denials/batch';
import type { DeniedRequest } from '../../request/types';
import type { Unreadable } from '../define';
import { unreadableFrom } from '../aws/failures';
import type { Place } from '../place';
import { accessLogOf } from './access-log';
import { historyOf } from './history';
import { readNewestFirst, type Bounds } from './newest-first';
import { denialsIn } from './records-in';
import { placeOf, type LogSource, type Window } from './sources';
import { trailsOf } from './trails';

export interface Sought {
  readonly bucket: string;
  readonly window: Window;
  readonly isBy: (request: DeniedRequest) => boolean;
  /** How far logs are read here; or what reads them elsewhere. */
  readonly logs: Bounds | ((source: LogSource) => Promise<readonly DeniedRequest[]>);
}

export interface Searched {
  readonly in: SearchedIn;
  /** Pages of the event history, objects of a log. */
  readonly read: number;
  readonly denials: number;
  /** Objects that are no log, though they are named like one; absent: none. */
  readonly notLogs?: number;
  /** ISO 8601: what is newer was read whole; absent: everything of the window was. */
  readonly backTo?: string;
}

export type SearchedIn =
  | { readonly is: 'event-history'; readonly region: string }
  | { readonly is: 'trail'; readonly name: string; readonly place: string }
  | { readonly is: 'access-log'; readonly place: string };

export type NotSearched =
  /** AWS did not answer. */
  | { readonly in: SearchedIn['is']; readonly place?: string; readonly unreadable: Unreadable }
  /** There is no such log of the bucket's requests; `names`: trails that keep others. */
  | { readonly in: 'trail' | 'access-log'; readonly none: true; readonly names?: readonly string[] };

export interface Search {
  /** The most frequent first. */
  readonly groups: readonly SymptomGroup[];
  readonly searched: readonly Searched[];
  readonly notSearched: readonly NotSearched[];
  /** The logs that were found, read or not. */
  readonly sources: readonly LogSource[];
}

/** One line of what is going on. */
export type Progress = (text: string) => void;

/** Never throws for what AWS does not answer: the result says what was not searched, and why. */
export async function findDenials(place: Place, sought: Sought, progress: Progress): Promise<Search> {
  const batch = newBatch();
  const searched: Searched[] = [];
  const notSearched: NotSearched[] = [];
  const take = takerOf(sought, batch.add);

  const tried = async <T>(
    where: SearchedIn['is'],
    at: string | undefined,
    ask: () => Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      const unreadable = unreadableFrom(error, place.account);
      notSearched.push({ in: where, ...(at === undefined ? {} : { place: at }), unreadable });
      return undefined;
    }
  };

  const region = place.region;
  const history = await tried('event-history', undefined, () =>
    historyOf(place, sought.bucket, sought.window, (pages) => progress(`event history of ${region}: ${pages} pages`)),
  );
  if (history !== undefined) {
    const { denials, pages, complete } = history;
    const oldest = denials.at(-1)?.time ?? new Date(sought.window.until).toISOString();
    const taken = take(denials);
    const open = complete ? {} : { backTo: oldest };
    searched.push({ in: { is: 'event-history', region }, read: pages, denials: taken, ...open });
  }
  const trails = await tried('trail', undefined, () => trailsOf(place, sought.bucket));
  const log = await tried('access-log', undefined, () => logOf(place, sought.bucket));
  if (trails?.sources.length === 0)
    notSearched.push({ in: 'trail', none: true, ...(trails.without.length === 0 ? {} : { names: trails.without }) });
  if (log?.length === 0) notSearched.push({ in: 'access-log', none: true });
  // What a trail keeps shows more than a line of a log, and so comes first.
  const sources: readonly LogSource[] = [...(trails?.sources ?? []), ...(log ?? [])];
  for (const source of sources) {
    const read = await tried(source.is, placeOf(source), () => searchLog(place, source, sought, take, progress));
    if (read !== undefined) searched.push(read);
  }
  return { groups: batch.groups(), searched, notSearched, sources };
}

async function logOf(place: Place, bucket: string): Promise<readonly LogSource[]> {
  const log = await accessLogOf(place, bucket);
  return log === undefined ? [] : [log];
}

type Taker = (denials: readonly DeniedRequest[]) => number;

/** Takes what is asked for, each request once: a trail and a log record the same under S3's own id. */
function takerOf({ bucket, window, isBy }: Sought, add: (request: DeniedRequest) => void): Taker {
  const seen = new Set<string>();
  return (denials) => {
    let taken = 0;
    for (const request of denials) {
      const time = Date.parse(request.time);
      const name =
        request.requestId === undefined ? undefined : `${request.requestId} ${request.operation} ${request.key ?? ''}`;
      const isNew = name === undefined || !seen.has(name);
      if (request.bucket !== bucket || time < window.since || time > window.until || !isNew || !isBy(request)) continue;
      if (name !== undefined) seen.add(name);
      add(request);
      taken += 1;
    }
    return taken;
  };
}

async function searchLog(
  place: Place,
  source: LogSource,
  { window, logs }: Sought,
  take: Taker,
  progress: Progress,
): Promise<Searched> {
  const at = placeOf(source);
  const where: SearchedIn =
    source.is === 'trail' ? { is: 'trail', name: source.name, place: at } : { is: 'access-log', place: at };
  if (typeof logs === 'function') {
    const found = await logs(source);
    return { in: where, read: found.length, denials: take(found) };
  }
  let denials = 0;
  let notLogs = 0;
  const read = await readNewestFirst(place, source, window, logs, (text, { objects }) => {
    const found = denialsIn(text, source);
    if (found === undefined) notLogs += 1;
    else denials += take(found);
    progress(`${at}: ${objects} objects, ${denials} denials`);
  });
  return {
    in: where,
    read: read.objects,
    denials,
    ...(notLogs === 0 ? {} : { notLogs }),
    ...(read.next === undefined ? {} : { backTo: dateIn(read.next) }),
  };
}

/** The day, or hour, of the newest folder that was not read to its end. */
function dateIn(prefix: string): string {
  const [year = '', month = '', day = '', hour = '00'] =
    /(\d{4})[/-](\d\d)[/-](\d\d)(?:-(\d\d))?\/?$/
      .exec(prefix)
      ?.slice(1)
      .map((part) => part ?? '00') ?? [];
  return `${year}-${month}-${day}T${hour}:59:59Z`;
}
