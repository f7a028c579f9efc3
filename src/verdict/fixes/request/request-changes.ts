/** Conditions that the caller, or the owner of the resource, could meet: a header to send, a tag to set. */
import { defined } from '../../../defined';
import type { ConditionMatch } from '../../../engine/types';
import { carries } from '../../../request/context/condition-keys';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import { isOfEveryRequest } from './how-it-is-sent';
import { headerOf, headersBesides, withAskedBesides } from './implied-authorizations';
import type { UngradedCause } from '../../causes/causes';
import type { FixFacts, FixKind } from '../../verdict';
import { maySignInWithMfa, ofMfa, signedInWithMfa } from './multi-factor';
import { valueFor, type Value } from './values-to-send';

export interface RequestChange {
  readonly code: 'tag' | 'send' | 'send-without' | 'drop-header' | 'drop-version';
  readonly kind: FixKind;
  readonly facts: Pick<FixFacts, 'tag' | 'key' | 'value' | 'policy' | 'statement'>;
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
  const authorization = request.authorizations[index];
  const means = authorization === undefined ? undefined : meansOf(condition.key, authorization, request);
  const value = valueFor(condition, match);
  if (means === undefined || value === undefined) return [];
  if (means === 'sign-in') return signingIn(condition.key, value, request);
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

/** Nobody is asked to sign in without it. */
function signingIn(key: string, value: Value, request: BoundRequest): readonly RequestChange[] {
  if (value === 'none' || value.exactly === 'false') return [];
  const changed = signedInWithMfa(request, key, value.exactly ?? '');
  return [{ code: 'send', kind: 'change-the-request', facts: { key, ...exactly(value) }, request: changed }];
}

function exactly(value: Exclude<Value, 'none'>): Pick<FixFacts, 'value'> {
  return defined({ value: value.exactly });
}

/** Tags of the resource are set by its owner; headers and the like by the caller. Where it came from, nobody chooses. */
function meansOf(
  key: string,
  authorization: BoundAuthorization,
  request: BoundRequest,
): 'tag' | 'header' | 'sign-in' | undefined {
  const name = key.toLowerCase();
  const { action } = authorization;
  if (ofMfa(name)) return maySignInWithMfa(request) ? 'sign-in' : undefined;
  if (/^(aws:resourcetag|s3:buckettag)\//.test(name)) return tagsShow(name, authorization) ? 'tag' : undefined;
  if (name === 'aws:securetransport' || (action.startsWith('s3') && isOfEveryRequest(name))) return 'header';
  // What S3 never sends for the action stays absent, whatever is tagged or sent.
  if (!carries(action, name)) return undefined;
  if (name.startsWith('s3:existingobjecttag/')) return 'tag';
  // Other calls have the lock in their body, and what is left of one nobody sends.
  if (name.startsWith('s3:object-lock-')) return isLockHeader(name) && action === 's3:PutObject' ? 'header' : undefined;
  return /^s3:(x-amz-.*|if-(none-)?match|prefix|delimiter|max-keys|requestobjecttag\/.*)$/.test(name)
    ? 'header'
    : undefined;
}

const isLockHeader = (key: string): boolean => /^s3:object-lock-(mode|retain-until-date|legal-hold)$/.test(key);

/**
 * Policies see a key's tags always, a bucket's only where its ABAC is on: without a tag of it nothing shows that.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html
 */
function tagsShow(name: string, { action, context }: BoundAuthorization): boolean {
  const family = name.slice(0, name.indexOf('/') + 1);
  const shown = [...Object.keys(context.known), ...context.unknown.map(({ key }) => key)];
  return action.startsWith('kms:') || shown.some((key) => key.toLowerCase().startsWith(family));
}

/** The key's new value wherever the same resource is asked for: a tag or header is the same for each. */
function withValue(request: BoundRequest, index: number, key: string, value: string | readonly string[]): BoundRequest {
  const resource = request.authorizations[index]?.resource;
  const changed = {
    ...request,
    parameters: withParameter(request.parameters, headerOf(key), value),
    authorizations: request.authorizations.map((authorization) => {
      if (authorization.resource !== resource) return authorization;
      const { context } = authorization;
      const others = Object.entries(context.known).filter(([name]) => name.toLowerCase() !== key.toLowerCase());
      return { ...authorization, context: { ...context, known: { ...Object.fromEntries(others), [key]: value } } };
    }),
  };
  if (typeof value !== 'string') return changed;
  const asked = withAskedBesides(changed, index, key, value);
  const besides = headersBesides(key, asked);
  return Object.entries(besides).reduce((all, [header, sent]) => withValue(all, index, `s3:${header}`, sent), asked);
}

function withParameter(
  parameters: BoundRequest['parameters'],
  header: string | undefined,
  value: string | readonly string[],
): BoundRequest['parameters'] {
  if (header === undefined) return parameters;
  const { [header]: _before, ...others } = parameters;
  return typeof value === 'string' ? { ...others, [header]: value } : others;
}
