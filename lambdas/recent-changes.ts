import { storeIn } from '../src/delivery/table/store';
import { recentChanges, recentChangesReads } from '../src/evidence/changes/recent-changes';
import type { WatchedCalls } from '../src/evidence/changes/search/watched-calls';
import { heardIn } from '../src/incident/closing/ledger';
import { isPassing, ReadLater } from '../src/incident/flow/transient';
import { environment } from './runtime/environment';
import { read, resolved, stepFile, write, type Run, type StepResult } from './run';
import { earlierReadsIn, type PlacesOfReads } from './reading/earlier-reads';
import { readableMembers } from './reading/members';
import { openRecorded } from './reading/session';

export interface ChangesFound extends StepResult {
  readonly changes: number;
  readonly complete: boolean;
}

/**
 * Asks the ledger, and CloudTrail for what it cannot have or may have missed, who touched the things of this case. What
 * changes them comes as data, so that the bundle holds no reader but its own; so do the places of readers' findings. It runs
 * after the layers, for what a change replaced is looked for by what they read.
 */
export function recentChangesHandler(
  watched: WatchedCalls,
  placesOfReads: PlacesOfReads = {},
): (run: Run) => Promise<ChangesFound> {
  return async (run) => {
    const { request, mayLookUp, layers } = await resolved(run);
    const store = storeIn(environment('CULPRIT_TABLE'));
    // Also in accounts that Organizations names and the request does not: its delegated administrators.
    const accounts = await readableMembers(store);
    const { session, calls } = openRecorded(request.region, recentChangesReads, accounts);
    const evidence = () => Promise.all(layers.map((id) => read<unknown>(run, stepFile.layer(id))));
    const heard = heardIn({ store, now: Date.now });
    const earlierReads = earlierReadsIn(run.run, placesOfReads, store);
    const found = await recentChanges(request, session, watched, { evidence, heard, mayLookUp, earlierReads });
    const key = await write(run, stepFile.changes, found, calls());
    // What is written stands if no retry reads more.
    if (found.notSearched.some(({ why }) => isPassing(why)))
      throw new ReadLater('AWS throttled or failed some look-ups');
    return { key, changes: found.changes.length, complete: found.complete && found.notSearched.length === 0 };
  };
}
