/** `culprit evaluate`: JSON lines in, JSON lines out, in order; memory does not grow with their number. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { evaluateScenario } from '../src/verdict/evaluate-scenario';
import { ScenarioError } from '../src/verdict/scenario';

/** 0: every line was evaluated; 2: a line was refused, and says why in its place. */
export async function runEvaluate(input: Readable, output: Writable): Promise<number> {
  let refused = false;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const answer = evaluateLine(line);
    if ('error' in answer) refused = true;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
  return refused ? 2 : 0;
}

/** The decision, or what is wrong with the line. */
export function evaluateLine(line: string): object {
  let given: unknown;
  try {
    given = JSON.parse(line.startsWith('\uFEFF') ? line.slice(1) : line);
  } catch (error) {
    return { id: null, error: `not JSON: ${(error as Error).message.slice(0, 200)}` };
  }
  try {
    return evaluateScenario(given);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const id = (given as { readonly id?: unknown } | null)?.id;
    return { id: typeof id === 'string' ? id : null, error: error.message };
  }
}
