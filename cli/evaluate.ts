/** `culprit evaluate`: JSON lines in, JSON lines out, in order; memory does not grow with their number. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { evaluateScenario } from '../src/verdict/evaluate-scenario';
import { cutPolicies } from '../src/verdict/policy-texts';
import { ScenarioError } from '../src/verdict/scenario-values';

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
  const { text, policies } = cutPolicies(line.startsWith('\uFEFF') ? line.slice(1) : line);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { id: null, error: `not JSON: ${(error as Error).message.slice(0, 200)}` };
  }
  try {
    return evaluateScenario(given, policies);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const id = (given as { readonly id?: unknown } | null)?.id;
    return { id: typeof id === 'string' || typeof id === 'number' ? id : null, error: error.message };
  }
}
