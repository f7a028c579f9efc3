import type { Truth } from '../../engine/types';
import type { Reading } from '../../evidence/define';
import { serviceControlPolicies } from '../../evidence/readers/service-control-policies';
import type { OrganizationPolicies } from '../../evidence/values';
import type { Unknown } from '../../request/types';
import { askedOf } from '../asked';
import { anonymousCaller, perhaps, serviceCaller, serviceLinkedRole, unknownsOf } from '../binding';
import type { Answer, Subject } from '../define';
import { judgeLevels, unreadLevels } from '../organization';
import { note, notApplicable } from '../state-answers';

export interface Evidence {
  readonly policies: Reading<OrganizationPolicies>;
}

/** Management accounts, service-linked roles and AWS services are not bound; everybody else is, root users included. */
export function checkServiceControlPolicies(subject: Subject, { policies }: Evidence): Answer {
  const { principal } = subject.request;
  const { principalIsServiceLinkedRole, principalAccountIsManagement } = subject.authorization.flags;
  if (principal.type === 'anonymous') return anonymousCaller;
  if (principal.type === 'service') return serviceCaller;
  const isServiceLinked: Truth = principalIsServiceLinkedRole || askedOf(subject).caller.isServiceLinkedRole;
  if (isServiceLinked === true) return serviceLinkedRole;
  if (principalAccountIsManagement === true) return managementAccount;
  if (policies.status === 'absent') return noPolicies;
  if (policies.status === 'found' && policies.value.levels.length === 0) return noPolicies;
  const answer =
    policies.status === 'unreadable'
      ? unreadLevels(serviceControlPolicies, subject, policies, true)
      : judgeLevels(subject, policies.value, 'caller', true);
  if (isServiceLinked === false && principalAccountIsManagement === false) return answer;
  const groups = policies.status === 'found' ? policies.value.levels.map(() => ({ policies: [] })) : [];
  return perhaps(undefined, answer, {
    subject,
    form: 'caller',
    groups,
    unknowns: [...unknownsOf(answer), whetherBound],
  });
}

const managementAccount = notApplicable(note('caller-is-of-the-management-account'));
const noPolicies = notApplicable(note('no-service-control-policies'));
const whetherBound: Unknown = { code: 'caller-may-be-exempt', facts: {} };
