import { parseArgs } from 'node:util';
import { defined } from '../../src/defined';
import { investigate } from '../../src/investigate';
import { takenAt } from '../../src/request/taken-at';
import type { DeniedRequest } from '../../src/request/types';
import type { Report } from '../../src/report/contract';
import type { Successes } from '../../src/request/denials/successes';
import type { SymptomGroup } from '../../src/request/denials/batch';
import { attempt } from '../batch/attempt';
import { isForPrograms, printAll } from '../batch/output';
import { planned, type Planned } from '../batch/planned';
import { layerProgress, progressOf } from '../batch/progress';
import { keepDifferences, mayDiffer } from '../differences';
import { exitCode, UsageError, worst, type ExitCode } from '../exit-codes';
import { addedOf } from '../input/added';
import { codeWithoutDenials, readAll } from '../input/read-all';
import { recordedIn, recordedInHistory, type Recorded } from '../input/recorded';
import { tellOthers } from '../input/others';
import { formatOf, languageOf, readingOptions, usable, type ReadingValues } from '../options';
import { preflight } from '../preflight/preflight';
import { deliver } from '../output';
import { print } from '../print';
import { candidateIn } from '../question/candidate';
import { runTrial } from '../trial/run';
import { asOf, openSessions, regionFor, type Sessions } from '../sessions';

const options = {
  ...readingOptions,
  principal: { type: 'string' },
  action: { type: 'string' },
  resource: { type: 'string' },
  time: { type: 'string' },
  logs: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  with: { type: 'string' },
} as const;

/** Explains every denied S3 request of the input; the rest is counted on standard error. */
export async function runInvestigate(commandArguments: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = usable('investigate', () =>
    parseArgs({ args: [...commandArguments], options, allowPositionals: true }),
  );
  if (positionals.length === 0) {
    throw new UsageError(
      'investigate takes what holds the denial: files, folders, s3://bucket/prefix/, or - for standard input (see culprit investigate --help)',
    );
  }
  const iac = languageOf(values);
  const format = formatOf(values, process.stdout.isTTY);
  const reading = { added: addedOf(values), recordOf: recordOf(values) };
  if (values.with !== undefined) {
    return runTrial(positionals, reading, { candidate: await candidateIn(values.with), format, values });
  }
  const read = await readAll(positionals, { ...reading, keepAll: values.all });
  tellOthers(read);
  const denied = planned(read.batch, { all: values.all, forPrograms: isForPrograms(format) });
  if (denied.length === 0) return codeWithoutDenials(read);
  await preflight(values, denied[0]?.request.region);
  const sessions = await openSessions(values, mayDiffer(denied.map(({ request }) => request)));
  const isBatch = denied.some(({ group }) => denied.length > 1 || group.count > 1);
  const investigated = await investigateAll(denied, sessions, read.successes);
  const reports = investigated.flatMap(({ report, group }) => (report === undefined ? [] : [{ report, group }]));
  const look = { format, iac, full: values.full, several: isBatch || read.others > 0 };
  const text =
    isBatch && reports.length > 0 ? printAll(reports, look) : reports.map(({ report }) => print(report, look)).join('');
  await deliver(text, values);
  await sessions.finish();
  await keepDifferences(
    reports.map(({ report }) => report),
    sessions,
  );
  return worst(investigated.map(({ report }) => (report === undefined ? exitCode.failed : codeOf(report))));
}

async function investigateAll(denied: readonly Planned[], sessions: Sessions, successes: Successes) {
  const progress = progressOf('investigations', denied.length);
  const investigated: { readonly report: Report | undefined; readonly group: SymptomGroup }[] = [];
  for (const { request, group } of denied) {
    investigated.push({ report: await reportOn(request, sessions, successes.like(request)), group });
    progress.step();
  }
  progress.end();
  return investigated;
}

/** Logs that are given come first: they hold requests for objects too. */
function recordOf(values: ReadingValues & { readonly logs?: readonly string[] }): Recorded {
  let sessions: Promise<Sessions> | undefined;
  const inLogs = values.logs === undefined ? undefined : recordedIn(values.logs);
  return async (denial) => {
    const found = await inLogs?.(denial);
    if (found !== undefined) return found;
    sessions ??= preflight(values).then(() => openSessions(values));
    return recordedInHistory(await sessions)(denial);
  };
}

export function reportOn(
  request: DeniedRequest,
  sessions: Sessions,
  successes: readonly DeniedRequest[] = [],
): Promise<Report | undefined> {
  return attempt(request, async () => {
    // S3 redirects to the Region of the bucket.
    const placed = { ...request, region: await regionFor(sessions, request) };
    const session = sessions.sessionFor(placed.region);
    const now = asOf(session);
    return investigate(takenAt(placed, now), session, { now, successes, ...defined({ progress: layerProgress() }) });
  });
}

/**
 * How sure the cause is stands in the report: where CloudTrail cannot be asked, hardly any is more than possible. One that only
 * AWS's text names is found; of two that its text fits, neither is, though the request is certainly denied.
 */
export function codeOf({ verdict: { status, rootCauses } }: Report): ExitCode {
  const isExplained = status === 'denied' || status === 'would-be-allowed-now';
  return isExplained && rootCauses.length === 1 ? exitCode.found : exitCode.inconclusive;
}
