import { recentChanges, recentChangesReads } from '../src/evidence/changes/recent-changes';
import { resolved, stepFile, write, type Run, type StepResult } from './run';
import { openRecorded } from './session';

export interface ChangesFound extends StepResult {
  readonly changes: number;
  readonly complete: boolean;
}

/** Asks CloudTrail who touched the things of this case. It runs after the layers, so that no change slips between. */
export async function handler(run: Run): Promise<ChangesFound> {
  const { request } = await resolved(run);
  const { session, calls } = openRecorded(request.region, recentChangesReads);
  const found = await recentChanges(request, session);
  const key = await write(run, stepFile.changes, found, calls());
  return { key, changes: found.changes.length, complete: found.complete && found.notSearched.length === 0 };
}
