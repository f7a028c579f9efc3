import type { ChangesReading } from '../src/evidence/changes/types';
import { layers } from '../src/layers';
import type { GatheredEvidence } from '../src/judging/gather';
import { toReport } from '../src/report/to-report';
import type { RequestFacts } from '../src/request/types';
import { conclude } from '../src/verdict/conclude';
import type { Report } from '../src/report/contract';
import type { EvidenceByLayer } from '../src/decision/types';
import { namedCause, type NamedCause } from '../src/incident/cause';
import { read, resolved, stepFile, write, type Run, type StepResult } from './run';

export interface Concluded extends StepResult {
  readonly status: Report['verdict']['status'];
  readonly certainty: Report['verdict']['certainty'];
  /** What its incident is named by. */
  readonly cause: NamedCause | null;
}

/** Decides over the evidence of the run and writes the report. A layer that left none is unknown. */
export async function handler(run: Run): Promise<Concluded> {
  const { request, asOf } = await resolved(run);
  const [evidence, found] = await Promise.all([evidenceOf(run), read<ChangesReading>(run, stepFile.changes)]);
  const changes = found ?? notSearched(request);
  const verdict = conclude({ request, evidence, changes, asOf });
  const { status, certainty, rootCauses } = verdict;
  return {
    key: await write(run, stepFile.report, toReport(verdict)),
    status,
    certainty,
    cause: namedCause(rootCauses) ?? null,
  };
}

async function evidenceOf(run: Run): Promise<EvidenceByLayer> {
  const found = await Promise.all(
    layers.map(async ({ id }) => [id, (await read<GatheredEvidence>(run, stepFile.layer(id))) ?? {}] as const),
  );
  return Object.fromEntries(found);
}

/** The step failed: nothing was looked for, so anything may have changed. */
function notSearched({ time, region }: RequestFacts): ChangesReading {
  return {
    changes: [],
    since: time,
    until: time,
    searched: [],
    notSearched: [{ region, why: 'crashed' }],
    complete: false,
  };
}
