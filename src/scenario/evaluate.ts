/** `culprit evaluate` for one scenario: the contract's decision, as plain JSON. */
import type { StatementReference } from '../engine/types';
import type { Answer } from '../judging/types';
import { askingSlots } from './ask-slots';
import { deciderAsking } from '../decision/decide';
import { layers } from '../layers';
import { readScenario } from './read';
import type { CutSlot } from './slots';
import type { DenyingLayer, Decision } from '../decision/types';
import type { Coded } from '../request/coded';

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
  /** Questions that AWS's documentation leaves open, of which another reading would decide otherwise. */
  readonly hangsOn?: readonly string[];
}

/** Throws a `ScenarioError` for what is no valid scenario. `cut`: slots that were cut out of the line. */
export function evaluateScenario(given: unknown, cut: readonly CutSlot[] = []): Evaluated {
  const { id, request, slots, options } = readScenario(given, cut);
  const decision = decideSlots(request, slots, options);
  const findings = findingsOf(decision);
  const [, second] = decision.byAuthorization;
  // Field by field: spreads of what may be absent cost as much as to read the request.
  const evaluated: Written<Evaluated> = { id, decision: decision.decision, findings: findings.main };
  if (second !== undefined) evaluated.kms = { decision: second, findings: findings.kms };
  evaluated.blockers = decision.blockers.map(blockOf);
  if (findings.isOpen) evaluated.suspects = decision.suspects.map(blockOf);
  if (!decision.exact) evaluated.exact = false;
  if (decision.hangsOn !== undefined) evaluated.hangsOn = decision.hangsOn;
  return evaluated as Evaluated;
}

type Written<T> = { -readonly [K in keyof T]?: T[K] };

const blockOf = ({ layer, action }: DenyingLayer) => ({ layer, action });

/** A layer without slots takes no part. */
const judging = layers.filter(({ slots }) => slots !== undefined);

/** The decision over the slots of a scenario. */
export const decideSlots = deciderAsking(judging, askingSlots(judging));

interface Findings {
  readonly main: EvaluatedFinding[];
  readonly kms: EvaluatedFinding[];
  isOpen: boolean;
}

function findingsOf({ answers }: Decision): Findings {
  const found: Findings = { main: [], kms: [], isOpen: false };
  for (const { layer, authorization, answer } of answers) {
    if (answer.outcome === 'unknown') found.isOpen = true;
    (authorization === 0 ? found.main : found.kms).push(findingOf(layer, answer));
  }
  return found;
}

function findingOf(layer: string, answer: Answer): EvaluatedFinding {
  const { outcome } = answer;
  if (answer.outcome === 'unknown')
    return { layer, outcome, statements: answer.statements, unknown: reasonsIn(answer) };
  const { statements } = answer;
  return statements.length === 0 ? { layer, outcome } : { layer, outcome, statements };
}

/** What is unknown, and why: `unreadable: access denied`, `context-key-unknown: aws:principaltag/team`. */
function reasonsIn({ unknowns }: Extract<Answer, { outcome: 'unknown' }>): readonly string[] {
  return unknowns.map(reasonIn);
}

function reasonIn({ code, facts: { key, error, why } }: Coded): string {
  return [code, key ?? error ?? why].filter(Boolean).join(': ');
}
