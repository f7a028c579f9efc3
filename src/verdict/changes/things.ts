/** The things of a case, by the names that records of changes may have for them. */
import type { EvidenceByLayer } from '../../decision/types';
import type { ReadPolicy } from '../../evidence/values';
import type { BoundRequest } from '../../request/types';
import { policiesIn, type LayerEvidence } from '../fixes/policies/policies-in-evidence';

/** What the request is about. */
export function thingsOf({
  bucket,
  accessPoint,
  principal,
  endpoint,
  authorizations,
}: BoundRequest): readonly string[] {
  const role = principal.type === 'assumed-role' ? (principal.roleArn ?? principal.roleName) : undefined;
  const things = [
    bucket,
    accessPoint,
    role,
    'arn' in principal ? principal.arn : undefined,
    endpoint.is === 'endpoint' ? endpoint.id : undefined,
    ...authorizations.map(({ resource }) => resource),
  ];
  return things.flatMap((thing) => (thing === undefined ? [] : names(thing)));
}

/**
 * All that the case rests on: what changes one of these may change its decision. Objects are left out, whose changes nobody
 * hears, and so are names that are no thing's own, as those of inline policies.
 */
export function citedThings(request: BoundRequest, evidence: EvidenceByLayer): readonly string[] {
  const readings = Object.values(evidence).flatMap((reads) => Object.values(reads));
  const cited: readonly (string | undefined)[] = [
    ...thingsOf(request),
    ...readings.flatMap((own) => [
      ...Object.keys(own),
      ...policiesIn({ readings: own }).flatMap(({ policy, target }) => [policy.arn, target, groupOf(policy)]),
      ...levelsIn(own),
    ]),
  ];
  return [
    ...new Set(cited.flatMap((thing) => (thing === undefined || isObject(thing) || isOfAws(thing) ? [] : thing))),
  ];
}

/** A user's policies are also those of its groups, which are read of the user. */
const groupOf = ({ attachedTo = '' }: ReadPolicy): string | undefined => /^group (.+)$/.exec(attachedTo)?.[1];

/** AWS changes its own policies, and no record shows it. */
const isOfAws = (thing: string): boolean => /^arn:[^:]+:iam::aws:/.test(thing);
const isObject = (thing: string): boolean => /^arn:[^:]+:s3:::[^/]+\/|^[^:/]+\//.test(thing);

/** Whatever a reading is about: its target, and the policies and levels in it. */
export function thingsIn(readings: LayerEvidence[string]): readonly string[] {
  const placed = policiesIn({ readings });
  return [
    ...Object.keys(readings),
    ...placed.flatMap(({ policy, target }) => [policy.name, policy.arn, target]),
    ...levelsIn(readings),
  ].flatMap((thing) => (thing === undefined ? [] : names(thing)));
}

/** A level whose policies are gone, or could not be read, is still touched by a change. */
function levelsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(levelsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'target' in value && typeof value.target === 'string' ? [value.target] : [];
  return [...own, ...Object.values(value).flatMap(levelsIn)];
}

/** CloudTrail names a thing by its ARN in one event and by its name or id in the next. */
export function names(thing: string): readonly string[] {
  const last = thing.split(/[:/]/).at(-1);
  return last === undefined || last === '' || last === thing ? [thing] : [thing, last];
}
