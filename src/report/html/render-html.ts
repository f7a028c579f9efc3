/** A report as one page of HTML that loads nothing, and runs nothing but a script of ours, by its hash. */
import { createHash } from 'node:crypto';
import type { Report } from '../contract';
import type { Block } from '../page/block';
import { page } from '../page/page';
import type { PageOptions } from '../page/page-options';
import { blockHtml } from './blocks';
import { escape } from './escape';
import { script, style } from './style';

export function renderHtml(report: Report, options: PageOptions = {}): string {
  return blocksAsHtml(report.subject, page(report, options));
}

export function blocksAsHtml(title: string, blocks: readonly Block[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${blocks.map(blockHtml).join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
