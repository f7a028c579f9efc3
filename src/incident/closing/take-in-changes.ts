/** Changes that were heard: each goes to the ledger, and has the incidents decided again that cite what it touched. */
import type { HeardPlace, Subject } from '../../evidence/changes/heard/heard';
import type { RecordedChange } from '../../evidence/changes/types';
import { inParallel, mostAtOnce } from '../in-parallel';
import { citingOf } from '../keys';
import type { Store } from '../store';
import type { Time } from '../types';
import { keepChange, noteHearing } from './ledger';
import { askAgain } from './rechecks';
import { namesOf } from './citing';

export interface HeardEvent {
  readonly place: HeardPlace;
  readonly time: Time;
  /** Absent: a sign of life, and no change. */
  readonly made?: { readonly change: RecordedChange; readonly subject: Subject };
}

interface ChangePorts {
  readonly store: Store;
  readonly now: () => Time;
}

/** Doing it again changes nothing. Whatever is killed comes again from the queue. */
export async function takeInChange({ place, time, made }: HeardEvent, ports: ChangePorts): Promise<void> {
  if (made !== undefined) {
    await keepChange(made.change, made.subject, ports);
    const citing = await Promise.all(namesOf(made.change).map((name) => ports.store.list(citingOf(name))));
    const incidents = [...new Set(citing.flat().map(({ key }) => key.sort))];
    await inParallel(incidents, mostAtOnce, (incident) => askAgain(incident, time, ports));
  }
  await noteHearing(place, time, ports);
}
