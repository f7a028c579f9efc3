/** Denied calls about a bucket in the event history, which holds no requests for objects. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
import type { Place } from '../place';
import { lookUpPage } from '../readers/shared/events';
import { parseRecord } from '../../request/record/parse';
import type { DeniedRequest } from '../../request/types';
import type { Window } from './sources';

export interface History {
  readonly denials: readonly DeniedRequest[];
  readonly pages: number;
  /** `false`: there were more pages. */
  readonly complete: boolean;
}

/** AWS answers two pages of fifty a second. */
const mostPages = 20;

export async function historyOf(
  place: Place,
  bucket: string,
  { since, until }: Window,
  onPage: (pages: number) => void,
): Promise<History> {
  const question = {
    attribute: 'ResourceName',
    value: bucket,
    since: new Date(since),
    until: new Date(until),
  } as const;
  const denials: DeniedRequest[] = [];
  let token: string | undefined;
  for (let pages = 1; pages <= mostPages; pages += 1) {
    const page = await lookUpPage(place, question, token);
    for (const record of page.records) {
      const parsed = parseRecord(record);
      if (parsed.is === 'denied') denials.push(parsed.request);
    }
    onPage(pages);
    token = page.next;
    if (token === undefined) return { denials, pages, complete: true };
  }
  return { denials, pages: mostPages, complete: false };
}
