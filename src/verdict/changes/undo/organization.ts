/** Undoes changes of an organization's policies. */
import type { EvidenceByLayer } from '../../../decision/types';
import { namedOrganizationPolicy } from '../../../evidence/readers/named-organization-policy';
import { resourceControlPolicies } from '../../../evidence/readers/resource-control-policies';
import { serviceControlPolicies } from '../../../evidence/readers/service-control-policies';
import type { OrganizationLevel, OrganizationPolicies, ReadPolicy } from '../../../evidence/values';
import { everyPolicy } from './policies';
import { notRecorded, theOne } from './one-thing';
import type { Revert, Reverse } from './types';

const isPolicy = (id: string) => (policy: { readonly arn?: string }) => policy.arn?.endsWith(`/${id}`) === true;

/** The kind of a policy stands in its ARN. */
const kindIn = (arn: string | undefined): string | undefined =>
  /:policy\/[^/]+\/(service|resource)_control_policy\//.exec(arn ?? '')?.[1];

/** A policy was attached to a level of the path, or detached from it: `before` is the detached one. */
export const attachment: Reverse = (change) =>
  theOne(change, ({ of: [level = '', id = ''], before, after }) => {
    const detached = after === null ? (before as ReadPolicy | null | undefined) : undefined;
    if (after === null && typeof detached !== 'object') return notRecorded(change, 'before');
    const revert =
      (kind: string): Revert =>
      (reading, _, mode) => {
        if (reading.status !== 'found') return reading;
        const { levels } = reading.value as OrganizationPolicies;
        if (mode === 'rewind' && levels.some((one) => one.target === level && !isAsSet(one, kind))) return undefined;
        const changed = levels.map((one) => (one.target === level ? withoutChange(one, kind) : one));
        return { ...reading, value: { levels: changed } };
      };
    const isAsSet = ({ policies }: OrganizationLevel, kind: string): boolean => {
      if (!Array.isArray(policies)) return true;
      const isThere = (policies as readonly ReadPolicy[]).some(isPolicy(id));
      return detached === undefined || detached === null || kindIn(detached.arn) !== kind || !isThere;
    };
    const withoutChange = (one: OrganizationLevel, kind: string): OrganizationLevel => {
      if (!Array.isArray(one.policies)) return one;
      const policies = one.policies as readonly ReadPolicy[];
      if (detached === undefined || detached === null) {
        return { ...one, policies: policies.filter((policy) => !isPolicy(id)(policy)) };
      }
      const isThere = policies.some(isPolicy(id)) || kindIn(detached.arn) !== kind;
      return isThere ? one : { ...one, policies: [...policies, detached] };
    };
    const attachedTo = (evidence: EvidenceByLayer): boolean => {
      const levels = levelsIn(evidence).filter(({ target }) => target === level);
      const isThere = ({ policies }: OrganizationLevel) => !Array.isArray(policies) || policies.some(isPolicy(id));
      // The record does not show of which kind the policy is, and what is elsewhere binds nobody here.
      return levels.length === 0 || levels.some(isThere);
    };
    return {
      ...(after === null ? {} : { isAtHand: attachedTo }),
      readings: [
        [serviceControlPolicies, revert('service')],
        [resourceControlPolicies, revert('resource')],
      ],
    };
  });

function levelsIn(value: unknown): readonly OrganizationLevel[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('levels' in value) return (value as OrganizationPolicies).levels;
  return Object.values(value).flatMap(levelsIn);
}

/** The document of a policy is another, wherever it hangs. */
export const content: Reverse = (change) =>
  theOne(
    change,
    ({ of: [id = ''], before, after }) => {
      const revert = everyPolicy(isPolicy(id), before, after);
      const readers = [serviceControlPolicies, resourceControlPolicies, namedOrganizationPolicy];
      return { readings: readers.map((reader) => [reader, revert]) };
    },
    'both',
  );
