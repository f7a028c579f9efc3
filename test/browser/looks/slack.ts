/** An imitation of Slack on a phone, for looking at block order, length and marks. */
import { escape } from '../../../src/report/html/escape';
import type { Report } from '../../../src/report/contract';
import { cardBlock } from '../../../src/report/page/card-page';
import { renderSlack, slackOf, type SlackBlock } from '../../../src/report/render-slack';

export function slackPage(report: Report): string {
  const { blocks } = renderSlack(report);
  const cardBlocks = slackOf(report.card.headline, [cardBlock(report)]).blocks.length;
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 14px; font: 15px/1.45 Lato, system-ui, sans-serif; width: 390px; box-sizing: border-box; color: #1d1c1d; overflow-wrap: anywhere }
h1 { font-size: 18px; margin: 2px 0 8px } code { color: #e01e5a; background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; padding: 0 3px; font: 12px monospace }
pre { background: #f6f6f6; border: 1px solid #ddd; border-radius: 4px; padding: 8px; font: 12px/1.5 monospace; white-space: pre-wrap; margin: 4px 0 }
.line { margin: 0 0 8px; white-space: pre-wrap } .emoji { display: inline-block; width: 20px; border-radius: 10px; color: #fff; font: 700 14px/20px system-ui, sans-serif; text-align: center; vertical-align: 1px } .context { font-size: 12px; color: #616061 } .button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 5px 12px; margin: 4px 6px 0 0; font-weight: 700; font-size: 13px }</style>
<b>Culprit</b> <small>APP</small><div class="card">${blocks.slice(0, cardBlocks).map(blockHtml).join('')}</div>${blocks.slice(cardBlocks).map(blockHtml).join('')}`;
}

function blockHtml(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return `<h1>${drawn(escape(block.text.text))}</h1>`;
    case 'section':
      return `<div class="line">${marked(block.text?.text ?? '')}</div>`;
    case 'context':
      return `<div class="line context">${block.elements.map((one) => ('text' in one ? marked(one.text) : '')).join('')}</div>`;
    case 'actions':
      return block.elements
        .map((one) => (one.type === 'button' ? `<span class="button">${escape(one.text.text)}</span>` : ''))
        .join('');
  }
}

/** Not every machine has a font for these. */
const drawings = [
  ['⛔', '#d0021b', '–'],
  ['❔', '#8d8d8d', '?'],
  ['✅', '#2e9e4f', '✓'],
] as const;
const drawn = (text: string): string =>
  drawings.reduce(
    (html, [emoji, color, sign]) =>
      html.replace(emoji, `<span class="emoji" style="background: ${color}">${sign}</span>`),
    text,
  );

/** Slack's own escapes are those of HTML. */
const marked = (text: string): string =>
  text
    .split('```')
    .map((part, at) => (at % 2 === 1 ? `<pre>${part}</pre>` : line(part)))
    .join('');

const line = (text: string): string =>
  text.replace(/`([^`\n]+)`/g, '<code>$1</code>').replace(/\*([^*\n]+)\*/g, '<b>$1</b>');
