import { readStep } from '../src/delivery/run-folder';
import type { BoundRequest } from '../src/request/types';
import { folderOf, steps, type RunInput } from './run';

/** What resolve found. It failed, if there is nothing: then the steps that need it have nothing to do. */
export async function boundRequest(input: RunInput): Promise<BoundRequest> {
  const bound = await readStep(folderOf(input), steps.request);
  if (bound === undefined) throw new RequestNotResolved(`run \`${input.run}\` has no resolved request`);
  return bound as BoundRequest;
}

/** The first step of the run left nothing. */
export class RequestNotResolved extends Error {
  override readonly name = 'RequestNotResolved';
}
