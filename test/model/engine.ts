import { evaluateScenario, type Evaluated } from '../../src/verdict/evaluate-scenario';

export type EngineDecision = Pick<Evaluated, 'decision' | 'blockers' | 'suspects' | 'exact'>;

/** The engine, asked as `culprit evaluate` asks it: by a scenario that went through JSON. */
export function decideByEngine(scenario: object): EngineDecision {
  return evaluateScenario(JSON.parse(JSON.stringify(scenario)));
}
