import { readStep, writeStep } from '../src/delivery/run-folder';
import type { ChangesReading } from '../src/evidence/values';
import { layers } from '../src/layers';
import type { GatheredEvidence } from '../src/layers/run';
import { toReport } from '../src/report/to-report';
import { conclude } from '../src/verdict/conclude';
import { boundRequest } from './bound-request';
import { evidenceStep, folderOf, steps, type RunInput, type StepResult } from './run';

export interface Concluded extends StepResult {
  readonly status: string;
  readonly certainty: string;
}

/** Decides over the evidence of the run and writes the report. A layer that left none is unknown. */
export async function handler(input: RunInput): Promise<Concluded> {
  const folder = folderOf(input);
  const request = await boundRequest(input);
  const gathered = await Promise.all(
    layers.map(async ({ id }) => [id, ((await readStep(folder, evidenceStep(id))) ?? {}) as GatheredEvidence] as const),
  );
  const now = new Date().toISOString();
  const changes = ((await readStep(folder, steps.changes)) as ChangesReading | undefined) ?? notSearched(request.time);
  const report = toReport(conclude({ request, evidence: Object.fromEntries(gathered), changes, asOf: now }));
  const { status, certainty } = report.verdict;
  return { step: steps.report, key: await writeStep(folder, steps.report, report), status, certainty };
}

/** The step failed: nothing was looked for, so anything may have changed. */
function notSearched(time: string): ChangesReading {
  return { changes: [], since: time, until: time, searched: [], notSearched: [], complete: false };
}
