/** Undoes tags: the context of the request was another one. */
import type { SetThing } from '../../../evidence/changes/types';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import { notRecorded } from './one-thing';
import type { Mode, Reverse } from './types';

type Family = 'aws:ResourceTag/' | 'aws:PrincipalTag/';

const lastOf = (arn: string | undefined): string | undefined => arn?.split('/').at(-1);

/** Tags were set or taken away, on a key or on the caller. */
const tags =
  (
    family: Family,
    isOn: (owner: string, authorization: BoundAuthorization, request: BoundRequest) => boolean,
  ): Reverse =>
  (change) => {
    if (change.sets.length === 0 || change.sets.some(({ before }) => before === undefined)) {
      return notRecorded(change, 'before');
    }
    return {
      readings: [],
      request: (request, mode) => {
        const all = request.authorizations.map((authorization) =>
          change.sets
            .filter(({ of: [owner = ''] }) => isOn(owner, authorization, request))
            .reduce<BoundAuthorization | undefined>(
              (one, tag) => one && withTag(one, family, tag, mode),
              authorization,
            ),
        );
        const authorizations = all.filter((one) => one !== undefined);
        return authorizations.length < all.length ? undefined : { ...request, authorizations };
      },
    };
  };

/** A tag that was set again later stays as it is. */
function withTag(
  authorization: BoundAuthorization,
  family: Family,
  { of, before, after }: SetThing,
  mode: Mode,
): BoundAuthorization | undefined {
  const key = `${family}${of[1]}`;
  const { known, unknown } = authorization.context;
  const name = Object.keys(known).find((one) => one.toLowerCase() === key.toLowerCase());
  const now = name === undefined || (Array.isArray(known[name]) && known[name].length === 0) ? null : known[name];
  // What no policy asks for was not read.
  if (unknown.some((one) => one.key.toLowerCase() === `${family}*`.toLowerCase())) return authorization;
  if (now !== after) return mode === 'rewind' ? undefined : authorization;
  const others = Object.fromEntries(Object.entries(known).filter(([one]) => one !== name));
  // An empty list is an absent key.
  const value = before === null ? [] : (before as string);
  return { ...authorization, context: { known: { ...others, [name ?? key]: value }, unknown } };
}

export const tagsOfKey = tags('aws:ResourceTag/', (owner, { action, resource }) =>
  action.startsWith('kms:') ? lastOf(resource) === owner : false,
);
export const tagsOfCaller = tags('aws:PrincipalTag/', (owner, _, { principal }) => {
  if (principal.type === 'assumed-role') return principal.roleName === owner;
  return 'arn' in principal && lastOf(principal.arn) === owner;
});
