/** Each block of a page as HTML. */
import { quote } from '../clean';
import type { CardLine, Link } from '../contract';
import type { Block, Gate, GateRow } from '../page/block';
import { escape, inline } from './escape';

export function blockHtml(block: Block): string {
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
      return `<dl class="facts">${block.rows.map(([name, text]) => `<dt>${escape(name)}</dt><dd>${inline(text)}</dd>`).join('')}</dl>`;
    case 'table':
      return `<div class="wide" tabindex="0" role="region" aria-label="${escape(block.head.join(', '))}"><table><thead><tr>${row('th', block.head)}</tr></thead><tbody>${block.rows
        .map((cells) => `<tr>${row('td', cells)}</tr>`)
        .join('')}</tbody></table></div>`;
    case 'statement':
      return `<pre tabindex="0">${block.lines.map((line, at) => (block.marked.includes(at) ? `<mark>${escape(line)}</mark>` : escape(line))).join('\n')}</pre>`;
    case 'gates':
      return block.rows.map(gatesRow).join('\n');
    case 'times':
      return `<ol class="times">${block.points.map(({ time, text }) => `<li><time datetime="${escape(time)}">${escape(time)}</time>${inline(text)}</li>`).join('')}</ol>`;
    case 'links':
      return `<nav aria-label="AWS console">${block.links.map(anchor).join('')}</nav>`;
    case 'code':
      return folded(
        block.lines,
        block.lines[0]?.startsWith('--- ') === true ? diff(block.lines) : copied(block.lines.join('\n')),
      );
  }
}

function cardLine({ label, text, command }: CardLine): string {
  const shown = `<dd>${inline(text)}${command === undefined ? '' : copied(command, 'wrap')}</dd>`;
  return label === '' ? shown : `<dt>${escape(label)}</dt>${shown}`;
}

const mostLinesShown = 14;

/** What is long opens on demand. */
function folded(lines: readonly string[], shown: string): string {
  if (lines.length <= mostLinesShown) return shown;
  const what = lines[0]?.startsWith('--- ') === true ? 'The policy, before and after' : 'The command';
  return `<details><summary>${what} (${lines.length} lines)</summary>${shown}</details>`;
}

const copied = (text: string, look?: 'wrap'): string =>
  `<div class="copy"><pre tabindex="0"${look === undefined ? '' : ` class="${look}"`}>${escape(text)}</pre></div>`;

function diff(lines: readonly string[]): string {
  const shown = lines.map((line) => {
    const kind = { '+': 'add', '-': 'del' }[line.charAt(0)];
    return kind === undefined ? escape(line) : `<span class="${kind}">${escape(line)}</span>`;
  });
  return `<pre tabindex="0">${shown.join('\n')}</pre>`;
}

const gateLooks: Readonly<Record<Gate['is'], readonly [look: string, mark: string, words: string]>> = {
  passed: ['passed', '✓', 'passed'],
  stopped: ['stopped', '✗', 'denied here'],
  'stops-next': ['stops-next', '✗', 'would deny next'],
  unknown: ['open', '?', 'not known'],
};

function gatesRow({ action, gates }: GateRow): string {
  const shown = gates.map(({ label, is }) => {
    const [look, mark, words] = gateLooks[is];
    return `<li><span class="${look}" title="${escape(words)}">${mark} ${escape(label)}</span></li>`;
  });
  return `<p>${inline(quote(action))}</p><ol class="gates">${shown.join('')}</ol>`;
}

const anchor = ({ label, url }: Link): string => `<a href="${escape(url)}" rel="noreferrer">${escape(label)}</a>`;

function row(tag: 'td' | 'th', cells: readonly string[]): string {
  return cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('');
}
