/** Asks CloudTrail for the changes of one place, within bounds. */
import { lookUpPage, textAt, type EventRecord } from '../../readers/shared/events';
import type { Place } from '../../place';
import type { BoundRequest } from '../../../request/types';
import type { AllowedUse, RecordedChange } from '../types';
import { allowedUseIn } from '../record/use';
import { changeIn } from '../record/change';
import { settingsIn, type RecordedSetting } from '../record/settings';
import type { Watch } from './watches';
import type { Window } from './window';

export interface FoundChanges {
  readonly changes: readonly RecordedChange[];
  /** What KMS allowed the caller before. */
  readonly uses: readonly AllowedUse[];
  /** What they set, and what was set before by calls that are no change of what is read. */
  readonly settings: readonly RecordedSetting[];
  /** Everything since this moment was read. */
  readonly since: number;
}

/** How far a search goes. What an effort before has read is not asked again. */
export const efforts = ['first-pages', 'more-pages', 'each-call'] as const;
export type Effort = (typeof efforts)[number];

/** May this place be asked once more? */
export type Spend = (place: Place) => boolean;

/** By the names of the thing, where it has any; only of a busy one are the calls that change it asked for one by one. */
export async function search(
  place: Place,
  request: BoundRequest,
  { eventSource, names, calls }: Watch,
  window: Window,
  effort: Effort,
  spend: Spend,
): Promise<FoundChanges> {
  const ask = (attribute: Attribute, values: readonly string[], mostPages: number) =>
    askAll(place, window, spend, { attribute, values, mostPages });
  const more = effort !== 'first-pages';
  const asked = [
    ...(names.length > 0 ? [await ask('ResourceName', names, more ? pagesByName : 1)] : []),
    ...(names.length > 0 && effort === 'each-call' ? [await ask('EventName', calls, 1)] : []),
    ...(names.length === 0 ? [await ask('EventName', calls, more ? pagesByCall : 1)] : []),
  ];
  const records = new Map(asked.flatMap((one) => one.records).map((record) => [textAt(record, 'eventID'), record]));
  const uses = [...records.values()].flatMap((record) => allowedUseIn(record, request) ?? []);
  const since = Math.min(...asked.map((one) => one.since));
  return { ...changesOf([...records.values()], eventSource, place), uses, since };
}

export function changesOf(
  records: readonly EventRecord[],
  eventSource: string,
  { account, region }: Place,
): Pick<FoundChanges, 'changes' | 'settings'> {
  return {
    changes: records.flatMap((record) => changeIn(record, eventSource, { account, region }) ?? []),
    settings: records.flatMap(settingsIn),
  };
}

/** Whatever anybody changed there, of one page. */
export async function searchWrites(place: Place, window: Window, spend: Spend): Promise<SearchedRecords> {
  return askAll(place, window, spend, { attribute: 'ReadOnly', values: ['false'], mostPages: 1 });
}

const pagesByName = 3;
const pagesByCall = 2;

type Attribute = 'ResourceName' | 'EventName' | 'ReadOnly';

interface Questions {
  readonly attribute: Attribute;
  /** The most telling first: where the budget ends, the last are left out. */
  readonly values: readonly string[];
  readonly mostPages: number;
}

/** Everything since then was read. */
export interface SearchedRecords {
  readonly records: readonly EventRecord[];
  readonly since: number;
}

async function askAll(place: Place, window: Window, spend: Spend, questions: Questions): Promise<SearchedRecords> {
  const { attribute, values, mostPages } = questions;
  const asked = await Promise.all(values.map((value) => askOne(place, window, spend, attribute, value, mostPages)));
  return {
    records: asked.flatMap(({ records }) => records),
    since: Math.max(window.since, ...asked.map(({ since }) => since)),
  };
}

/** Each page of each question is asked once in an account and Region, however many things it is about. */
async function askOne(
  place: Place,
  { since, until }: Window,
  spend: Spend,
  attribute: Attribute,
  value: string,
  mostPages: number,
): Promise<SearchedRecords> {
  const question = { attribute, value, since: new Date(since), until: new Date(until) };
  const records: EventRecord[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const read = await place.once(`lookup ${attribute} ${value} ${since} ${until} ${token ?? ''}`, async () =>
      spend(place) ? lookUpPage(place, question, token) : undefined,
    );
    if (read === undefined) break;
    records.push(...read.records);
    if (read.next === undefined) return { records, since };
    token = read.next;
  }
  // Newest first: what was not read is older than the last that was.
  const oldest = records.map((record) => Date.parse(textAt(record, 'eventTime') ?? '')).filter((time) => time >= 0);
  return { records, since: Math.min(until, ...oldest) };
}
