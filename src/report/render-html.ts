/** A report as one page of HTML that can load and run nothing. */
import type { CardLine, Report } from './contract';
import { partsOf } from './clean';
import type { Block } from './page/block';
import { page } from './page/page';
import type { PageOptions } from './page/page-options';

export function renderHtml(report: Report, options: PageOptions = {}): string {
  return blocksAsHtml(report.subject, page(report, options));
}

export function blocksAsHtml(title: string, blocks: readonly Block[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`;
}

// Ours alone: no value of a report ever reaches it.
const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; overflow-wrap: break-word; color: #1a1a1a; background: #fff }
h1 { font-size: 1.4rem; padding-left: 1rem; border-left: .4rem solid } h2 { font-size: 1.1rem; margin-top: 2rem }
@media (max-width: 40rem) { body { margin: 1rem auto } td code { overflow-wrap: normal } }
.denied { border-color: #c62828 } .unclear { border-color: #f9a825 } .allowed { border-color: #2e7d32 }
code, pre { font: .85em/1.4 ui-monospace, monospace; background: #f3f3f3; border-radius: 3px } code { padding: .1em .3em; overflow-wrap: anywhere }
pre, .wide { overflow-x: auto } pre { padding: 1rem } table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
dt { font-weight: 600 } dd { margin: 0 0 .4rem 1rem }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616 } code, pre { background: #262626 } th, td { border-color: #333 } }
`;

function blockHtml(block: Block): string {
  switch (block.is) {
    case 'card':
      return `<h1 class="${block.tone}">${inline(block.card.headline)}</h1>\n<dl class="card">${block.card.lines.map(cardLine).join('')}</dl>`;
    case 'heading':
      return `<h2>${inline(block.text)}</h2>`;
    case 'sentence':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.rows.map(([name, text]) => `<dt>${escape(name)}</dt><dd>${inline(text)}</dd>`).join('')}</dl>`;
    case 'table':
      return `<div class="wide"><table><thead><tr>${row('th', block.head)}</tr></thead><tbody>${block.rows
        .map((cells) => `<tr>${row('td', cells)}</tr>`)
        .join('')}</tbody></table></div>`;
    case 'code':
      return `<pre>${escape(block.lines.join('\n'))}</pre>`;
  }
}

function cardLine({ label, text, command }: CardLine): string {
  const shown = `<dd>${inline(text)}${command === undefined ? '' : `<pre tabindex="0">${escape(command)}</pre>`}</dd>`;
  return label === '' ? shown : `<dt>${escape(label)}</dt>${shown}`;
}

function row(tag: 'td' | 'th', cells: readonly string[]): string {
  return cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('');
}

function inline(sentence: string): string {
  return partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `<code>${escape(text)}</code>` : escape(text)))
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text of an element; no value ever stands in an attribute. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
