import { recentChanges, recentChangesReads } from '../src/evidence/changes/recent-changes';
import type { WatchedCalls } from '../src/evidence/changes/watched-calls';
import { resolved, stepFile, write, type Run, type StepResult } from './run';
import { openRecorded } from './session';

export interface ChangesFound extends StepResult {
  readonly changes: number;
  readonly complete: boolean;
}

/**
 * Asks CloudTrail who touched the things of this case. What changes them comes as data, so that the bundle holds no reader
 * but its own. It runs after the layers, so that no change slips between.
 */
export function recentChangesHandler(watched: WatchedCalls): (run: Run) => Promise<ChangesFound> {
  return async (run) => {
    const { request } = await resolved(run);
    const { session, calls } = openRecorded(request.region, recentChangesReads);
    const found = await recentChanges(request, session, watched);
    const key = await write(run, stepFile.changes, found, calls());
    return { key, changes: found.changes.length, complete: found.complete && found.notSearched.length === 0 };
  };
}
