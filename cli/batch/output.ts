/** Reports on several denials: a summary first, where people read; lines where programs do. */
import { causeGroups, causeOf, type Investigated } from '../../src/report/batch/cause-groups';
import { summaryBlocks } from '../../src/report/batch/summary';
import type { Report } from '../../src/report/contract';
import type { Block } from '../../src/report/page/block';
import { page } from '../../src/report/page/page';
import { blocksAsHtml } from '../../src/report/html/render-html';
import { blocksAsMarkdown } from '../../src/report/render-markdown';
import { blocksAsText } from '../../src/report/render-text';
import type { SymptomGroup } from '../../src/request/denials/batch';
import { defined } from '../../src/defined';
import { isColored } from '../color';
import { columnsOf, print, type PrintOptions } from '../print';

/** A program reads lines as they come; a person reads the summary before all reports. */
export const isForPrograms = (format: PrintOptions['format']): boolean => format === 'json' || format === 'slack';

/** The report with what it stands for. */
function grouped(report: Report, group: SymptomGroup): Report {
  const { symptom, count, callers, buckets, firstTime, lastTime } = group;
  return { ...report, group: { symptom, cause: causeOf(report), count, callers, buckets, firstTime, lastTime } };
}

export function printAll(all: readonly Investigated[], options: PrintOptions): string {
  const summary = summaryBlocks(causeGroups(firstOfEach(all)));
  const reports = all.map(({ report }) => report);
  switch (options.format) {
    case 'html':
      return blocksAsHtml(titleOf(all.length), [...summary, ...reports.flatMap((report) => blocksOf(report, options))]);
    case 'markdown':
      return (
        blocksAsMarkdown(summary) +
        reports.map((report) => `\n---\n\n${print(report, { ...options, several: false })}`).join('')
      );
    case 'text':
      return `${blocksAsText(summary, { color: isColored(), columns: columnsOf(process.stdout) })}\n${reports.map((report) => print(report, options)).join('')}`;
    case 'json':
    case 'slack':
      return all.map(({ report, group }) => print(grouped(report, group), options)).join('');
  }
}

const titleOf = (count: number): string => `Culprit: ${count} reports`;

const blocksOf = (report: Report, { iac }: PrintOptions): readonly Block[] => page(report, defined({ iac }));

/** One report of each symptom: its group is counted once. */
function firstOfEach(all: readonly Investigated[]): readonly Investigated[] {
  return [...new Map(all.toReversed().map((one) => [one.group.symptom, one])).values()].toReversed();
}
