import type { ChangesReading } from '../src/evidence/changes/types';
import { layers } from '../src/layers';
import type { GatheredEvidence } from '../src/judging/gather';
import { toReport } from '../src/report/to-report';
import type { RequestFacts } from '../src/request/types';
import { decideAgain } from '../src/verdict/again/decide-again';
import { citedThings } from '../src/verdict/changes/things';
import { conclude } from '../src/verdict/conclude';
import type { Investigated } from '../src/verdict/investigated';
import type { Report } from '../src/report/contract';
import type { EvidenceByLayer } from '../src/decision/types';
import { namedCause, type NamedCause } from '../src/incident/cause';
import type { Denial } from '../src/incident/flow/ports';
import { isRecheck } from '../src/incident/closing/recheck';
import type { Rechecked } from '../src/incident/life/after-recheck';
import { recheckedOf } from './rechecked';
import { read, resolved, stepFile, write, type Run, type StepResult } from './run';

export interface Concluded extends StepResult {
  readonly status: Report['verdict']['status'];
  readonly certainty: Report['verdict']['certainty'];
  /** What its incident is named by. */
  readonly cause: NamedCause | null;
  /** What it rests on: a change of that may decide the request otherwise. */
  readonly cited: readonly string[];
  /** Only of a recheck: what is decided by the policies as they are now. */
  readonly rechecked?: Rechecked;
}

/** Decides over the evidence of the run and writes the report. A layer that left none is unknown. */
export async function handler(run: Run): Promise<Concluded> {
  const investigated = await investigatedIn(run);
  const verdict = conclude(investigated);
  const { status, certainty, rootCauses } = verdict;
  return {
    key: await write(run, stepFile.report, toReport(verdict)),
    status,
    certainty,
    cause: namedCause(rootCauses) ?? null,
    cited: citedThings(investigated.request, investigated.evidence).slice(0, mostCited),
    ...(isRecheck(run.run) ? { rechecked: recheckedOf(decideAgain(investigated)) } : {}),
  };
}

/** A state holds 256 KB; a case has fewer things. */
const mostCited = 100;

async function investigatedIn(run: Run): Promise<Investigated> {
  const { request, asOf, layers: reading } = await resolved(run);
  const [evidence, found, denial] = await Promise.all([
    evidenceOf(run, reading),
    read<ChangesReading>(run, stepFile.changes),
    read<Denial>(run, stepFile.record('s3')),
  ]);
  const { successes = [] } = denial ?? {};
  return { request, evidence, changes: found ?? notSearched(request), asOf, successes };
}

/** Layers that read nothing have no file. */
async function evidenceOf(run: Run, reading: readonly string[]): Promise<EvidenceByLayer> {
  const found = await Promise.all(
    layers.map(async ({ id }) => {
      const evidence = reading.includes(id) ? await read<GatheredEvidence>(run, stepFile.layer(id)) : undefined;
      return [id, evidence ?? {}] as const;
    }),
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
