/** A terminal: ANSI colours as HTML, in so many columns. */
import { renderText } from '../../../src/report/render-text';
import type { Report } from '../../../src/report/contract';
import { escape } from '../../../src/report/html/escape';

const colors: Readonly<Record<string, string>> = { 31: '#ff7b72', 32: '#7ee787', 33: '#f2cc60', 36: '#79c0ff' };

export function terminalPage(report: Report, columns: number): string {
  const text = renderText(report, { extent: 'card', color: true, columns });
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 16px; background: #0d1117; color: #e6edf3; width: calc(${columns}ch + 32px); font: 14px/1.4 "DejaVu Sans Mono", monospace }
pre { margin: 0; white-space: pre-wrap; word-break: break-all; font: inherit }</style><pre>${coloured(text)}</pre>`;
}

function coloured(text: string): string {
  // Each style that `styleText` opens it closes.
  // eslint-disable-next-line no-control-regex
  return escape(text).replace(/\u001b\[(\d+)m/g, (_, code: string) => {
    if (code === '1') return '<b>';
    if (code === '2') return '<span style="opacity:.65">';
    if (code === '22') return '</b></span>';
    return code === '39' ? '</span>' : `<span style="color:${colors[code] ?? 'inherit'}">`;
  });
}
