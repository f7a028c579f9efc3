/** A cause on the page: what blocks, why, and the statement itself. */
import { jsonLines } from '../clean';
import type { ReportCause } from '../contract';
import type { Block } from './block';

export function causeBlocks({ summary, because, statement }: ReportCause, brief: boolean): readonly Block[] {
  return [
    { is: 'heading', text: summary },
    ...(because.length === 0 ? [] : [{ is: 'list', items: because } as const]),
    ...(statement === undefined ? [] : [{ is: 'code', lines: jsonLines(statement.json, brief ? 16 : 60) } as const]),
  ];
}
