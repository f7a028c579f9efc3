/** What is unknown of a request: the keys, each one and the same in some contexts, and the rules that hang on them. */
import { completeContext, indexContext } from '../engine/context';
import type { PreparedRequest } from '../engine/match';
import { ROLE_KEY } from '../engine/principal/caller';
import type { OpenKeys } from '../engine/unknowns/assignments';
import type { Assigned, OpenKey, PlacedRule, Value } from '../engine/unknowns/open-keys';
import { valuesOtherThan } from '../engine/values/other-than';
import { exactly, type PatternList } from '../engine/unknowns/texts/text-lists';
import { overSingleTexts } from '../engine/unknowns/single-texts';
import type { OpenPart, OpenRule, UnknownUses } from '../engine/unknowns/uses';
import { preparedRequest } from '../judging/engine-request';
import type { Subject } from '../judging/types';
import { BOUNDARY_KEY } from '../judging/policy/boundary';
import { isMultivalued, scopeOf } from '../request/context/condition-keys';
import type { BoundAuthorization, BoundRequest } from '../request/types';

/** A rule of one authorization. One statement or grant may be several, and applies if any of them does. */
export interface OwnRule extends PlacedRule {
  readonly place: number;
  /** The statement or grant. */
  readonly rule: object;
}

export interface OpenRequest extends OpenKeys {
  readonly rules: readonly OwnRule[];
  /** By place: the keys that its authorization hangs on, by name. */
  readonly indexes: readonly ReadonlyMap<string, number>[];
}

type Uses = readonly (UnknownUses | undefined)[];

/** `uses`: what was noted of each authorization, if anything of it is open. */
export function openRequest(request: BoundRequest, uses: Uses): OpenRequest {
  const keys = new Map<string, SharedKey>();
  const hasBoundary = uses.some((own) => own?.boundary === true);
  const indexes = uses.map((own, place) => {
    const names = own === undefined ? [] : [...own.keys, ...(hasBoundary ? [BOUNDARY_KEY] : [])];
    return new Map(names.map((name) => [name, sharedKey(keys, name, request, place).index]));
  });
  const shared = [...keys.values()];
  const open = shared.map((one) => openKey(one, request, uses));
  return {
    keys: open,
    indexes,
    apart: new Set(
      open.flatMap(({ role, values }, index) => (role === undefined && values === undefined ? [] : [index])),
    ),
    rules: ownRules(request, uses, indexes, open),
  };
}

interface SharedKey {
  readonly index: number;
  readonly name: string;
  /** The authorizations in whose contexts it is one and the same. */
  readonly places: number[];
}

function sharedKey(keys: Map<string, SharedKey>, name: string, request: BoundRequest, place: number): SharedKey {
  const id = `${name} ${scopeIn(request.authorizations[place] as BoundAuthorization, name)}`;
  const known = keys.get(id);
  known?.places.push(place);
  const key = known ?? { index: keys.size, name, places: [place] };
  keys.set(id, key);
  return key;
}

function scopeIn({ resource, purpose }: BoundAuthorization, name: string): string {
  if (name === BOUNDARY_KEY) return 'caller';
  const scope = scopeOf(name);
  if (scope === 'resource') return `${scope} ${resource ?? purpose}`;
  return scope === 'call' && purpose === 'encryption' ? 'call to KMS' : scope;
}

function openKey({ name, places }: SharedKey, request: BoundRequest, uses: Uses): OpenKey {
  if (name === BOUNDARY_KEY) return { key: name, isMultivalued: false, values: ['true', 'false'] };
  const rules = places.flatMap((place) => uses[place]?.rules ?? []);
  const conditions = rules.flatMap(({ parts }) => parts.flatMap(({ condition }) => condition ?? []));
  const isSet = conditions.some(({ lowerKey, operator }) => lowerKey === name && operator.set !== undefined);
  const key = { key: name, isMultivalued: isMultivalued(name, isSet) };
  const authorization = request.authorizations[places[0] as number] as BoundAuthorization;
  const { otherThan, including } = indexContext(authorization.context);
  const included = including?.get(name);
  if (included !== undefined) return { ...key, including: included };
  const excluded = otherThan?.get(name);
  const wanted = conditions.filter(({ lowerKey }) => lowerKey === name).flatMap((condition) => condition.wanted);
  const values = excluded === undefined ? undefined : valuesOtherThan(excluded, wanted);
  if (values !== undefined) return { ...key, values };
  const role = name === ROLE_KEY ? preparedRequest({ authorization, request }).caller.roleOfUnknownPath : undefined;
  return role === undefined ? key : { ...key, role, apart: rolesApart(role, rules) };
}

