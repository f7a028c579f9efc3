/** The query over the bucket's logs, printed, or run and read. */
import { denialsQuery } from '../../src/evidence/logs/athena/query';
import { runInAthena, type AthenaSettings } from '../../src/evidence/logs/athena/run';
import { createTable } from '../../src/evidence/logs/athena/table';
import type { Progress } from '../../src/evidence/logs/find-denials';
import type { LogSource, Window } from '../../src/evidence/logs/sources';
import type { Place } from '../../src/evidence/place';
import { parseInput } from '../../src/request/forms/read-input';
import type { DeniedRequest } from '../../src/request/types';

/** As many as GetQueryResults gives in ten pages. */
const mostRows = 10_000;

const statementsFor = (source: LogSource, bucket: string, window: Window): readonly [table: string, query: string] => [
  createTable(source),
  denialsQuery(source, { bucket, window, most: mostRows }),
];

/** For people to paste: what investigate takes comes out. */
export function printed(sources: readonly LogSource[], bucket: string, window: Window): string {
  return sources
    .flatMap((source) => statementsFor(source, bucket, window))
    .map((statement) => `${statement};`)
    .join('\n\n');
}

export async function foundInAthena(
  place: Place,
  source: LogSource,
  { bucket, window, settings }: { readonly bucket: string; readonly window: Window; readonly settings: AthenaSettings },
  progress: Progress,
): Promise<readonly DeniedRequest[]> {
  const rows = await runInAthena(place, statementsFor(source, bucket, window), settings, progress);
  return parseInput(JSON.stringify(rows)).flatMap((found) => (found.is === 'denied' ? [found.request] : []));
}
