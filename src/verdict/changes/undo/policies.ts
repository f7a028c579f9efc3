/** Undoes what a change did to policies, wherever in a reading they lie. */
import type { Evidence } from '../../../evidence/define';
import type { ReadPolicy } from '../../../evidence/values';
import { reverted } from './documents';
import type { SetThing } from '../../../evidence/changes/types';
import type { Mode, Revert } from './types';

/** A policy as readings hold it; without a document: it could not be read. */
type Listed = Omit<ReadPolicy, 'document'> & { readonly document?: unknown };

/** The whole reading is one policy. `isOf`: is it the changed thing's? `named`: as it is called if it comes back. */
export const policyItself =
  (isOf: (target: string) => boolean, named: Listed, before: unknown, after: unknown): Revert =>
  (reading, target, mode) => {
    if (!isOf(target)) return reading;
    const policy = reading.status === 'found' ? (reading.value as ReadPolicy) : undefined;
    const document = reverted(policy === undefined ? null : policy.document, before, after, mode);
    if (document === undefined) return undefined;
    return document === null
      ? { status: 'absent' }
      : {
          status: 'found',
          value: { ...(policy ?? { ...named, ...(target.startsWith('arn:') ? { arn: target } : {}) }), document },
        };
  };

/** Every policy of this kind in the reading, on whatever level or list; none is added, none goes. */
export const everyPolicy =
  (isIt: (policy: Listed) => boolean, before: unknown, after: unknown): Revert =>
  (reading, _, mode) =>
    mapPolicies(reading, (policy) => {
      if (!isIt(policy)) return policy;
      const document = reverted(policy.document, before, after, mode);
      return document === undefined || document === null ? undefined : { ...policy, document };
    });

/** The reading with each policy in it edited; `undefined` as soon as one edit is. */
function mapPolicies(
  reading: Evidence<unknown>,
  edit: (policy: Listed) => Listed | undefined,
): Evidence<unknown> | undefined {
  let failed = false;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    if ('document' in value && 'name' in value) {
      const edited = edit(value as Listed);
      failed ||= edited === undefined;
      return edited ?? value;
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part)]));
  };
  const edited = reading.status === 'found' ? { ...reading, value: walk(reading.value) } : reading;
  return failed ? undefined : edited;
}

/** A list of policies with one of them reverted: it may come back, or go. */
export function inList(
  policies: readonly Listed[],
  isIt: (policy: Listed) => boolean,
  back: Listed,
  { before, after }: Pick<SetThing, 'before' | 'after'>,
  mode: Mode,
): readonly Listed[] | undefined {
  const own = policies.find(isIt);
  if (own !== undefined && !('document' in own)) return undefined;
  const document = reverted(own?.document ?? null, before, after, mode);
  if (document === undefined) return undefined;
  if (own === undefined) return document === null ? policies : [...policies, { ...back, document }];
  return policies.flatMap((policy) => (policy !== own ? [policy] : document === null ? [] : [{ ...own, document }]));
}
