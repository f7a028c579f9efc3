/** Conditions that the caller, or the owner of the resource, could meet: a header to send, a tag to set. */
import type { ConditionMatch } from '../engine/types';
import type { BoundRequest } from '../request/types';
import type { UngradedCause } from './causes';
import type { Fix } from './types';

export interface RequestChange {
  readonly code: 'tag' | 'send' | 'send-without';
  readonly kind: Fix['kind'];
  readonly facts: Readonly<Record<string, string>>;
  /** The request as it would be. */
  readonly request: BoundRequest;
}

/** For a Deny, ways to make one of its conditions fail; for a missing Allow, to make the nearest miss match. */
export function requestChanges(cause: UngradedCause, request: BoundRequest): readonly RequestChange[] {
  const index = cause.block.authorization;
  if (cause.statement !== undefined) {
    return (cause.conditions ?? []).flatMap((condition) => change(condition, false, request, index));
  }
  const [nearest] = cause.nearMisses ?? [];
  const [failed, ...others] = nearest?.failed ?? [];
  const conditions = (failed?.conditions ?? []).filter(({ result }) => result !== 'matches');
  const [condition] = conditions;
  if (condition === undefined || conditions.length > 1 || others.length > 0) return [];
  const place = {
    policy: nearest?.policy.name ?? '',
    statement: nearest?.statement.sid ?? `#${nearest?.statement.index}`,
  };
  return change(condition, true, request, index).map((one) => ({ ...one, facts: { ...one.facts, ...place } }));
}

function change(
  condition: ConditionMatch,
  match: boolean,
  request: BoundRequest,
  index: number,
): readonly RequestChange[] {
  const means = meansOf(condition.key);
  const value = valueFor(condition, match);
  if (means === undefined || value === undefined) return [];
  const changed = withValue(request, index, condition.key, value === 'none' ? [] : (value.exactly ?? 'any-value'));
  if (means === 'tag') {
    if (value === 'none') return [];
    const tag = condition.key.slice(condition.key.indexOf('/') + 1);
    return [
      { code: 'tag', kind: 'hand-over', facts: { tag, key: condition.key, ...exactly(value) }, request: changed },
    ];
  }
  const facts = { key: condition.key };
  return value === 'none'
    ? [{ code: 'send-without', kind: 'change-the-request', facts, request: changed }]
    : [{ code: 'send', kind: 'change-the-request', facts: { ...facts, ...exactly(value) }, request: changed }];
}

type Value = 'none' | { readonly exactly?: string };

function exactly(value: Exclude<Value, 'none'>): Readonly<Record<string, string>> {
  return value.exactly === undefined ? {} : { value: value.exactly };
}

/** Tags of the resource are set by its owner; headers and the like by the caller. Where it came from, nobody chooses. */
function meansOf(key: string): 'tag' | 'header' | undefined {
  const name = key.toLowerCase();
  if (/^(aws:resourcetag|s3:buckettag|s3:existingobjecttag)\//.test(name)) return 'tag';
  if (/^(aws:securetransport|s3:x-amz-.*|s3:if-(none-)?match|s3:prefix|s3:delimiter|s3:max-keys)$/.test(name))
    return 'header';
  if (/^s3:(requestobjecttag\/|object-lock-)/.test(name)) return 'header';
  return undefined;
}

/** A value with which the condition matches or, for a Deny, does not; `undefined`: there is none that we could name. */
function valueFor({ operator, wanted }: ConditionMatch, match: boolean): Value | undefined {
  const name = operator.toLowerCase().replace(/ifexists$/, '');
  if (name.includes(':')) return undefined;
  const [first] = wanted;
  if (name === 'null') return wanted.includes('true') === match ? 'none' : {};
  if (name === 'bool') return { exactly: (first === 'true') === match ? 'true' : 'false' };
  const literal = wanted.find((one) => !/[*?$]/.test(one));
  const negated = name.includes('not');
  // Equal to a wanted value: a positive condition that should match, or a negated one that should not.
  if (negated !== match) return literal === undefined ? undefined : { exactly: literal };
  return match ? undefined : 'none';
}

/** The key's new value wherever the same resource is asked for: a tag or header is the same for each. */
function withValue(request: BoundRequest, index: number, key: string, value: string | readonly string[]): BoundRequest {
  const resource = request.authorizations[index]?.resource;
  return {
    ...request,
    authorizations: request.authorizations.map((authorization) => {
      if (authorization.resource !== resource) return authorization;
      const { context } = authorization;
      const others = Object.entries(context.known).filter(([name]) => name.toLowerCase() !== key.toLowerCase());
      return { ...authorization, context: { ...context, known: { ...Object.fromEntries(others), [key]: value } } };
    }),
  };
}
