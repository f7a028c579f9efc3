import { decideByEngine } from './engine';
import { decideByModel, type ModelDecision } from './model';
import type { Scenario } from './scenario';

type Decide = (scenario: Scenario) => Omit<ModelDecision, 'decision'> & { readonly decision: string };

/** Everything that decides complete scenarios, so that every law holds every one of them. */
export const implementations: readonly (readonly [name: string, decide: Decide])[] = [
  ['the engine', decideByEngine],
  ['the reference model', decideByModel],
];
