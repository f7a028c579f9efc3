/** What a run of the demo leaves on the screen: the card last, where a tired eye looks first. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Format } from '../cli/options';
import { isColored } from '../cli/color';
import { columnsOf, print } from '../cli/print';
import { stepFile } from '../lambdas/run';
import type { StepFile } from '../lambdas/run';
import type { Report } from '../src/report/contract';
import { renderHtml } from '../src/report/html/render-html';
import { renderText } from '../src/report/render-text';
import type { PipelineRun } from './pipeline';

/** Of the newest run, as it was posted: also where a step failed. */
function reportIn({ objects }: Pick<PipelineRun, 'objects'>): Report | undefined {
  const ending = `/${stepFile.posted}.json`;
  const found = [...objects].findLast(([key]) => key.endsWith(ending));
  return found === undefined ? undefined : (JSON.parse(found[1]) as StepFile<Report>).result;
}

const page = join(__dirname, '..', 'dist', 'demo', 'report.html');

export async function show(run: PipelineRun, format: Format): Promise<string> {
  const report = reportIn(run);
  if (report === undefined) return `${postedLines(run)}There is no report.\n`;
  // What another program reads holds the report only.
  if (format !== 'text') return print(report, { format, iac: undefined, full: true, several: false });
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, renderHtml(report));
  return `${postedLines(run)}${workLines(run)}The report as a page: ${relative(process.cwd(), page)}\n\n${card(report)}`;
}

const next = 'Next: -- --list names the variants of the story, -- --format markdown shows the whole report.';

const card = (report: Report): string =>
  renderText(report, { extent: 'card', more: next, color: isColored(), columns: columnsOf(process.stdout) });

const postedLines = ({ publications }: PipelineRun): string =>
  publications.length === 0
    ? 'Nothing was posted.\n'
    : publications.map(({ subject }) => `Posted: ${subject}\n`).join('');

function workLines({ executions, served }: PipelineRun): string {
  const refused = served.filter(({ outcome }) => outcome === 'refused');
  const steps = executions.flatMap(({ runs }) => runs).length;
  return [
    `${steps} steps ran, ${served.length} requests to AWS, ${refused.length} refused for lack of a permission.\n`,
    ...refused.map(({ by, action, resource }) => `  ${by}: ${action} on ${resource}\n`),
  ].join('');
}
