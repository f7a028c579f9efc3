import { defined } from '../defined';
import type { BoundRequest } from '../request/types';
import type { Assumption, RequestUnknown } from '../request/unknowns';
import { mayHaveAskedMore } from './certainty/unlogged-headers';
import type { Decision } from '../decision/types';
import type { Drift, LayerUnknown } from './verdict';
import type { VerdictUnknown } from './verdict-unknowns';

/** All that could not be known, was only assumed, or may have changed since; each once. */
export function unknownsOf({ answers }: Decision, request: BoundRequest, drift: Drift): readonly LayerUnknown[] {
  const all: readonly LayerUnknown[] = [
    ...of('request', request.unknowns),
    ...(request.timeAssumed === true ? of('request', [timeAssumed(request)]) : []),
    ...(mayHaveAskedMore(request) ? of('request', [headersNotLogged]) : []),
    ...request.authorizations.flatMap(({ action, needed, assumptions }) => [
      ...of('request', assumptions),
      ...(needed === 'unknown' ? of('request', [perhapsNotAsked(action, [...request.unknowns, ...assumptions])]) : []),
    ]),
    ...answers.flatMap(({ layer, answer }) => (answer.outcome === 'unknown' ? of(layer, answer.unknowns) : [])),
    ...driftUnknowns(drift).flatMap((unknown) => of('recent-changes', [unknown])),
  ];
  return [...new Map(all.map((unknown) => [JSON.stringify(unknown), unknown])).values()];
}

const headersNotLogged: VerdictUnknown = { code: 'headers-not-logged', facts: {} };
const timeAssumed = ({ time }: BoundRequest): VerdictUnknown => ({ code: 'time-assumed', facts: { time } });
function perhapsNotAsked(action: string, open: readonly (RequestUnknown | Assumption)[]): VerdictUnknown {
  const why = open.map((one) => whyOf(one, action)).find((reason) => reason !== undefined);
  return { code: 'authorization-may-not-be-asked', facts: { action, ...defined({ why }) } };
}

/** Why to ask S3 for the object would not show it. */
function whyOf(
  { code, facts }: RequestUnknown | Assumption,
  action: string,
): 'object-of-another-account' | 'object-written-since' | undefined {
  if (code === 'object-key-of-later-object') return 'object-written-since';
  if (code === 'object-key-from-bucket-default') return facts.why;
  if (code !== 'resource-unknown' || facts.action !== action) return undefined;
  return facts.why === 'object-of-another-account' || facts.why === 'object-written-since' ? facts.why : undefined;
}
const of = <U>(layer: string, unknowns: readonly U[]) => unknowns.map((unknown) => ({ layer, ...unknown }));

function driftUnknowns(drift: Drift): readonly VerdictUnknown[] {
  switch (drift.is) {
    case 'excluded':
    case 'settled':
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
