/** A cause on the page: what blocks, why, and the statement itself. */
import { jsonLines } from '../clean';
import type { ReportCause } from '../contract';
import type { Block } from './block';

export function causeBlocks(cause: ReportCause, brief: boolean): readonly Block[] {
  const { summary, because } = cause;
  return [
    { is: 'heading', text: summary },
    ...(because.length === 0 ? [] : [{ is: 'list', items: because } as const]),
    ...statementBlock(cause, brief),
  ];
}

/** The statement as it stands in the policy. */
export function statementBlock({ statement }: Pick<ReportCause, 'statement'>, brief: boolean): readonly Block[] {
  return statement === undefined ? [] : [{ is: 'code', lines: jsonLines(statement.json, brief ? 16 : 60) }];
}
