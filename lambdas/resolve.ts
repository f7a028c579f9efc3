import { writeStep } from '../src/delivery/run-folder';
import { resolve } from '../src/evidence/resolve';
import { folderOf, steps, type RunInput, type StepResult } from './run';
import { sessionFor } from './session';

/** Reads the facts that several layers need and binds the request to them. */
export async function handler(input: RunInput): Promise<StepResult> {
  const bound = await resolve(input.request, sessionFor(input.request.region));
  return { step: steps.request, key: await writeStep(folderOf(input), steps.request, bound) };
}
