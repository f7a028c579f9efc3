import { isColored } from './color';
import { renderHtml } from '../src/report/html/render-html';
import { renderMarkdown } from '../src/report/render-markdown';
import { renderSlack } from '../src/report/render-slack';
import { renderText } from '../src/report/render-text';
import type { Report } from '../src/report/contract';
import { defined } from '../src/defined';
import type { Language } from '../src/report/infrastructure/infrastructure';
import type { Format } from './options';

export interface PrintOptions {
  readonly format: Format;
  /** Fixes as code in this language. */
  readonly iac: Language | undefined;
  /** All of it, not the card alone. */
  readonly full: boolean;
  /** Reports keep to one line each where lines are what is read. */
  readonly several: boolean;
}

/** One report in the format asked for. */
export function print(report: Report, { format, iac, full, several }: PrintOptions): string {
  const options = defined({ iac });
  switch (format) {
    case 'text':
      return (
        renderText(report, {
          ...options,
          ...(full || iac !== undefined
            ? {}
            : ({ extent: 'card', more: 'More: --full shows every layer, what is not known, and all fixes.' } as const)),
          color: isColored(),
          columns: columnsOf(process.stdout),
        }) + (several ? '\n' : '')
      );
    case 'json':
      return `${several ? JSON.stringify(report) : JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return renderMarkdown(report, options) + (several ? '\n---\n\n' : '');
    case 'html':
      return renderHtml(report, options);
    case 'slack':
      return `${several ? JSON.stringify(renderSlack(report)) : JSON.stringify(renderSlack(report), null, 2)}\n`;
  }
}

/** The terminal's own width; a file has none, and some say 0. */
export const columnsOf = ({ isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>): number =>
  isTTY && columns > 0 ? Math.max(columns, 40) : 100;
