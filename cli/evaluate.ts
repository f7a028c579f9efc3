/** `culprit evaluate`: JSON lines in, JSON lines out, in order; memory does not grow with their number. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CompiledPolicy } from '../src/engine/policy';
import { evaluateScenario } from '../src/verdict/evaluate-scenario';
import { cutPolicies } from '../src/verdict/policy-texts';
import { ScenarioError } from '../src/verdict/scenario-values';

/** 0: every line was evaluated; 2: a line was refused, and says why in its place. */
export async function runEvaluate(input: Readable, output: Writable): Promise<number> {
  const lines = new Lines();
  let refused = false;
  const answer = async (texts: readonly string[]) => {
    let answers = '';
    for (const text of texts) {
      if (text.trim() === '') continue;
      const evaluated = evaluateLine(text);
      if ('error' in evaluated) refused = true;
      answers += `${JSON.stringify(evaluated)}\n`;
      if (answers.length < mostPending) continue;
      await write(output, answers);
      answers = '';
    }
    if (answers !== '') await write(output, answers);
  };
  for await (const chunk of input) await answer(lines.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  await answer(lines.rest());
  return refused ? 2 : 0;
}

const mostPending = 65_536;

/** Waits for a reader that is slower. */
async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}

/** Cuts chunks into lines, wherever the chunks end. */
class Lines {
  private pending: Buffer[] = [];

  add(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      lines.push(this.joined(chunk.subarray(from, end)));
      from = end + 1;
    }
    if (from < chunk.length) this.pending.push(chunk.subarray(from));
    return lines;
  }

  rest(): readonly string[] {
    return [this.joined(Buffer.alloc(0))];
  }

  private joined(last: Buffer): string {
    if (this.pending.length === 0) return last.toString();
    const whole = Buffer.concat([...this.pending, last]);
    this.pending = [];
    return whole.toString();
  }
}

const NEWLINE = 10;

/** The decision, or what is wrong with the line. */
export function evaluateLine(line: string): object {
  const whole = line.startsWith('\uFEFF') ? line.slice(1) : line;
  const { text, policies } = cutPolicies(whole);
  const answer = evaluated(text, policies);
  // What is refused is refused for what it is, not for what was cut out of it.
  return 'error' in answer && policies.length > 0 ? evaluated(whole, []) : answer;
}

function evaluated(text: string, policies: readonly CompiledPolicy[]): object {
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
