/** `investigate --with`: which requests of an input would change their answer with a policy that nobody has put yet? */
import type { CandidatePolicy } from '../../src/with-policy';
import { exitCode, UsageError, type ExitCode } from '../exit-codes';
import { tellBad } from '../input/others';
import { codeWithoutDenials, readAll, type ReadOptions } from '../input/read-all';
import type { Format, ReadingValues } from '../options';
import { deliver } from '../output';
import { preflight } from '../preflight/preflight';
import { openSessions } from '../sessions';
import { answersOf } from './answers';
import { trialJson, trialText, type Trial } from './print';
import { requestsFor } from './requests';

export interface TrialOptions {
  readonly candidate: CandidatePolicy;
  readonly format: Format;
  readonly values: ReadingValues;
}

export async function runTrial(
  names: readonly string[],
  reading: ReadOptions,
  { candidate, format, values }: TrialOptions,
): Promise<ExitCode> {
  const print = printerOf(format);
  const asked = requestsFor(candidate.document);
  const read = await readAll(names, { ...reading, asked });
  tellBad(read);
  const groups = asked.groups();
  if (groups.length === 0) return codeWithoutDenials(read);
  await preflight(values, groups[0]?.group.newest.region);
  const sessions = await openSessions(values);
  try {
    const trial = { ...(await answersOf(groups, candidate, sessions)), left: asked.left() };
    await deliver(print(trial), values);
    return codeOfTrial(trial);
  } finally {
    await sessions.finish();
  }
}

/** Where anything was not tried or not decided, none of it is a clean answer. */
export function codeOfTrial({ tried, failed, left }: Trial): ExitCode {
  if (failed > 0) return exitCode.failed;
  return left > 0 || tried.some(({ change }) => change === 'undecided') ? exitCode.inconclusive : exitCode.found;
}

function printerOf(format: Format): typeof trialText {
  if (format === 'text') return trialText;
  if (format === 'json') return trialJson;
  throw new UsageError(
    `\`--with\` gives text or JSON, not ${format}: leave \`--format\`, \`--open\` or the file's ending out`,
  );
}
