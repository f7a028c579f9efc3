/** `culprit evaluate`: JSON lines in, JSON lines out, in order; memory does not grow with their number. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { withFixes } from '../../src/evaluate-fixes';
import { evaluateScenario, type Evaluated } from '../../src/scenario/evaluate';
import type { CutSlot } from '../../src/scenario/slots';
import { ScenarioError } from '../../src/scenario/fields';
import { cutSlots } from '../../src/scenario/cache/cut-line';
import { linesIn } from '../lines';
import { usable } from '../options';

export async function runEvaluateCommand(commandArguments: readonly string[]): Promise<number> {
  const { values } = usable('evaluate', () =>
    parseArgs({ args: [...commandArguments], options: { fixes: { type: 'boolean', default: false } } }),
  );
  return runEvaluate(process.stdin, process.stdout, values);
}

export interface EvaluateOptions {
  /** Each denial with what could be changed. */
  readonly fixes: boolean;
}

/** 0: every line was evaluated; 2: a line was refused, and says why in its place. */
export async function runEvaluate(
  input: Readable,
  output: Writable,
  options: EvaluateOptions = { fixes: false },
): Promise<number> {
  let refused = false;
  for await (const lines of linesIn(input)) {
    let answers = '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      const answer = evaluateLine(line, options);
      if ('error' in answer) refused = true;
      answers += `${JSON.stringify(answer)}\n`;
    }
    if (answers !== '' && !output.write(answers)) await once(output, 'drain');
  }
  return refused ? 2 : 0;
}

/** The decision, or what is wrong with the line. */
export function evaluateLine(line: string, { fixes }: EvaluateOptions = { fixes: false }): object {
  const whole = line.startsWith('\uFEFF') ? line.slice(1) : line;
  const { text, slots } = cutSlots(whole);
  const answer = evaluated(text, slots);
  // What is refused is refused for what it is, not for what was cut out of it.
  if ('error' in answer) return slots.length > 0 ? evaluated(whole, []) : answer;
  return fixes ? withFixes(answer, JSON.parse(whole)) : answer;
}

interface Refused {
  readonly id: unknown;
  readonly error: string;
}

function evaluated(text: string, slots: readonly CutSlot[]): Evaluated | Refused {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { id: null, error: `not JSON: ${(error as Error).message.slice(0, 200)}` };
  }
  try {
    return evaluateScenario(given, slots);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const id = (given as { readonly id?: unknown } | null)?.id;
    return { id: typeof id === 'string' || typeof id === 'number' ? id : null, error: error.message };
  }
}
