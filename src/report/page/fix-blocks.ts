/** Fixes on the page: what to do, its proof, and what it opens. */
import { jsonLines } from '../clean';
import type { Report, ReportFix } from '../contract';
import type { Block } from './block';

export function fixBlocks({ fixes, verdict: { fixedTogether } }: Report, brief: boolean): readonly Block[] {
  if (fixes.length === 0) return [];
  return [
    { is: 'heading', text: 'Fix' },
    ...fixes.flatMap((fix, index) => fixBlock(fix, index + 1, brief)),
    ...(fixedTogether === undefined ? [] : [{ is: 'sentence', text: fixedTogether.proof } as const]),
  ];
}

function fixBlock(fix: ReportFix, number: number, brief: boolean): readonly Block[] {
  return [
    { is: 'sentence', text: `${number}. ${fix.summary}` },
    { is: 'list', items: [fix.proof, fix.safety] },
    ...(fix.command === undefined ? [] : [{ is: 'code', lines: fix.command.split('\n') } as const]),
    ...(fix.document === undefined ? [] : [{ is: 'code', lines: jsonLines(fix.document, brief ? 16 : 60) } as const]),
  ];
}

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
