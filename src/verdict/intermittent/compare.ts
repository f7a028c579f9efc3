/** Why the same caller passes at other times: what differs from calls that succeeded, and which of it decides. */
import { defined } from '../../defined';
import type { Decide } from '../../decision/decide';
import type { DecisionValue, EvidenceByLayer } from '../../decision/types';
import type { BoundAuthorization, BoundRequest, DeniedRequest } from '../../request/types';
import type { Cause } from '../types';
import { facets, type Facet } from './facets';

export interface Difference {
  readonly facet: Facet['id'];
  /** What the denied call had, and what the successful ones did; short, the newest first. */
  readonly denied: string | null;
  readonly allowed: readonly (string | null)[];
  /** The element of the cause that tells them apart: `Condition NotIpAddress aws:SourceIp`. */
  readonly element?: string;
  /** What is decided of the denied call with this alone as in the newest call that succeeded. */
  readonly decision: DecisionValue;
}

export interface Intermittent {
  /** Calls of the same caller, action and bucket that succeeded. */
  readonly successes: number;
  /** ISO 8601: the newest of them before the denial. */
  readonly lastAllowed?: string;
  /** What none of them shares with the denied call. */
  readonly differences: readonly Difference[];
}

const mostShown = 3;

export interface Compared {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly decide: Decide;
  /** What denied it. */
  readonly causes: readonly Pick<Cause, 'conditions' | 'nearMisses' | 'statement'>[];
}

/** `undefined`: none succeeded. `successes` are calls like this one, as they would have been denied. */
export function comparedWithSuccesses(
  successes: readonly DeniedRequest[],
  { request, evidence, decide, causes }: Compared,
): Intermittent | undefined {
  const newestFirst = successes.toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
  const [newest] = newestFirst;
  if (newest === undefined) return undefined;
  const before = newestFirst.find(({ time }) => Date.parse(time) < Date.parse(request.time));
  const differences = facets.flatMap((facet): Difference[] => {
    const own = facet.of(request);
    const others = [...new Set(newestFirst.map(facet.of))];
    if (others.includes(own)) return [];
    const changed = { ...request, authorizations: request.authorizations.map((one) => withFacet(one, facet, newest)) };
    const { decision } = decide(changed, facet.is === 'resource' ? asIfNamed(evidence, request, newest) : evidence);
    // Time always differs: it counts where a policy asks for it.
    if (facet.id === 'time' && decision !== 'allowed') return [];
    const element = decision === 'allowed' ? elementOf(facet, causes) : undefined;
    return [{ facet: facet.id, denied: own, allowed: others.slice(0, mostShown), decision, ...defined({ element }) }];
  });
  return { successes: successes.length, ...(before === undefined ? {} : { lastAllowed: before.time }), differences };
}

/** That alone differs: the other object is taken to be in the state of this one. */
function asIfNamed(evidence: EvidenceByLayer, { bucket, key }: BoundRequest, other: DeniedRequest): EvidenceByLayer {
  if (bucket === undefined || key === undefined || other.key === undefined) return evidence;
  const [from, to] = [`${bucket}/${key}`, `${bucket}/${other.key}`];
  const renamed = <T>(readings: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(readings).map(([target, one]) => [target.replace(from, () => to), one] as const));
  return Object.fromEntries(
    Object.entries(evidence).map(([layer, reads]) => [
      layer,
      Object.fromEntries(Object.entries(reads).map(([read, readings]) => [read, renamed(readings)] as const)),
    ]),
  );
}

/** The element of what denied that looks at this facet. */
function elementOf(facet: Facet, causes: Compared['causes']): string | undefined {
  if (facet.is === 'resource') return 'Resource';
  const conditions = causes.flatMap(({ conditions: own = [], nearMisses = [] }) => [
    ...own,
    ...nearMisses.flatMap(({ failed }) => failed.flatMap((element) => element.conditions ?? [])),
  ]);
  const asking = conditions.find(({ key }) => facet.keys.some((pattern) => pattern.test(key)));
  return asking === undefined ? undefined : `Condition ${asking.operator} ${asking.key}`;
}

/** The authorization with this facet as the other call had it; what is not known of that is not known here either. */
function withFacet(authorization: BoundAuthorization, facet: Facet, other: DeniedRequest): BoundAuthorization {
  const same = other.authorizations.find(({ action }) => action === authorization.action);
  if (same === undefined) return authorization;
  if (facet.is === 'resource') {
    const arn = same.resource.is === 'arn' ? same.resource.arn : undefined;
    return arn === undefined || authorization.action.startsWith('kms:')
      ? authorization
      : { ...authorization, resource: arn };
  }
  const isOfFacet = (key: string) => facet.keys.some((pattern) => pattern.test(key));
  const kept = Object.entries(authorization.context.known).filter(([key]) => !isOfFacet(key));
  const taken = Object.entries(same.context.known).filter(([key]) => isOfFacet(key));
  return {
    ...authorization,
    context: {
      known: Object.fromEntries([...kept, ...taken]),
      unknown: [
        ...authorization.context.unknown.filter(({ key }) => !isOfFacet(key)),
        ...same.context.unknown.filter(({ key }) => isOfFacet(key)),
      ],
    },
  };
}
