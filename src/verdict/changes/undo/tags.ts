/** Undoes tags: the context of the request was another one. */
import { bucketInArn } from '../../../names/bucket';
import { at, textAt } from '../../../evidence/readers/shared/events';
import type { RecordedChange, SetThing } from '../../../evidence/changes/types';
import type { BoundAuthorization, BoundRequest } from '../../../request/types';
import { notRecorded, theOne } from './one-thing';
import type { CannotUndo, Mode, Reversal, Reverse } from './types';

type Family = 'aws:ResourceTag/' | 'aws:PrincipalTag/' | 's3:BucketTag/';

const lastOf = (arn: string | undefined): string | undefined => arn?.split('/').at(-1);

/** Tags were set or taken away, on a key, a bucket or the caller. */
const tags =
  (
    families: readonly Family[],
    isOn: (owner: string, authorization: BoundAuthorization, request: BoundRequest) => boolean,
  ) =>
  (change: RecordedChange): Reversal | CannotUndo => {
    if (change.sets.length === 0 || change.sets.some(({ before }) => before === undefined)) {
      return notRecorded(change, 'before');
    }
    return {
      readings: [],
      request: (request, mode) => {
        const all = request.authorizations.map((authorization) =>
          change.sets
            .filter(({ of: [owner = ''] }) => isOn(owner, authorization, request))
            .flatMap((tag) => families.map((family) => ({ family, tag })))
            .reduce<BoundAuthorization | undefined>(
              (one, { family, tag }) => one && withTag(one, family, tag, mode),
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
  // A bucket without tags looks like one whose tags policies do not see.
  const isSeen = Object.keys(known).some((one) => one.toLowerCase().startsWith(family.toLowerCase()));
  if (isOfBucket(family, authorization) && !isSeen && now === after) return undefined;
  if (now !== after) return mode === 'rewind' ? undefined : authorization;
  const others = Object.fromEntries(Object.entries(known).filter(([one]) => one !== name));
  // An empty list is an absent key.
  const value = before === null ? [] : (before as string);
  return { ...authorization, context: { known: { ...others, [name ?? key]: value }, unknown } };
}

const isOfBucket = (family: Family, { action }: BoundAuthorization): boolean =>
  family !== 'aws:PrincipalTag/' && !action.startsWith('kms:');

export const tagsOfKey = tags(['aws:ResourceTag/'], (owner, { action, resource }) =>
  action.startsWith('kms:') ? lastOf(resource) === owner : false,
);
export const tagsOfCaller = tags(['aws:PrincipalTag/'], (owner, _, { principal }) => {
  if (principal.type === 'assumed-role') return principal.roleName === owner;
  return 'arn' in principal && lastOf(principal.arn) === owner;
});

/** Policies see the tags of a bucket by two names: https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html */
export const tagsOfBucket = tags(
  ['aws:ResourceTag/', 's3:BucketTag/'],
  (owner, { action, resource, bucketResource }) =>
    !action.startsWith('kms:') && bucketInArn(bucketResource ?? resource) === owner,
);

/** All tags of a bucket were replaced: those that differ were set, or taken away. */
export const allTagsOfBucket: Reverse = (change) =>
  theOne(
    change,
    ({ of: [bucket = ''], before, after }) => {
      const [old, now] = [tagSet(before), tagSet(after)];
      const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
      const sets = keys.map((key) => ({
        setting: 'tag',
        of: [bucket, key],
        before: old.get(key) ?? null,
        after: now.get(key) ?? null,
      }));
      return sets.length === 0 ? { readings: [] } : tagsOfBucket({ ...change, sets });
    },
    'both',
  );

/** `Tagging` of a record: a list of one stands there as that one. */
function tagSet(tagging: unknown): ReadonlyMap<string, string> {
  const listed = [at(tagging, 'TagSet', 'Tag') ?? at(tagging, 'TagSet')].flat();
  return new Map(
    listed.flatMap((tag) => {
      const key = textAt(tag, 'Key');
      return key === undefined ? [] : [[key, textAt(tag, 'Value') ?? ''] as const];
    }),
  );
}
