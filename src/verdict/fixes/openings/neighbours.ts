/** The request's neighbours: one thing is otherwise, or two. */
import { indexContext, type IndexedContext } from '../../../engine/context';
import type { Value } from '../../../engine/unknowns/open-keys';
import { kindOfAction, kindsOfResource } from '../../../names/actions';
import type { Principal } from '../../../names/principal';
import type { BoundAuthorization, RequestContext } from '../../../request/types';
import type { Cure } from '../policies/cure-form';
import type { FixCase } from '../fix-case';
import { circumstancesOf } from '../statements/deny';
import { contextOf, otherPrincipals } from './other-principals';
import { otherActions, otherResources, otherValues, someActions } from './other-values';
import type { PoliciesAtHand } from './policies-at-hand';

export interface Neighbour {
  /** The authorization that it is a neighbour of. */
  readonly place: number;
  readonly principal: Principal;
  readonly authorization: BoundAuthorization;
  readonly isOther: boolean;
  /** Caller, action and resource are those of the request. */
  readonly isGrain: boolean;
}

export function* neighboursOf(cure: Cure, fixCase: FixCase, atHand: PoliciesAtHand): Generator<Neighbour> {
  for (const [place, authorization] of fixCase.request.authorizations.entries()) {
    if (authorization.resource !== undefined)
      yield* around(authorization, authorization.resource, place, { cure, fixCase, atHand });
  }
}

/** One change, or none, of each kind. */
interface Variation {
  /** With the request's context as it is theirs. */
  readonly principal?: { readonly is: Principal; readonly context: RequestContext };
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, Value>>;
}

interface Surroundings {
  readonly cure: Cure;
  readonly fixCase: FixCase;
  readonly atHand: PoliciesAtHand;
}

function* around(
  own: BoundAuthorization,
  resource: string,
  place: number,
  { cure, fixCase, atHand }: Surroundings,
): Generator<Neighbour> {
  const { request } = fixCase;
  const context = indexContext(own.context);
  const principals = otherPrincipals(request.principal, atHand).map((principal) => ({
    principal: { is: principal, context: contextOf(principal, own.context) },
  }));
  const actions = otherActions(own.action, resource, atHand).map((action) => ({ action }));
  const someFor = someActionsOf(own.action, atHand);
  const some = someFor(resource);
  const resources = otherResources(resource, atHand, context).map((one) => ({ resource: one }));
  const given = valuesFor(keysGivenUp(cure, place, context), atHand, context);
  const variations: readonly Variation[] = [
    ...principals,
    ...actions,
    ...resources,
    ...given,
    ...pairs(given.slice(0, few), given.slice(0, few)),
    ...pairs([...some.slice(0, few), ...resources.slice(0, few)], given.slice(0, few)),
    ...resources.flatMap((one) => someFor(one.resource).map((action) => ({ ...one, ...action }))),
    ...pairs(principals, [...some.slice(0, few), ...resources.slice(0, few)]),
  ];
  for (const variation of variations) {
    const made = madeOf(variation, own, place, request.principal);
    if (canBeAsked(made.authorization, own) && !isAskedAsWell(made, fixCase)) yield made;
  }
}

const few = 8;

/** Made once for all resources of one kind. */
function someActionsOf(
  own: string,
  atHand: PoliciesAtHand,
): (resource: string) => readonly { readonly action: string }[] {
  const known = new Map<string, readonly { readonly action: string }[]>();
  return (resource) => {
    const kinds = kindsOfResource(resource).join();
    const found = known.get(kinds) ?? someActions(own, resource, atHand).map((action) => ({ action }));
    known.set(kinds, found);
    return found;
  };
}

function pairs(some: readonly Variation[], others: readonly Variation[]): readonly Variation[] {
  return some.flatMap((one) => others.map((other) => together(one, other)));
}

const together = (one: Variation, other: Variation): Variation => ({
  ...one,
  ...other,
  ...(one.context === undefined ? {} : { context: { ...one.context, ...other.context } }),
});

function madeOf(
  { principal, action, resource, context }: Variation,
  own: BoundAuthorization,
  place: number,
  caller: Principal,
): Neighbour {
  const theirs = principal?.context ?? own.context;
  return {
    place,
    principal: principal?.is ?? caller,
    authorization: {
      ...own,
      ...(action === undefined ? {} : { action }),
      ...(resource === undefined ? {} : { resource }),
      context: context === undefined ? theirs : withValues(theirs, context),
    },
    isOther: principal !== undefined,
    isGrain: principal === undefined && action === undefined && resource === undefined,
  };
}

/** `undefined` makes a key absent. */
export function withValues(
  { known, unknown }: RequestContext,
  values: Readonly<Record<string, Value>>,
): RequestContext {
  const changed = new Set(Object.keys(values).map((key) => key.toLowerCase()));
  const kept = Object.entries(known).filter(([key]) => !changed.has(key.toLowerCase()));
  const put = Object.entries(values).map(([key, value]) => [key, value ?? []] as const);
  return { known: { ...Object.fromEntries(kept), ...Object.fromEntries(put) }, unknown };
}

/** What the request asks besides, in circumstances of its own. */
function isAskedAsWell({ isOther, place, authorization }: Neighbour, { request }: FixCase): boolean {
  const same = request.authorizations.findIndex(
    ({ action, resource }) =>
      action.toLowerCase() === authorization.action.toLowerCase() && resource === authorization.resource,
  );
  return !isOther && same >= 0 && same !== place;
}

/** No action on a bucket is asked of an object. */
function canBeAsked({ action, resource }: BoundAuthorization, own: BoundAuthorization): boolean {
  if (action === own.action || resource === undefined) return true;
  const kind = kindOfAction(action);
  return kind === undefined || kindsOfResource(resource).includes(kind);
}

/** Keys whose conditions were given up, or could have been: those of a Deny, and those that a new Allow leaves out. */
function keysGivenUp(cure: Cure, place: number, context: IndexedContext): readonly string[] {
  const looked = cure.denies.flatMap(({ statement, variables }) => circumstancesOf(statement, context, variables));
  const widened = cure.allows.filter((one) => one.place === place).flatMap((one) => one.widened);
  return distinct([...looked.map(({ key }) => key), ...widened]);
}

const distinct = (keys: readonly string[]): readonly string[] => [
  ...new Map(keys.map((key) => [key.toLowerCase(), key])).values(),
];

function valuesFor(keys: readonly string[], atHand: PoliciesAtHand, context: IndexedContext): readonly Variation[] {
  return keys.flatMap((key) => otherValues(key, atHand, context).map((value) => ({ context: { [key]: value } })));
}
