import { or } from '../../engine/truth';
import type { Reading } from '../../evidence/define';
import { serviceControlPolicies } from '../../evidence/readers/service-control-policies';
import type { OrganizationPolicies, ReadPolicy } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { preparedRequest } from '../../judging/engine-request';
import { isServiceItself } from '../../names/aws-accounts';
import { anonymousCaller, perhapsExempt, serviceCaller, serviceLinkedRole } from '../../judging/policy/binding';
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

/** Management accounts, service-linked roles and AWS services are not bound; everybody else is, root users included. */
export function checkServiceControlPolicies(subject: Subject, { policies, named }: Evidence): Answer {
  const { principal } = subject.request;
  const { principalIsServiceLinkedRole, principalAccountIsManagement, principalAccountIsStandalone } =
    subject.authorization.flags;
  if (principal.type === 'anonymous') return anonymousCaller;
  if (isServiceItself(principal)) return serviceCaller;
  const isServiceLinked = or(principalIsServiceLinkedRole, preparedRequest(subject).caller.isServiceLinkedRole);
  if (isServiceLinked === true) return serviceLinkedRole;
  if (principalAccountIsManagement === true) return managementAccount;
  if (principalAccountIsStandalone === true) return noOrganization;
  if (policies.status === 'absent') return noPolicies;
  if (policies.status === 'found' && policies.value.levels.length === 0) return noPolicies;
  if (policies.status === 'unreadable') {
    const bySaid = judgeNamed(subject, named, policies, 'caller', true);
    // Whom it does not bind it would not have denied.
    if (bySaid !== undefined) return bySaid;
  }
  const answer =
    policies.status === 'unreadable'
      ? unreadLevels(serviceControlPolicies, subject, policies, true)
      : judgeLevels(subject, policies.value, 'caller', true, named);
  return or(isServiceLinked, principalAccountIsManagement) === false ? answer : perhapsExempt(answer, whetherBound);
}

const managementAccount = notApplicable(words.note('caller-is-of-the-management-account'));
const noOrganization = notApplicable(sharedWords.note('account-is-in-no-organization'));
const noPolicies = notApplicable(words.note('no-service-control-policies'));
const whetherBound: Unknown = words.unknown('caller-may-be-exempt');
