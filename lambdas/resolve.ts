import { resolveReads } from '../src/evidence/resolve/facts';
import { resolve } from '../src/evidence/resolve/resolve';
import { mergeDenials } from '../src/request/denials/merge';
import type { DeniedRequest } from '../src/request/types';
import type { Denial } from '../src/incident/flow/ports';
import { storeIn } from '../src/delivery/table/store';
import { lineUp } from '../src/incident/flow/line-up';
import { environment } from './environment';
import { read, stepFile, write, type Resolved, type RunInput, type StepResult } from './run';
import { shareRecorded } from './session';

/** `lookUpFrom`: ISO 8601, when the run may ask CloudTrail. */
export interface ResolvedStep extends StepResult {
  readonly lookUpFrom: string;
}

/** Reads the facts that several layers need and binds the request to them. */
export async function handler(input: RunInput): Promise<ResolvedStep> {
  const asOf = new Date().toISOString();
  const denied = await withOtherRecord(input);
  const { session, calls } = shareRecorded(denied.region, resolveReads, denied.time);
  const bound: Resolved = { request: await resolve(denied, session), asOf };
  const key = await write(input, stepFile.resolved, bound, calls());
  const turn = await lineUp(input.run, { store: storeIn(environment('CULPRIT_TABLE')), now: Date.now });
  return { key, lookUpFrom: new Date(turn).toISOString() };
}

/** One denial may give two records, S3's and KMS's; the second may have come in after the first started this run. */
async function withOtherRecord(input: RunInput): Promise<DeniedRequest> {
  const { request } = input;
  const other = await read<Denial>(input, stepFile.record(request.eventSource.startsWith('kms.') ? 's3' : 'kms'));
  return other === undefined ? request : (mergeDenials(request, other.request) ?? request);
}
