import { decideByModel, type ModelDecision } from './model';
import type { Scenario } from './scenario';

/** Everything that decides complete scenarios, so that every law holds every one of them. */
export const implementations: readonly (readonly [name: string, decide: (scenario: Scenario) => ModelDecision])[] = [
  ['the reference model', decideByModel],
];
