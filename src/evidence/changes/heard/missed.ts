/**
 * What was not heard since the denial: EventBridge promises no delivery, and a change that nobody knows of would make the
 * policies of now those of then. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event.html
 */
import type { BoundRequest } from '../../../request/types';
import type { Reading } from '../../define';
import { textAt, type EventRecord } from '../../readers/shared/events';
import type { ReadingSession } from '../../session/session';
import { changesOf, search, searchWrites, type FoundChanges, type Spend } from '../search/search';
import type { Watch } from '../search/watches';
import { subjectOf, subjectsOf } from './subject';
import type { Window } from '../search/window';

export interface MissedCase {
  readonly request: BoundRequest;
  readonly session: ReadingSession;
  /** Since the denial. */
  readonly window: Window;
  readonly spend: Spend;
  /** May a place where much is changed be asked for each thing by itself? */
  readonly mayLookUp: boolean;
}

/** All that was changed in an account and Region is one look-up, whatever the case is about. */
export async function missedBy(watch: Watch, missed: MissedCase): Promise<Reading<FoundChanges>> {
  const { request, session, window, spend, mayLookUp } = missed;
  const { since, until } = window;
  const all = await session.ask(watch.where, `writes ${since} ${until}`, async (place) => {
    const { records, since: from } = await searchWrites(place, window, spend);
    return { place, records, from };
  });
  if (all.status !== 'found') return all;
  const { place, records, from } = all.value;
  if (from <= since || !mayLookUp) {
    const own = changesOf(
      records.filter((record) => isOf(watch, record)),
      watch.eventSource,
      place,
    );
    return { status: 'found', value: { ...own, uses: [], since: from } };
  }
  const { names, calls, eventSource } = watch;
  const what = `changes since the denial ${eventSource} ${names.join()} ${calls.join()} ${since} ${until}`;
  return session.ask(watch.where, what, (asked) => search(asked, request, watch, window, 'first-pages', spend));
}

function isOf(watch: Watch, record: EventRecord): boolean {
  const { name } = subjectOf(record, watch.thing);
  return (
    textAt(record, 'eventSource') === watch.eventSource &&
    watch.calls.includes(textAt(record, 'eventName') ?? '') &&
    subjectsOf(watch).some((one) => one.name === name)
  );
}
