/** The actions that the policies at hand name. */
import { statementsIn, documentOf } from './drafts';
import { policiesIn } from './policies-in-evidence';
import { textsIn, type StatementJson } from '../statements/statement-json';
import type { EvidenceByLayer } from '../../../decision/types';

/** Those of one service that are written out, without wildcards. */
export function namedActions(evidence: EvidenceByLayer, service: string): readonly string[] {
  return [...allIn(evidence)].filter(
    (action) => action.toLowerCase().startsWith(`${service}:`) && !/[*?]/.test(action),
  );
}

const known = new WeakMap<EvidenceByLayer, ReadonlySet<string>>();

function allIn(evidence: EvidenceByLayer): ReadonlySet<string> {
  const found = known.get(evidence);
  if (found !== undefined) return found;
  const actions = new Set(
    Object.values(evidence)
      .flatMap(policiesIn)
      .flatMap(({ policy }) => statementsIn(documentOf(policy.document)) as readonly StatementJson[])
      .flatMap((statement) => textsIn(statement?.['Action'] ?? statement?.['NotAction'])),
  );
  known.set(evidence, actions);
  return actions;
}
