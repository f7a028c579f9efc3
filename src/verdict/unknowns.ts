import type { BoundRequest, Unknown } from '../request/types';
import { mayHaveAskedMore } from './certainty/unlogged-headers';
import type { Decision } from '../decision/types';
import type { Drift, LayerUnknown } from './verdict';

/** All that could not be known, was only assumed, or may have changed since; each once. */
export function unknownsOf({ answers }: Decision, request: BoundRequest, drift: Drift): readonly LayerUnknown[] {
  const of = (layer: string, unknowns: readonly Unknown[]) => unknowns.map((unknown) => ({ layer, ...unknown }));
  const all: readonly LayerUnknown[] = [
    ...of('request', request.unknowns),
    ...(mayHaveAskedMore(request) ? of('request', [{ code: 'headers-not-logged', facts: {} }]) : []),
    ...request.authorizations.flatMap(({ action, needed, assumptions }) => [
      ...of('request', assumptions),
      ...(needed === 'unknown' ? of('request', [{ code: 'authorization-may-not-be-asked', facts: { action } }]) : []),
    ]),
    ...answers.flatMap(({ layer, answer }) => (answer.outcome === 'unknown' ? of(layer, answer.unknowns) : [])),
    ...driftUnknowns(drift).flatMap((unknown) => of('recent-changes', [unknown])),
  ];
  return [...new Map(all.map((unknown) => [JSON.stringify(unknown), unknown])).values()];
}

function driftUnknowns(drift: Drift): readonly Unknown[] {
  switch (drift.is) {
    case 'excluded':
      return [];
    case 'not-excluded':
      return drift.unknowns;
    case 'found':
      return drift.changes.map(({ actor, eventName, resource, time, touches }) => ({
        code: 'changed-since-the-denial',
        facts: { actor, eventName, resource, time, layer: touches },
      }));
  }
}
