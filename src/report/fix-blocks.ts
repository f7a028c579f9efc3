/** Fixes on the page: what to do, its proof, and what it opens. */
import type { Fix, Report } from '../verdict/types';
import { jsonLines, quote } from './clean';
import type { Block } from './block';
import { decisionWords, layerTitle } from './words';

export function fixBlocks({ fixes, verdict: { fixedTogether } }: Report, brief: boolean): readonly Block[] {
  if (fixes.length === 0) return [];
  return [
    { is: 'heading', text: 'Fix' },
    ...fixes.flatMap((fix, index) => fixBlock(fix, index + 1, brief)),
    ...(fixedTogether === undefined
      ? []
      : [{ is: 'sentence', text: `Proof of all together: ${afterwards(fixedTogether, 'all')}.` } as const]),
  ];
}

function fixBlock(fix: Fix, number: number, brief: boolean): readonly Block[] {
  return [
    { is: 'sentence', text: `${number}. ${fix.summary}` },
    { is: 'list', items: [proof(fix), fix.safety] },
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

function proof({ verified, document, decisionAfter, remaining }: Fix): string {
  if (!verified && document === undefined) return 'Not proven: nothing of this can be tried on what was read.';
  const after = `Proof: ${afterwards({ decision: decisionAfter, remaining })}.`;
  return verified ? after : `Not proven. ${after}`;
}

function afterwards({ decision, remaining }: NonNullable<Report['verdict']['fixedTogether']>, what = 'this'): string {
  const place = `decided again with ${what} in place`;
  if (decision === 'unknown' && remaining.length === 0)
    return `${place}: nothing that is known denies it any more; what is not known still could`;
  const left = [...new Set(remaining.map(({ layer, action }) => `${layerTitle(layer)} on ${quote(action)}`))];
  return `${place}: ${decisionWords(decision)}${left.length === 0 ? '' : `; still in the way: ${left.join(', ')}`}`;
}