/** Roles that policies name, and those of AWS's services, which service control policies do not bind. */
function rolesApart({ start, end }: NonNullable<OpenKey['role']>, rules: readonly OpenRule[]): readonly PatternList[] {
  const named = new Set(rules.flatMap(({ roles }) => roles));
  const linked: PatternList = {
    ignoreCase: false,
    patterns: [{ is: 'glob', tokens: [`${start}aws-service-role/`, 0, `/${end}`] }],
  };
  return [...[...named].map(exactly), ...(end.startsWith('AWSServiceRoleFor') ? [linked] : [])];
}

function ownRules(
  request: BoundRequest,
  uses: Uses,
  indexes: OpenRequest['indexes'],
  keys: readonly OpenKey[],
): readonly OwnRule[] {
  let lists = 0;
  return uses.flatMap((own, place) => {
    const authorization = request.authorizations[place] as BoundAuthorization;
    const context = indexContext(authorization.context);
    const byName = indexes[place] as ReadonlyMap<string, number>;
    const isSingle = ({ condition }: OpenPart) =>
      condition === undefined || keys[byName.get(condition.lowerKey) as number]?.isMultivalued === false;
    const rules = own?.rules.flatMap((rule) => overSingleTexts(rule, isSingle)) ?? [];
    const assuming = new Assuming({ authorization, request }, rules, byName);
    // Lists of two authorizations are two, also of the same policies.
    const listOf = new Map([...new Set(rules.map(({ list }) => list))].map((list) => [list, lists++]));
    return rules.map(({ rule, parts, roles, list, adds }): OwnRule => {
      const names = [...(roles.length > 0 ? [ROLE_KEY] : []), BOUNDARY_KEY];
      const besides = names.flatMap((name) => byName.get(name) ?? []);
      return {
        place,
        rule,
        parts: parts.map((part) => ({ part, context, keys: part.keys.map((key) => byName.get(key) as number) })),
        list: listOf.get(list) as number,
        besides,
        adds:
          besides.length > 0
            ? (applies, valueOf) => adds(assuming.asked(applies, besides, valueOf))
            : alwaysTheSame((applies) => adds(assuming.asked(applies, besides, leftOpen))),
      };
    });
  });
}

/** What a rule adds, where that hangs on no key besides. */
function alwaysTheSame(adds: (applies: true | undefined) => number): OwnRule['adds'] {
  const known: { sure?: number; maybe?: number } = {};
  return (applies) => (applies === true ? (known.sure ??= adds(true)) : (known.maybe ??= adds(undefined)));
}

const leftOpen = () => 'unknown' as const;

/** The authorization with every rule taken to apply, or to apply perhaps. */
class Assuming {
  private readonly known = new Map<string, PreparedRequest>();
  private readonly all: ReadonlyMap<object, boolean>;

  constructor(
    private readonly subject: Subject,
    rules: readonly OpenRule[],
    private readonly indexes: ReadonlyMap<string, number>,
  ) {
    this.all = new Map(rules.map(({ rule }) => [rule, true]));
  }

  /** `besides`: keys that decide more than whether rules apply. */
  asked(applies: true | undefined, besides: readonly number[], valueOf: (key: number) => Assigned): PreparedRequest {
    const values = new Map<string, Value>();
    for (const [name, index] of besides.length === 0 ? [] : this.indexes) {
      const assigned = besides.includes(index) ? valueOf(index) : 'unknown';
      if (assigned !== 'unknown') values.set(name, assigned.value);
    }
    const id = `${applies} ${JSON.stringify([...values].map(([name, value]) => [name, value ?? null]))}`;
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const { authorization, request } = this.subject;
    const { interpretations } = indexContext(authorization.context);
    const context = completeContext(authorization.context, values, {
      interpretations,
      assumed: applies === true ? this.all : NOTHING,
    });
    const asked = preparedRequest({ authorization: { ...authorization, context }, request });
    this.known.set(id, asked);
    return asked;
  }
}

const NOTHING: ReadonlyMap<object, boolean> = new Map();
