/** `culprit evaluate` for one scenario: the contract's decision, as plain JSON. */
import type { StatementReference } from '../engine/types';
import type { AnyLayer } from '../layers/define';
import { decideOver } from './decide';
import type { Parsed } from './policy-texts';
import { readScenario } from './scenario';
import type { Decision, LayerAnswer } from './types';

export interface EvaluatedFinding {
  readonly layer: string;
  readonly outcome: string;
  readonly statements?: readonly StatementReference[];
  readonly unknown?: readonly string[];
}
export interface Evaluated {
  readonly id: unknown;
  readonly decision: string;
  readonly findings: readonly EvaluatedFinding[];
  readonly kms?: { readonly decision: string; readonly findings: readonly EvaluatedFinding[] };
  readonly blockers: readonly { readonly layer: string; readonly action: string }[];
  readonly suspects?: readonly { readonly layer: string; readonly action: string }[];
  readonly exact?: false;
}

/** Throws a `ScenarioError` for what is no valid scenario. `policies`: those that were cut out of the line. */
export function evaluateScenario(given: unknown, policies: readonly Parsed[] = []): Evaluated {
  const { request, scenario, observed } = readScenario(given, policies);
  const readingsFor = (layer: AnyLayer, _: unknown, index: number) =>
    layer.fromScenario?.(scenario, index === 0 ? 'main' : 'kms');
  const decision = decideOver(request, readingsFor, observed === undefined ? {} : { observed });
  const isOpen = decision.answers.some(({ answer }) => answer.outcome === 'unknown');
  const [, second] = decision.byAuthorization;
  return {
    id: (given as { readonly id?: unknown }).id ?? null,
    decision: decision.decision,
    findings: findingsOf(decision, 0),
    ...(second === undefined ? {} : { kms: { decision: second, findings: findingsOf(decision, 1) } }),
    blockers: decision.blockers.map(({ layer, action }) => ({ layer, action })),
    ...(isOpen ? { suspects: decision.suspects.map(({ layer, action }) => ({ layer, action })) } : {}),
    ...(decision.exact ? {} : { exact: false as const }),
  };
}

function findingsOf({ answers }: Decision, index: number): readonly EvaluatedFinding[] {
  return answers.filter(({ authorization }) => authorization === index).map(findingOf);
}

function findingOf({ layer, answer }: LayerAnswer): EvaluatedFinding {
  const { outcome, statements } = answer;
  return {
    layer,
    outcome,
    ...(statements.length === 0 ? {} : { statements }),
    ...(answer.outcome === 'unknown' ? { unknown: answer.unknowns.map(({ code }) => code) } : {}),
  };
}
