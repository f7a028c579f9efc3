/** An e-mail as a phone shows plain text: subject, then lines that wrap. */
import { subjectOf } from '../../../src/delivery/channels/subject';
import { escape } from '../../../src/report/html/escape';
import type { Report } from '../../../src/report/contract';
import { cardBlock } from '../../../src/report/page/card-page';
import { blocksAsText, renderText } from '../../../src/report/render-text';

export function mailPage(report: Report): string {
  const text = renderText(report, { columns: Infinity });
  const card = blocksAsText([cardBlock(report)], { columns: Infinity }).trimEnd();
  if (!text.startsWith(card)) throw new Error('a mail does not begin with the card');
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 14px; font: 15px/1.4 system-ui, sans-serif; width: 390px; box-sizing: border-box; overflow-wrap: anywhere }
h1 { font-size: 18px; margin: 0 0 4px } p { margin: 0 0 12px; color: #666 } pre { white-space: pre-wrap; font: inherit; margin: 0 }</style>
<h1>${escape(subjectOf(report.subject))}</h1><p>AWS Notifications</p><pre class="card">${escape(card)}</pre><pre>${escape(text.slice(card.length))}</pre>`;
}
