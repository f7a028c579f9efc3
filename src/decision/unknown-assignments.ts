/** The worlds that unknown context keys leave: one tag may decide several statements at once, and is the same in all. */
import { defined } from '../defined';
import { ROLE_KEY } from '../engine/principal/caller';
import { completeContext, indexContext } from '../engine/context';
import type { Readings } from '../engine/open-questions';
import type { Uses } from '../engine/unknowns/uses';
import { valuesToTry, type Candidates, type KeyUses, type Value } from '../engine/unknowns/candidates';
import { preparedRequest } from '../judging/engine-request';
import { BOUNDARY_KEY } from '../judging/policy/boundary';
import type { BoundAuthorization, BoundRequest } from '../request/types';

/** An unknown key with what it may be worth; `places`: the authorizations in whose contexts it is one and the same. */
interface Variable {
  readonly key: string;
  readonly places: readonly number[];
  readonly values: readonly Value[];
}

export interface Worlds {
  readonly variables: readonly Variable[];
  /** `false`: there are more; what could not be tried stays unknown. */
  readonly exact: boolean;
}

const mostWorlds = 16_384;

/** What to try, by the uses that each authorization makes of unknown keys. */
export function worldsOf(request: BoundRequest, uses: readonly (Uses | undefined)[]): Worlds {
  const groups = groupsOf(request, uses);
  const compared = groups.filter(({ own }) => own.variables.length > 0).length;
  let found = groups.map(({ own }) => valuesToTry(own, new Map()));
  // Keys that are compared with one another take values of each other, along a chain of them step by step.
  const rounds = compared === 0 ? 0 : Math.max(2, compared);
  for (let round = 0; round < rounds; round += 1) {
    const values = valuesByKey(groups, found);
    found = groups.map(({ own }) => valuesToTry(own, values));
  }
  const variables = groups.map(({ own, places }, at) => ({ key: own.key, places, values: found[at]?.values ?? [] }));
  const boundary = uses.flatMap((one, at) => (one?.boundary === true ? [at] : []));
  if (boundary.length > 0) {
    const all = request.authorizations.map((_, at) => at);
    variables.push({ key: BOUNDARY_KEY, places: all, values: ['true', 'false'] });
  }
  const kept = fitting(variables);
  return { variables: kept, exact: kept.length === variables.length && found.every(({ complete }) => complete) };
}

/** Of a key that is another one elsewhere, what it may be worth anywhere. */
function valuesByKey(groups: readonly Group[], found: readonly Candidates[]): ReadonlyMap<string, readonly Value[]> {
  const all = new Map<string, readonly Value[]>();
  groups.forEach(({ own: { key } }, at) => all.set(key, [...(all.get(key) ?? []), ...(found[at]?.values ?? [])]));
  return all;
}

/** As many as can be tried together, those with the fewest values first. */
function fitting(variables: readonly Variable[]): readonly Variable[] {
  let worlds = 1;
  return [...variables]
    .sort((one, other) => one.values.length - other.values.length)
    .filter(({ values }) => {
      if (worlds * values.length > mostWorlds) return false;
      worlds *= values.length;
      return true;
    });
}

/** Every choice of values, as the place of each variable's value. */
export function* choicesOf(variables: readonly Variable[]): Generator<readonly number[]> {
  const choice = variables.map(() => 0);
  for (;;) {
    yield choice;
    let at = 0;
    while (at < choice.length) {
      const next = (choice[at] as number) + 1;
      choice[at] = next < (variables[at] as Variable).values.length ? next : 0;
      if (choice[at] !== 0) break;
      at += 1;
    }
    if (at === choice.length) return;
  }
}

/** The authorization in the world of that choice. */
export function completed(
  authorization: BoundAuthorization,
  place: number,
  variables: readonly Variable[],
  choice: readonly number[],
  readings: Readings,
): BoundAuthorization {
  const values = new Map<string, Value>();
  variables.forEach(({ key, places, values: all }, at) => {
    if (places.includes(place)) values.set(key, all[choice[at] as number]);
  });
  return { ...authorization, context: completeContext(authorization.context, values, { readings }) };
}

interface Group {
  readonly own: KeyUses;
  readonly places: readonly number[];
}

function groupsOf(request: BoundRequest, uses: readonly (Uses | undefined)[]): readonly Group[] {
  const groups = new Map<string, { readonly key: string; readonly places: number[] }>();
  request.authorizations.forEach((authorization, place) => {
    for (const key of uses[place]?.keys() ?? []) {
      const id = `${key} ${sharedBy(key, authorization)}`;
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { key, places: [place] });
      else group.places.push(place);
    }
  });
  return [...groups.values()].map(({ key, places }) => ({ places, own: usesOf(key, places, request, uses) }));
}

function usesOf(
  key: string,
  places: readonly number[],
  request: BoundRequest,
  uses: readonly (Uses | undefined)[],
): KeyUses {
  const all = places.flatMap((place) => {
    const authorization = request.authorizations[place];
    const own = uses[place];
    return authorization === undefined || own === undefined ? [] : [{ authorization, own }];
  });
  const context = (authorization: BoundAuthorization) => indexContext(authorization.context);
  const [first] = all;
  const role =
    key === ROLE_KEY && first !== undefined
      ? preparedRequest({ authorization: first.authorization, request }).caller.roleOfUnknownPath
      : undefined;
  return {
    key,
    conditions: all.flatMap(({ authorization, own }) =>
      [...(own.conditions.get(key) ?? [])].map((condition) => ({ condition, context: context(authorization) })),
    ),
    variables: all.flatMap(({ authorization, own }) =>
      own.variables.filter(({ keys }) => keys.includes(key)).map((use) => ({ use, context: context(authorization) })),
    ),
    roles: role === undefined ? [] : [...new Set(all.flatMap(({ own }) => [...own.roles]))],
    ...defined({ roleOfUnknownPath: role }),
  };
}

/**
 * What an unknown key is one and the same for: the caller, the resource, or the call. S3's own call to KMS is another call;
 * it keeps the caller and the address that S3 was called from.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function sharedBy(key: string, { resource, purpose }: BoundAuthorization): string {
  if (OF_THE_CALLER.test(key)) return 'caller';
  if (OF_THE_RESOURCE.test(key)) return `resource ${resource ?? purpose}`;
  return purpose === 'encryption' ? 'call to KMS' : 'call to S3';
}

const OF_THE_CALLER =
  /^(?:aws:(?:principal|userid$|username$|tokenissuetime$|multifactorauth|sourceidentity$|federatedprovider$|sourceip$|ec2instance|assumedroot)|saml:|sts:)/;
const OF_THE_RESOURCE = /^(?:aws:resource|s3:existingobjecttag|s3:buckettag|s3:resourceaccount|kms:)/;
