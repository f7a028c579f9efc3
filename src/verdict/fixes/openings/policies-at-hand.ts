/** What all policies of the evidence say, taken apart: from it come the neighbours that they can tell from one another. */
import type { EvidenceByLayer } from '../../../decision/types';
import type { Condition } from '../../../engine/condition';
import { parsePolicy } from '../../../engine/policy';
import type { Statement } from '../../../engine/statement';
import { policiesIn } from '../policies/policies-in-evidence';
import { textsIn } from '../statements/statement-json';
import type { PolicyChange } from '../types';

export interface PoliciesAtHand {
  readonly actions: readonly string[];
  readonly resources: readonly { readonly pattern: string; readonly variables: boolean }[];
  /** ARNs, account ids and unique ids. */
  readonly principals: readonly string[];
  /** Service principals. */
  readonly services: readonly string[];
  /** By the key in lower case. */
  readonly conditions: ReadonlyMap<string, readonly Condition[]>;
}

/** All policies that there are; those that are changed also as they would be. */
export function policiesAtHand(evidence: EvidenceByLayer, changes: readonly PolicyChange[]): PoliciesAtHand {
  const before = Object.values(evidence)
    .flatMap(policiesIn)
    .map(({ policy }) => policy.document);
  const found = new Found();
  for (const document of [...before, ...changes.map(({ after }) => after)]) found.takeApart(document);
  return found.all();
}

class Found {
  private readonly actions = new Set<string>();
  private readonly resources = new Map<string, PoliciesAtHand['resources'][number]>();
  private readonly principals = new Set<string>();
  private readonly services = new Set<string>();
  private readonly conditions = new Map<string, Condition[]>();

  takeApart(document: unknown): void {
    const compiled = parsePolicy(document);
    if (compiled.is === 'malformed') return;
    const variables = (compiled.document as { readonly Version?: unknown }).Version === '2012-10-17';
    for (const statement of compiled.statements) this.add(statement, variables);
  }

  all(): PoliciesAtHand {
    const { actions, resources, principals, services, conditions } = this;
    return {
      actions: [...actions],
      resources: [...resources.values()],
      principals: [...principals],
      services: [...services],
      conditions,
    };
  }

  private add({ json, principal, conditions }: Statement, variables: boolean): void {
    for (const action of textsIn(json['Action'] ?? json['NotAction'])) this.actions.add(action);
    for (const pattern of textsIn(json['Resource'] ?? json['NotResource']))
      this.resources.set(pattern, { pattern, variables });
    for (const name of principal?.aws ?? []) this.principals.add(name);
    for (const name of principal?.services ?? []) this.services.add(name);
    for (const condition of conditions) {
      const { lowerKey, wanted } = condition;
      this.conditions.set(lowerKey, [...(this.conditions.get(lowerKey) ?? []), condition]);
      if (lowerKey === 'aws:principalarn') for (const name of wanted) this.principals.add(name);
      if (lowerKey === 'aws:principalservicename') for (const name of wanted) this.services.add(name);
    }
  }
}
