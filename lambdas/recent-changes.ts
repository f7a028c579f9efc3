import { writeStep } from '../src/delivery/run-folder';
import { recentChanges } from '../src/evidence/recent-changes';
import { boundRequest } from './bound-request';
import { folderOf, steps, type RunInput, type StepResult } from './run';
import { sessionFor } from './session';

/** Asks CloudTrail who touched the things of this case. It runs after the layers, so that no change slips between. */
export async function handler(input: RunInput): Promise<StepResult> {
  const changes = await recentChanges(await boundRequest(input), sessionFor(input.request.region));
  return { step: steps.changes, key: await writeStep(folderOf(input), steps.changes, changes) };
}
