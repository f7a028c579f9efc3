import type { DeniedRequest } from '../../src/request/types';
import { runOf } from './investigation';
import { eachLine, type Limits } from './lines';

export interface LogLimits extends Limits {
  readonly denied: number;
  readonly runs: number;
  /** Lines that are kept of each run. */
  readonly linesOfRun: number;
}

export interface DeniedLine {
  readonly text: string;
  readonly request: DeniedRequest;
}

export interface LogRuns {
  /** The execution's name → its first lines. */
  readonly runs: ReadonlyMap<string, readonly DeniedLine[]>;
  readonly lines: number;
  readonly denied: number;
  /** Nothing was left out. */
  readonly whole: boolean;
}

/** The denials of a log object by the run that they belong to, within limits. */
export async function runsIn(
  content: AsyncIterable<Uint8Array>,
  most: LogLimits,
  requestIn: (line: string) => DeniedRequest | undefined,
): Promise<LogRuns> {
  const runs = new Map<string, DeniedLine[]>();
  let denied = 0;
  let left = false;
  const { lines, cut } = await eachLine(content, most, (text) => {
    if (denied === most.denied) return;
    const request = requestIn(text);
    if (request === undefined) return;
    denied += 1;
    const run = runOf(request);
    const same = runs.get(run) ?? [];
    if (same.length === 0 && runs.size === most.runs) left = true;
    else if (same.length < most.linesOfRun) runs.set(run, [...same, { text, request }]);
  });
  return { runs, lines, denied, whole: !cut && !left && denied < most.denied };
}
