import type { ReadingSession } from './evidence/session/session';
import { allReaders } from './all-readers';
import { recentChanges } from './evidence/changes/recent-changes';
import { watchedCallsOf } from './evidence/changes/search/watched-calls';
import { resolve } from './evidence/resolve/resolve';
import type { ChangesReading } from './evidence/changes/types';
import { layers } from './layers';
import { gather } from './judging/gather';
import { toReport } from './report/to-report';
import type { BoundRequest, DeniedRequest } from './request/types';
import { conclude } from './verdict/conclude';
import type { Report } from './report/contract';
import type { EvidenceByLayer } from './decision/types';
import type { Investigated } from './verdict/investigated';
import type { Verdict } from './verdict/verdict';
import { withPolicy, type CandidatePolicy } from './with-policy';

export interface InvestigateOptions {
  /** ISO 8601: when the reads begin. */
  readonly now: string;
  /** `false`: nothing was denied, somebody asks what would happen (`explain`). */
  readonly observed?: boolean;
  /** Calls of the same caller, operation and bucket that succeeded: what differs is looked for. */
  readonly successes?: readonly DeniedRequest[];
  /** Called with the titles of the layers that are still being read. */
  readonly progress?: (reading: readonly string[]) => void;
  /** Tried before anybody puts it. */
  readonly candidate?: CandidatePolicy;
}

/** The whole investigation of one denial in one process. Whatever cannot be read is an unknown, never an exception. */
export async function investigate(
  denied: DeniedRequest,
  session: ReadingSession,
  options: InvestigateOptions,
): Promise<Report> {
  return reportOn(await gatherCase(denied, session, options));
}

export async function investigateToVerdict(
  denied: DeniedRequest,
  session: ReadingSession,
  options: InvestigateOptions,
): Promise<Verdict> {
  return conclude(await gatherCase(denied, session, options));
}

export const reportOn = (investigated: Investigated): Report => toReport(conclude(investigated));

/** All that a verdict is made from. */
export async function gatherCase(
  denied: DeniedRequest,
  session: ReadingSession,
  { now, observed = true, successes = [], candidate, progress }: InvestigateOptions,
): Promise<Investigated> {
  const request = await resolve(denied, session);
  const reading = gatherAll(request, session, progress).then((gathered) =>
    candidate === undefined ? gathered : withPolicy(gathered, candidate),
  );
  // Beside the layers, for both take long. What is changed meanwhile is missed: CloudTrail shows a change only minutes later,
  // so a search begun after the layers would find it only where their reads took as long.
  const searching = observed
    ? recentChanges(request, session, watchedCallsOf(allReaders), { evidence: () => reading })
    : nothingHappened(now);
  const [evidence, changes] = await Promise.all([reading, searching]);
  return { request, evidence, changes, asOf: now, observed, successes };
}

async function gatherAll(
  request: BoundRequest,
  session: ReadingSession,
  progress: InvestigateOptions['progress'],
): Promise<EvidenceByLayer> {
  const open = new Map(layers.map(({ id, title }) => [id, title]));
  progress?.([...open.values()]);
  const gathered = await Promise.all(
    layers.map(async (layer) => {
      const evidence = await gather(layer, request, session);
      open.delete(layer.id);
      progress?.([...open.values()]);
      return [layer.id, evidence] as const;
    }),
  );
  return Object.fromEntries(gathered);
}

function nothingHappened(now: string): ChangesReading {
  return { changes: [], since: now, until: now, searched: [], notSearched: [], complete: true };
}
