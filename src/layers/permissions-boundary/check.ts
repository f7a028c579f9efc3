import type { Reading } from '../../evidence/define';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import type { ReadPolicy } from '../../evidence/values';
import { preparedRequest } from '../../judging/engine-request';
import { isServiceItself } from '../../names/aws-accounts';
import { anonymousCaller, rootUser, serviceCaller } from '../../judging/policy/binding';
import { boundaryOf } from '../../judging/policy/boundary';
import type { Answer, Subject } from '../../judging/types';
import { possibleJudgements } from '../../judging/judgements';
import { tally } from '../../judging/policy/tally';
import { answerFor, undecided } from '../../judging/policy/answer';
import type { Judged } from '../../judging/policy/judged';
import { notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { words } from './words';

export interface Evidence {
  readonly boundary: Reading<ReadPolicy>;
}

/** A boundary never grants: what it does not allow, no identity-based policy can give. */
export function checkPermissionsBoundary(subject: Subject, { boundary }: Evidence): Answer {
  const { principal } = subject.request;
  if (principal.type === 'anonymous') return anonymousCaller;
  if (isServiceItself(principal)) return serviceCaller;
  if (principal.type === 'root') return rootUser;
  if (boundary.status === 'unreadable') {
    if (boundaryOf(subject, boundary) === false) return noBoundary;
    const unknowns = [unreadable(permissionsBoundary, subject, boundary)];
    return undecided(possibleJudgements(undefined, undefined), { subject, form: 'caller', groups: [], unknowns });
  }
  if (boundary.status === 'absent') return noBoundary;
  const policies = [boundary.value];
  const { denies, allows, found } = tally(policies, preparedRequest(subject), 'caller');
  const all: Judged = { subject, form: 'caller', groups: [{ policies, found }] };
  return answerFor(denies, allows, all);
}

const noBoundary = notApplicable(words.note('no-permissions-boundary'));
