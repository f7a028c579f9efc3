import { renderHtml } from '../src/report/render-html';
import { renderMarkdown } from '../src/report/render-markdown';
import { renderSlack } from '../src/report/render-slack';
import { renderText } from '../src/report/render-text';
import type { Report } from '../src/report/contract';
import type { Format } from './options';

/** One report in the format asked for; `several` of them keep to one line each where lines are what is read. */
export function print(report: Report, format: Format, several: boolean): string {
  switch (format) {
    case 'text':
      return (
        renderText(report, { color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined }) +
        (several ? '\n' : '')
      );
    case 'json':
      return `${several ? JSON.stringify(report) : JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report) + (several ? '\n---\n\n' : '');
    case 'html':
      return renderHtml(report);
    case 'slack':
      return `${several ? JSON.stringify(renderSlack(report)) : JSON.stringify(renderSlack(report), null, 2)}\n`;
  }
}
