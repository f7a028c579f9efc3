import { defined } from '../defined';
import type { BoundRequest } from '../request/types';
import type { Finding } from './types';
import type { Decision } from '../decision/types';

/** Every layer's answer on every authorization, in registry order, also those that allow. */
export function findingsOf({ answers }: Decision, { authorizations }: BoundRequest): readonly Finding[] {
  const order = [...new Set(answers.map(({ layer }) => layer))];
  const byLayer = answers.toSorted((one, other) => order.indexOf(one.layer) - order.indexOf(other.layer));
  return byLayer.map(({ layer, authorization, answer }) => {
    const asked = authorizations[authorization];
    const { setting, notes } = answer.explain();
    return {
      layer,
      authorization: { action: asked?.action ?? '', resource: asked?.resource ?? null },
      outcome: answer.outcome,
      ...(answer.statements.length === 0 ? {} : { statements: answer.statements }),
      ...defined({ setting }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(answer.outcome === 'unknown' ? { unknowns: answer.unknowns } : {}),
    };
  });
}
