/** Calls of a log object that succeeded, as what is denied in it is compared with them. */
import { parseAccessLogLine, type LogPlace } from '../../src/request/access-log/parse-line';
import { newSuccesses, type Successes } from '../../src/request/denials/successes';
import type { DeniedRequest } from '../../src/request/types';

export interface LogSuccesses {
  readonly add: (line: string) => void;
  /** The newest of the same caller, operation and bucket; of all lines that were added until the first question. */
  readonly like: (denied: DeniedRequest) => readonly DeniedRequest[];
}

/** For one object. */
const mostLines = 2_000;
/** They are kept beside the denial that is investigated. */
const mostOfOne = 10;

/** Lines are parsed where something was denied: most objects hold no denial. */
export function logSuccesses(place: LogPlace): LogSuccesses {
  const lines: string[] = [];
  let parsed: Successes | undefined;
  return {
    add: (line) => {
      if (!succeeded.test(line)) return;
      lines.push(line);
      if (lines.length > 2 * mostLines) lines.splice(0, lines.length - mostLines);
    },
    like: (denied) => {
      parsed ??= parsedOf(lines.slice(-mostLines), place);
      return parsed.like(denied).slice(-mostOfOne);
    },
  };
}

const succeeded = /(?:"|-) 2\d\d /;

function parsedOf(lines: readonly string[], place: LogPlace): Successes {
  const successes = newSuccesses(mostLines);
  for (const line of lines) {
    const one = parseAccessLogLine(line, place);
    if (one.is === 'not-denied') successes.add(one);
  }
  return successes;
}
