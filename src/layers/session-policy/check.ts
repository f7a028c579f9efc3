import type { Reading } from '../../evidence/define';
import { sessionPolicies } from '../../evidence/readers/session-policies';
import type { SessionPolicies } from '../../evidence/values';
import { preparedRequest } from '../../judging/engine-request';
import { isServiceItself } from '../../names/aws-accounts';
import { anonymousCaller, notASession, rootUser, serviceCaller } from '../../judging/policy/binding';
import type { Answer, Subject } from '../../judging/types';
import { possibleJudgements } from '../../judging/judgements';
import { tally } from '../../judging/policy/tally';
import { answerFor, undecided } from '../../judging/policy/answer';
import type { Judged } from '../../judging/policy/judged';
import { notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { words } from './words';

export interface Evidence {
  readonly policies: Reading<Pick<SessionPolicies, 'policies'>>;
}

/** What the session was narrowed down to. A federated session without policies may do nothing by itself. */
export function checkSessionPolicy(subject: Subject, { policies: reading }: Evidence): Answer {
  const { principal, session } = subject.request;
  const exempt = isServiceItself(principal) ? serviceCaller : exemptions[principal.type];
  if (exempt !== undefined) return exempt;
  const isFederated = principal.type === 'federated-user';
  if (!isFederated && session?.issuedToCompute !== undefined) {
    return notApplicable(words.note('credentials-issued-to-compute', { by: session.issuedToCompute }));
  }
  if (reading.status === 'unreadable') {
    const unknowns = [unreadable(sessionPolicies, subject, reading)];
    return undecided(possibleJudgements(undefined, undefined), { subject, form: 'caller', groups: [], unknowns });
  }
  const policies = reading.status === 'found' ? reading.value.policies : [];
  if (policies.length === 0 && !isFederated) return noPolicy;
  const { denies, allows, found } = tally(policies, preparedRequest(subject), 'caller');
  const notes = policies.length === 0 ? none : [];
  const all: Judged = { subject, form: 'caller', groups: [{ policies, found }], notes };
  return answerFor(denies, allows, all);
}

const exemptions: Readonly<Record<string, Answer | undefined>> = {
  anonymous: anonymousCaller,
  root: rootUser,
  user: notASession,
  role: notASession,
};
const noPolicy = notApplicable(words.note('no-session-policy'));
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html */
const none = [words.note('federated-without-session-policy')];
