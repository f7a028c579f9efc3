/** What a run of the demo leaves on the screen: the card last, where a tired eye looks first. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Format } from '../cli/options';
import { isColored } from '../cli/color';
import { columnsOf, print } from '../cli/print';
import { stepFile } from '../lambdas/run';
import type { StepFile } from '../lambdas/run';
import type { Report } from '../src/report/contract';
import { renderText } from '../src/report/render-text';
import type { PipelineRun } from './pipeline';

/** The newest run's, as it was posted: also where a step failed. */
function reportIn(run: PipelineRun): Report | undefined {
  const found = newest(run, `/${stepFile.posted}.json`);
  return found === undefined ? undefined : (JSON.parse(found) as StepFile<Report>).result;
}

const newest = ({ objects }: PipelineRun, ending: string): string | undefined =>
  [...objects].findLast(([key]) => key.endsWith(ending))?.[1];

const shownPage = join(__dirname, '..', 'dist', 'demo', 'report.html');

/** `page`: the file in which the report is left for a browser. */
export async function show(run: PipelineRun, format: Format, page = shownPage): Promise<string> {
  const report = reportIn(run);
  if (report === undefined) return `${postedLines(run)}There is no report.\n`;
  // What another program reads holds the report only.
  if (format !== 'text') return print(report, { format, iac: undefined, full: true, several: false });
  return `${postedLines(run)}${workLines(run)}${await pageLine(run, page)}\n${card(report)}`;
}

/** The page that the deployment kept, for a browser on this machine. */
async function pageLine(run: PipelineRun, page: string): Promise<string> {
  const html = newest(run, `/${stepFile.posted}.html`);
  if (html === undefined) return 'The report was not kept as a page.\n';
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, html);
  return `The report as a page: ${relative(process.cwd(), page)}\n`;
}

const next = 'Next: `npm run demo -- --list` names the variants, `-- --format markdown` shows the whole report.';

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
