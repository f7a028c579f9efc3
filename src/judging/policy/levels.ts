/** Policies of an organization: root → OUs → account, each level a group of its own. */
import { and, or, type Truth } from '../../engine/truth';
import type { Reader, Reading, Unreadable } from '../../evidence/define';
import { namedOrganizationPolicy } from '../../evidence/readers/named-organization-policy';
import type {
  NamedPolicy,
  OrganizationLevel,
  OrganizationPolicies,
  ReadPolicy,
  UnreadablePart,
} from '../../evidence/values';
import { preparedRequest } from '../engine-request';
import type { Answer, Subject } from '../types';
import { judged, possibleJudgements } from '../judgements';
import type { Form } from './form';
import type { PolicyGroup } from './groups';
import { tally } from './tally';
import { answered, undecided } from './answer';
import type { Judged } from './judged';
import { unreadable } from '../unreadable';
import { sharedWords } from '../words';

/** A Deny at any level denies. An Allow is needed at every one (`needsAllow`), or implied (resource control policies). */
export function judgeLevels(
  subject: Subject,
  { levels }: OrganizationPolicies,
  form: Form,
  needsAllow: boolean,
  named?: Reading<ReadPolicy>,
): Answer {
  const asked = preparedRequest(subject);
  let denies: Truth = false;
  let allows: Truth = true;
  const groups: PolicyGroup[] = [];
  const lacking: PolicyGroup[] = [];
  for (const level of levels) {
    const { target } = level;
    const policies = policiesOf(level);
    const here = tally(policies, asked, form);
    const group = { target, policies, found: here.found };
    groups.push(group);
    denies = or(denies, here.denies);
    if (!needsAllow || here.allows === true) continue;
    lacking.push(group);
    allows = and(allows, here.allows);
  }
  // What hangs on a level that could not be read is not known, but for the policy that AWS itself names.
  const hidden = named?.status === 'found' && levels.some(({ policies }) => isUnreadable(policies));
  if (hidden && !isAmong(levels, named.value)) {
    const policies = [named.value];
    const here = tally(policies, asked, form);
    groups.push({ policies, found: here.found });
    if (here.denies === true) denies = true;
  }
  const all: Judged = { subject, form, groups };
  if (denies === true) return answered(judged(true, allows === true), all);
  if (denies === false && allows === true) return answered(judged(false, true), all);
  const notes = lacking.map(({ target = '' }) => sharedWords.note('level-without-allow', { target }));
  if (denies === false && allows === false) {
    return answered(judged(false, false), { subject, form, groups: lacking, notes });
  }
  return undecided(possibleJudgements(denies, allows), { ...all, notes });
}

function isAmong(levels: readonly OrganizationLevel[], { arn }: ReadPolicy): boolean {
  return levels.some((level) => policiesOf(level).some((policy) => policy.arn === arn && !('unreadable' in policy)));
}

/** The policy that AWS's error text names, read where it is of this type; `type` is as its ARN spells it. */
export const namedOf = (type: 'service_control_policy' | 'resource_control_policy'): Reader<ReadPolicy> => ({
  ...namedOrganizationPolicy,
  target: (authorization, request) => {
    const arn = namedOrganizationPolicy.target(authorization, request);
    return arn?.includes(`/${type}/`) === true ? arn : undefined;
  },
});

/**
 * The list could not be read, but AWS's error text may name the policy that denied: that one was in force for this
 * request, so that a Deny found in it denies, whatever else the organization has. `undefined`: nothing is found in it.
 */
export function judgeNamed(
  subject: Subject,
  named: Reading<ReadPolicy>,
  reading: Unreadable,
  form: Form,
  needsAllow: boolean,
): Answer | undefined {
  if (named.status !== 'found') return undefined;
  const policies = [named.value];
  const { denies, found } = tally(policies, preparedRequest(subject), form);
  if (denies !== true) return undefined;
  const notes = [sharedWords.note('only-named-policy-read', { why: reading.why, permissions: permissionsOf(reading) })];
  return answered(judged(true, !needsAllow), { subject, form, groups: [{ policies, found }], notes });
}

/** The whole list could not be read. */
export function unreadLevels(
  reader: Pick<Reader<unknown>, 'id' | 'target'>,
  subject: Subject,
  reading: Unreadable,
  needsAllow: boolean,
): Answer {
  const { code, facts } = unreadable(reader, subject, reading);
  const unknowns = [{ code, facts: { ...facts, permissions: permissionsOf(reading) } }] as const;
  return undecided(possibleJudgements(undefined, needsAllow ? undefined : true), {
    subject,
    form: 'caller',
    groups: [],
    unknowns,
  });
}

/** In the order in which they are needed: whoever lacks one lacks the following as well, for all that is known. */
const needed = ['ListParents', 'ListPoliciesForTarget', 'DescribePolicy'].map((call) => `organizations:${call}`);

/** AWS refuses one call at a time; all that would settle it are named at once. */
function permissionsOf({ permission = '' }: { readonly permission?: string }): string {
  const other = permission !== '' && !permission.startsWith('organizations:');
  return other ? permission : needed.slice(Math.max(0, needed.indexOf(permission))).join(', ');
}

function policiesOf({ target, policies }: OrganizationLevel): readonly NamedPolicy[] {
  if (!isUnreadable(policies)) return policies;
  const { unreadable: reading } = policies;
  return [{ name: target, unreadable: { ...reading, permissions: permissionsOf(reading) } }];
}

function isUnreadable(policies: OrganizationLevel['policies']): policies is UnreadablePart {
  return 'unreadable' in policies;
}
