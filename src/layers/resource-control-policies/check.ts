import { or } from '../../engine/truth';
import type { Reading } from '../../evidence/define';
import { resourceControlPolicies } from '../../evidence/readers/resource-control-policies';
import type { OrganizationPolicies, ReadPolicy } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { preparedRequest } from '../../judging/engine-request';
import { perhapsExempt, serviceLinkedRole } from '../../judging/policy/binding';
import type { Answer, Subject } from '../../judging/types';
import { judgeLevels, judgeNamed, unreadLevels } from '../../judging/policy/levels';
import { notApplicable } from '../../judging/state/answers';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly policies: Reading<OrganizationPolicies>;
  /** The one that AWS's error text names. */
  readonly named: Reading<ReadPolicy>;
}

/** Only their Denies count: `RCPFullAWSAccess` is attached at every level and cannot be taken off. */
export function checkResourceControlPolicies(subject: Subject, { policies, named }: Evidence): Answer {
  const { flags } = subject.authorization;
  const { caller, lowerAction } = preparedRequest(subject);
  const { principalIsServiceLinkedRole, resourceAccountIsManagement, awsManagedKey } = flags;
  const isServiceLinked = or(principalIsServiceLinkedRole, caller.isServiceLinkedRole);
  const ofKms = lowerAction.startsWith('kms:');
  if (isServiceLinked === true) return serviceLinkedRole;
  if (resourceAccountIsManagement === true) return managementAccount;
  if (ofKms && awsManagedKey === true) return ofAws;
  if (lowerAction === 'kms:retiregrant') return retiring;
  if (flags.resourceAccountIsStandalone === true) return noOrganization;
  if (policies.status === 'absent') return noPolicies;
  if (policies.status === 'found' && policies.value.levels.length === 0) return noPolicies;
  if (policies.status === 'unreadable') {
    const bySaid = judgeNamed(subject, named, policies, 'resource', false);
    // Whom it does not bind it would not have denied.
    if (bySaid !== undefined) return bySaid;
  }
  const answer =
    policies.status === 'unreadable'
      ? unreadLevels(resourceControlPolicies, subject, policies, false)
      : judgeLevels(subject, policies.value, 'resource', false, named);
  const isExempt = or(or(isServiceLinked, resourceAccountIsManagement), ofKms && awsManagedKey);
  return isExempt === false ? answer : perhapsExempt(answer, whetherBound);
}

const managementAccount = notApplicable(words.note('resource-is-of-the-management-account'));
const ofAws = notApplicable(words.note('key-is-managed-by-aws'));
const retiring = notApplicable(words.note('retiring-a-grant'));
const noOrganization = notApplicable(sharedWords.note('account-is-in-no-organization'));
const noPolicies = notApplicable(words.note('no-resource-control-policies'));
const whetherBound: Unknown = words.unknown('resource-may-be-exempt');
