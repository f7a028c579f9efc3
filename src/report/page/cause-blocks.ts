/** A cause on the page: what blocks, why, and the statement itself. */
import type { ReportCause } from '../contract';
import type { Block } from './block';
import { statementBlock } from './statement';

export function causeBlocks(cause: ReportCause): readonly Block[] {
  const { summary, because } = cause;
  return [
    { is: 'heading', text: summary },
    ...(because.length === 0 ? [] : [{ is: 'list', items: because } as const]),
    ...statementBlock(cause),
  ];
}
