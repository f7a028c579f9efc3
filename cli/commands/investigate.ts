import { parseArgs } from 'node:util';
import { investigate } from '../../src/investigate';
import { notDeniedSentence } from '../../src/report/not-denied';
import { parseInput } from '../../src/request/forms/read-input';
import type { DeniedRequest, ParsedRecord } from '../../src/request/types';
import type { Report } from '../../src/report/contract';
import { exitCode, UsageError, worst, type ExitCode } from '../exit-codes';
import { readInput } from '../input';
import { formatOf, languageOf, readingOptions, usable } from '../options';
import { print } from '../print';
import { asOf, openReading, type Reading } from '../reading';

/** Explains every denied S3 request of the input; the rest is counted on standard error. */
export async function runInvestigate(commandArguments: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = usable('investigate', () =>
    parseArgs({ args: [...commandArguments], options: readingOptions, allowPositionals: true }),
  );
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    throw new UsageError('investigate takes one EVENT.json, or - for standard input (see culprit investigate --help)');
  }
  const iac = languageOf(values);
  const format = formatOf(values, process.stdout.isTTY);
  const records = parseInput(await readInput(path));
  const denied = records.flatMap((record) => (record.is === 'denied' ? [record.request] : []));
  tellOthers(records, path);
  if (denied.length === 0)
    return records.every(({ is }) => is === 'bad-input') ? exitCode.badInput : exitCode.notDenied;
  const reading = await openReading(values);
  const codes: ExitCode[] = [];
  for (const request of denied) {
    const report = await reportOn(request, reading);
    if (report !== undefined)
      process.stdout.write(print(report, { format, iac, full: values.full, several: records.length > 1 }));
    codes.push(report === undefined ? exitCode.failed : codeOf(report));
  }
  await reading.finish();
  return worst(codes);
}

/** One record that we cannot cope with must not hide the others. */
async function reportOn(request: DeniedRequest, reading: Reading): Promise<Report | undefined> {
  try {
    // S3 redirects to the Region of the bucket.
    const placed = { ...request, region: (await reading.regionOf(request)) ?? 'us-east-1' };
    const session = reading.sessionFor(placed.region);
    return await investigate(placed, session, { now: asOf(session) });
  } catch (error) {
    console.error(
      `culprit: failed on event ${request.eventId}: ${error instanceof Error ? error.message : String(error)}`,
    );
    if (process.env['CULPRIT_DEBUG'] !== undefined) console.error(error);
    return undefined;
  }
}

/** How sure the cause is stands in the report: where CloudTrail cannot be asked, hardly any is more than possible. */
function codeOf({ verdict: { status, rootCauses } }: Report): ExitCode {
  return status === 'denied' && rootCauses.length === 1 ? exitCode.found : exitCode.inconclusive;
}

/** Standard output carries reports only: what else was in the input goes to standard error. */
function tellOthers(records: readonly ParsedRecord[], path: string): void {
  const bad = records.flatMap((record) => (record.is === 'bad-input' ? [record] : []));
  const others = records.flatMap((record) => (record.is === 'not-denied' ? [record] : []));
  const [onlyBad] = bad;
  if (onlyBad !== undefined) {
    const more = bad.length > 1 ? ` (and ${bad.length - 1} more)` : '';
    console.error(`culprit: ${path === '-' ? 'standard input' : path}: ${onlyBad.message}${more}`);
  }
  const [only] = others;
  if (only === undefined) return;
  if (records.length === 1) {
    console.error(`culprit: not a denied S3 request: ${notDeniedSentence(only).replaceAll('`', '')}`);
    return;
  }
  const counts = new Map<string, number>();
  for (const { code } of others) counts.set(code, (counts.get(code) ?? 0) + 1);
  const listed = [...counts].map(([code, many]) => `${many} ${code}`).join(', ');
  console.error(`culprit: ${others.length} of ${records.length} records are no denied S3 requests: ${listed}`);
}
