import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { defined } from '../../src/defined';
import { findDenials, type Progress, type Search } from '../../src/evidence/logs/find-denials';
import { openBucketPlace } from '../../src/evidence/logs/bucket-place';
import type { Place } from '../../src/evidence/place';
import { partitionOf } from '../../src/names/partition';
import type { DeniedRequest } from '../../src/request/types';
import { exitCode, UsageError, worst, type ExitCode } from '../exit-codes';
import { foundInAthena, printed } from '../find/athena';
import { asJson, asText, type Listing } from '../find/print';
import { bucketOf, isCaller, sinceOf } from '../find/sought';
import { formatOf, languageOf, readingOptions, usable } from '../options';
import { preflight } from '../preflight/preflight';
import { deliver } from '../output';
import { print } from '../print';
import { checkBucket } from '../question/existing';
import { openSessions, regionFor, type Sessions } from '../sessions';
import { codeOf, reportOn } from './investigate';

const { recording: _recording, save: _save, ...shared } = readingOptions;
const options = {
  ...shared,
  bucket: { type: 'string' },
  principal: { type: 'string' },
  since: { type: 'string', default: '1h' },
  most: { type: 'string', default: '500' },
  pick: { type: 'string' },
  investigate: { type: 'boolean', default: false },
  query: { type: 'boolean', default: false },
  athena: { type: 'string' },
  'athena-database': { type: 'string', default: 'default' },
  'athena-output': { type: 'string' },
} as const;

type Values = ReturnType<typeof valuesOf>;

/** Lists the recent denials of a bucket, and goes on to investigate one. */
export async function runFind(commandArguments: readonly string[]): Promise<ExitCode> {
  const values = valuesOf(commandArguments);
  const now = Date.now();
  const bucket = bucketOf(values.bucket);
  const window = { since: sinceOf(values.since, now), until: now };
  const most = wholeNumber('--most', values.most);
  const picked = values.pick === undefined ? undefined : wholeNumber('--pick', values.pick);
  const format = formatOf(values, process.stdout.isTTY);
  const sessions = await openSessions(values);
  await preflight(values);
  const place = await placeOf(sessions, bucket);
  const { principal } = values;
  const search = await findDenials(
    place,
    {
      bucket,
      window,
      isBy: (request) => principal === undefined || isCaller(request.principal, principal),
      logs: logsBy(values, place, { bucket, window, most }),
    },
    progress,
  );
  progress('');
  const listing = { bucket, window, search };
  if (values.query) return printQuery(listing);
  const chosen = values.investigate ? search.groups.map(({ newest }) => newest) : chosenIn(search, picked);
  if (chosen !== undefined) return investigateAll(chosen, sessions, values);
  const query = isCutShort(search) ? printed(search.sources, bucket, window) : undefined;
  // A list is text or JSON. What is to be opened is the report.
  await deliver(format === 'json' ? asJson(listing, query) : listText(listing, query), { ...values, open: false });
  const asked = format === 'json' || values.output !== undefined ? undefined : await askedFor(search);
  return asked === undefined ? codeOfList(search) : investigateAll([asked], sessions, values);
}

const listText = (listing: Listing, query: string | undefined): string =>
  query === undefined
    ? asText(listing)
    : `${asText(listing)}More than is read here. In Athena, or with --athena WORKGROUP:\n\n${query}\n`;

const valuesOf = (commandArguments: readonly string[]) =>
  usable('find', () => parseArgs({ args: [...commandArguments], options })).values;

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`\`${option} ${text}\` is no number of the list`);
  return number;
}

/** In the bucket's own Region, where its denials are recorded. */
async function placeOf(sessions: Sessions, bucket: string): Promise<Place> {
  const region = await regionFor(sessions, { region: '' });
  const session = sessions.sessionFor(region);
  const opened = await openBucketPlace(session, bucket, region);
  if (opened.status === 'found') return opened.value;
  const partition = partitionOf(region);
  await checkBucket(`arn:${partition}:s3:::${bucket}`, { session, region, partition, live: true });
  throw new UsageError(
    `cannot ask AWS: ${opened.status === 'unreadable' ? (opened.error ?? opened.why) : 'no answer'}`,
  );
}

interface Asked {
  readonly bucket: string;
  readonly window: Listing['window'];
  readonly most: number;
}

const mebibyte = 1024 * 1024;

function logsBy(values: Values, place: Place, { bucket, window, most }: Asked) {
  if (values.query) return { objects: 0, bytes: 0, folders: 0 };
  const { athena: workgroup, 'athena-database': database, 'athena-output': output } = values;
  if (workgroup === undefined) return { objects: most, bytes: most * mebibyte, folders: 400 };
  const settings = { workgroup, database, ...defined({ output }) };
  return (source: Search['sources'][number]) => foundInAthena(place, source, { bucket, window, settings }, progress);
}

/** On standard error, on one line of a terminal. */
const progress: Progress = (text) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
};

function printQuery({ bucket, window, search }: Listing): ExitCode {
  if (search.sources.length === 0) {
    console.error(`culprit: neither a trail nor an access log keeps the requests for ${bucket}`);
    return exitCode.notDenied;
  }
  process.stdout.write(`${printed(search.sources, bucket, window)}\n`);
  return exitCode.found;
}

function chosenIn({ groups }: Search, picked: number | undefined): readonly DeniedRequest[] | undefined {
  if (picked === undefined) return undefined;
  const group = groups[picked - 1];
  if (group === undefined) throw new UsageError(`there is no number ${picked}: ${groups.length} were found`);
  return [group.newest];
}

const isCutShort = ({ searched }: Search): boolean =>
  searched.some(({ in: where, backTo }) => where.is !== 'event-history' && backTo !== undefined);

async function askedFor({ groups }: Search): Promise<DeniedRequest | undefined> {
  if (groups.length === 0 || !process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asking.question(`Investigate which one? [1-${groups.length}, Enter for none] `);
    return groups[Number(answer) - 1]?.newest;
  } finally {
    asking.close();
  }
}

async function investigateAll(denied: readonly DeniedRequest[], sessions: Sessions, values: Values): Promise<ExitCode> {
  const format = formatOf(values, process.stdout.isTTY);
  const iac = languageOf(values);
  const codes: ExitCode[] = [];
  let text = '';
  for (const request of denied) {
    const report = await reportOn(request, sessions);
    if (report !== undefined) text += print(report, { format, iac, full: values.full, several: denied.length > 1 });
    codes.push(report === undefined ? exitCode.failed : codeOf(report));
  }
  await deliver(text, values);
  return worst(codes);
}

/** Nothing found is an answer only where all was searched. */
function codeOfList({ groups, searched, notSearched }: Search): ExitCode {
  if (groups.length > 0) return exitCode.found;
  const isWhole =
    notSearched.every((one) => 'none' in one) &&
    searched.every(({ backTo, notLogs }) => backTo === undefined && notLogs === undefined);
  return isWhole ? exitCode.notDenied : exitCode.inconclusive;
}
