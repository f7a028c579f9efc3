/** Fixes on the page: what to do, its proof, and what it opens. */
import { jsonLines } from '../clean';
import type { Report, ReportFix } from '../contract';
import type { Block } from './block';
import { isWhole } from '../infrastructure/infrastructure';
import type { PageOptions } from './page-options';

export function fixBlocks({ fixes, verdict: { fixedTogether } }: Report, iac: PageOptions['iac']): readonly Block[] {
  if (fixes.length === 0) return [];
  return [
    { is: 'heading', text: 'Fix' },
    ...fixes.flatMap((fix, index) => fixBlock(fix, index + 1, iac)),
    ...(fixedTogether === undefined ? [] : [{ is: 'sentence', text: fixedTogether.proof } as const]),
  ];
}

/** The calls of the fix on the card, where they are too long to stand there. */
export function cardFixBlock({ card, fixes }: Report): readonly CodeBlock[] {
  const fix = card.fix === undefined ? undefined : fixes[card.fix - 1];
  if (fix === undefined || card.lines.some(({ command }) => command !== undefined)) return [];
  return code(linesOf(fix.command));
}

function fixBlock(fix: ReportFix, number: number, iac: PageOptions['iac']): readonly Block[] {
  const inCode = iac === undefined ? undefined : fix.code?.[iac];
  return [
    { is: 'sentence', text: `${number}. ${fix.summary}` },
    { is: 'list', items: [fix.proof, fix.safety] },
    ...code(changedLines(fix)),
    ...code(linesOf(inCode)),
    ...code(linesOf(inCode !== undefined && isWhole(inCode) ? undefined : fix.command)),
  ];
}

type CodeBlock = Extract<Block, { readonly is: 'code' }>;
const code = (lines: readonly string[]): readonly CodeBlock[] => (lines.length === 0 ? [] : [{ is: 'code', lines }]);
const linesOf = (text: string | undefined): readonly string[] => text?.trimEnd().split('\n') ?? [];

const mostChangedLines = 60;

function changedLines({ diff, document }: ReportFix): readonly string[] {
  if (diff !== undefined) return bounded(linesOf(diff), mostChangedLines);
  return document === undefined ? [] : jsonLines(document, mostChangedLines);
}

const bounded = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more lines`];

/** Is nothing that is known left, once all that is proposed is in place? */
export function endsAll({ fixes, verdict: { fixedTogether } }: Report): boolean {
  const tried = [
    ...(fixedTogether === undefined ? [] : [fixedTogether]),
    ...fixes
      .filter(({ verified }) => verified)
      .map(({ decisionAfter: decision, remaining }) => ({ decision, remaining })),
  ];
  return tried.some(
    ({ decision, remaining }) => (decision === 'allowed' || decision === 'unknown') && remaining.length === 0,
  );
}
