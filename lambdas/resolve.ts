import { defined } from '../src/defined';
import { isAllHeard, isAllHeardReads } from '../src/evidence/changes/heard/listen';
import { resolveReads } from '../src/evidence/resolve/facts';
import { ownerTags } from '../src/evidence/resolve/owner-tags';
import { resolve } from '../src/evidence/resolve/resolve';
import { hasReads, type ReadingGate } from '../src/judging/gather';
import { mergeDenials } from '../src/request/denials/merge';
import type { DeniedRequest } from '../src/request/types';
import type { Denial } from '../src/incident/flow/ports';
import { storeIn } from '../src/delivery/table/store';
import { heardIn } from '../src/incident/closing/ledger';
import { lineUp, turnIfFree } from '../src/incident/flow/line-up';
import { environment, optional } from './runtime/environment';
import { namedOf, readableMembers } from './reading/members';
import { read, stepFile, write, type Resolved, type RunInput, type StepResult } from './run';
import { shareRecorded } from './reading/session';
import { sparing } from './reading/sparing';

/** `lookUpFrom`: ISO 8601, when the run may ask CloudTrail. `layers`: those that are run. */
export interface ResolvedStep extends StepResult, Pick<Resolved, 'layers'> {
  readonly lookUpFrom: string;
}

type Layer = ReadingGate & { readonly id: string };

const reads = [...new Set([...resolveReads, ...isAllHeardReads])];

/** Reads the facts that several layers need, binds the request to them, and says which layers have more to read. */
export const resolveHandler =
  (layers: readonly Layer[]): ((input: RunInput) => Promise<ResolvedStep>) =>
  (input) =>
    resolveFor(layers, input);

async function resolveFor(all: readonly Layer[], input: RunInput): Promise<ResolvedStep> {
  const asOf = new Date().toISOString();
  const denied = await withOtherRecord(input);
  const ports = { store: storeIn(environment('CULPRIT_TABLE')), now: Date.now };
  const aside = () => turnIfFree(`${input.run} aside`, ports);
  const members = await readableMembers(ports.store);
  const of = { deniedAt: denied.time, accounts: members };
  const { session: shared, calls } = shareRecorded(denied.region, reads, of);
  const session = sparing(shared, aside);
  const request = await resolve(denied, session);
  const tag = optional('CULPRIT_ROUTE_TAG');
  const tags = tag === undefined ? undefined : await ownerTags(request, session, tag);
  // Where all was heard, only what came since the denial is looked up.
  const isHeard = await isAllHeard(request, session, heardIn(ports));
  const mayLookUp = !isHeard || (await aside());
  const layers = all.filter((layer) => hasReads(layer, request)).map(({ id }) => id);
  const accounts = namedOf(members, request);
  const bound: Resolved = { request, asOf, mayLookUp, layers, accounts, ...defined({ tags }) };
  const key = await write(input, stepFile.resolved, bound, calls());
  const turn = await lineUp(input.run, ports, isHeard ? 'since-denial' : 'all');
  return { key, layers, lookUpFrom: new Date(turn).toISOString() };
}

/** One denial may give two records, S3's and KMS's; the second may have come in after the first started this run. */
async function withOtherRecord(input: RunInput): Promise<DeniedRequest> {
  const { request } = input;
  const other = await read<Denial>(input, stepFile.record(request.eventSource.startsWith('kms.') ? 's3' : 'kms'));
  return other === undefined ? request : (mergeDenials(request, other.request) ?? request);
}
