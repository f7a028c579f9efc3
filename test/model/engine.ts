import { evaluateLine } from '../../cli/commands/evaluate';

/** A line's decision by the code that users run, from text to object. */
export interface EngineDecision {
  readonly decision: string;
  readonly blockers: readonly DenyingLayer[];
  readonly suspects?: readonly DenyingLayer[];
  readonly exact?: false;
}
export interface DenyingLayer {
  readonly layer: string;
  readonly action: string;
}

export function evaluateText(line: string): object {
  return JSON.parse(JSON.stringify(evaluateLine(line))) as object;
}

export function decideByEngine(scenario: object): EngineDecision {
  const answer = evaluateText(JSON.stringify(scenario)) as EngineDecision | { readonly error: string };
  if ('error' in answer) throw new Error(`the engine refuses the scenario: ${answer.error}`);
  return answer;
}
