import { postToSlack } from '../src/delivery/slack';
import { publishReport } from '../src/delivery/sns';
import { failureReport, type StepFailure } from '../src/report/failure';
import { renderSlack } from '../src/report/render-slack';
import type { Report } from '../src/report/contract';
import { environment, optional } from './environment';
import { log, errorName } from './log';
import { placeOf, read, stepFile, write, type RunInput } from './run';

export interface ReportInput extends RunInput {
  /** Set when a step before failed. */
  readonly failure?: StepFailure;
}

/** Where the report has arrived. */
export interface Delivered {
  readonly channels: readonly string[];
}

/** Posts the report; when an earlier step failed it says what is known without it. */
export async function handler(input: ReportInput): Promise<Delivered> {
  const report = await reportOf(input);
  const before = await foundOr<Delivered>(input, stepFile.delivered, { channels: [] });
  const channels = [...before.channels];
  const failures: unknown[] = [];
  for (const [channel, deliver] of Object.entries(channelsFor(report, input))) {
    if (channels.includes(channel)) continue;
    // When one channel fails, the other may still work.
    await deliver().then(
      () => channels.push(channel),
      (error: unknown) => failures.push(error),
    );
  }
  const delivered: Delivered = { channels };
  if (failures.length === 0) return delivered;
  await remember(input, delivered);
  throw failures[0];
}

function channelsFor(report: Report, run: RunInput): Readonly<Record<string, () => Promise<unknown>>> {
  const where = { evidence: placeOf(run) };
  const secretId = optional('CULPRIT_SLACK_SECRET');
  return {
    sns: () => publishReport(environment('CULPRIT_TOPIC'), report, where),
    ...(secretId === undefined ? {} : { slack: () => postToSlack({ secretId }, renderSlack(report, where)) }),
  };
}

async function reportOf(input: ReportInput): Promise<Report> {
  const now = new Date().toISOString();
  if (input.failure !== undefined) return failureReport(input.request, [input.failure], now);
  const concluded = await foundOr<Report | undefined>(input, stepFile.report, undefined);
  return concluded ?? failureReport(input.request, [{ step: stepFile.report, error: 'NoReport' }], now);
}

/** A run folder that cannot be read is no reason to post nothing. */
async function foundOr<T>(input: ReportInput, step: string, otherwise: T): Promise<T> {
  try {
    return (await read<T>(input, step)) ?? otherwise;
  } catch (error) {
    log({ event: 'not-read', run: input.run, step, error: errorName(error) });
    return otherwise;
  }
}

/** A retry must not post again what has arrived. */
async function remember(input: ReportInput, delivered: Delivered): Promise<void> {
  try {
    await write(input, stepFile.delivered, delivered);
  } catch (error) {
    log({ event: 'not-written', run: input.run, step: stepFile.delivered, error: errorName(error) });
  }
}
