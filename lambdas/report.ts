import { readStep } from '../src/delivery/run-folder';
import { postToSlack } from '../src/delivery/slack';
import { publishReport } from '../src/delivery/sns';
import { failureReport, type StepFailure } from '../src/report/failure';
import { renderSlack } from '../src/report/render-slack';
import type { Report } from '../src/verdict/types';
import { environment, optional } from './environment';
import { folderOf, steps, type RunInput } from './run';

export interface ReportInput extends RunInput {
  /** Set by the Catch of the step that failed. */
  readonly failure?: StepFailure;
}

/** Posts the report; when an earlier step failed it says what is known without it. */
export async function handler(input: ReportInput): Promise<{ readonly delivered: readonly string[] }> {
  const report = await reportOf(input);
  const secretId = optional('CULPRIT_SLACK_SECRET');
  const delivered = [`sns:${(await publishReport(environment('CULPRIT_TOPIC'), report)) ?? ''}`];
  if (secretId !== undefined) {
    await postToSlack({ secretId }, renderSlack(report));
    delivered.push('slack');
  }
  return { delivered };
}

async function reportOf(input: ReportInput): Promise<Report> {
  const written = input.failure === undefined ? await readStep(folderOf(input), steps.report) : undefined;
  if (written !== undefined) return written as Report;
  const failure = input.failure ?? { step: steps.report, error: 'NothingWritten' };
  return failureReport(input.request, [failure], new Date().toISOString());
}
