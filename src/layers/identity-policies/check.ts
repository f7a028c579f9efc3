import type { Truth } from '../../engine/truth';
import type { Reading } from '../../evidence/define';
import { identityPolicies } from '../../evidence/readers/identity-policies';
import type { IdentityPolicies, PolicySimulation } from '../../evidence/values';
import { preparedRequest } from '../../judging/engine-request';
import { isServiceItself } from '../../names/aws-accounts';
import { anonymousCaller, serviceCaller } from '../../judging/policy/binding';
import type { Answer, Note, Subject, Unknown } from '../../judging/types';
import { possibleJudgements } from '../../judging/judgements';
import { tally } from '../../judging/policy/tally';
import { answerFor, undecided } from '../../judging/policy/answer';
import type { Judged } from '../../judging/policy/judged';
import { passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { secondOpinion } from './second-opinion';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly policies: Reading<IdentityPolicies>;
  /** AWS's second opinion, shown beside whatever the policies say. */
  readonly simulation: Reading<PolicySimulation>;
}

/** What the caller's own policies say; of a federated user, those of the user who federated it. */
export function checkIdentityPolicies(subject: Subject, evidence: Evidence): Answer {
  const { principal } = subject.request;
  if (principal.type === 'anonymous') return anonymousCaller;
  if (isServiceItself(principal)) return serviceCaller;
  if (principal.type === 'root') return rootUserMay;
  const { policies: reading } = evidence;
  if (reading.status === 'unreadable') {
    const unknowns = [unreadable(identityPolicies, subject, reading)];
    return undecided(
      possibleJudgements(undefined, undefined),
      new WithSecondOpinion(subject, [], 'unknown', evidence, unknowns),
    );
  }
  const policies = reading.status === 'found' ? reading.value.policies : [];
  const { denies, allows, found } = tally(policies, preparedRequest(subject), 'caller');
  const outcome = outcomeOf(denies, allows);
  return answerFor(denies, allows, new WithSecondOpinion(subject, [{ policies, found }], outcome, evidence, []));
}

/** AWS's second opinion is looked for when people read the answer: that takes longer than the whole judgement. */
class WithSecondOpinion implements Judged {
  constructor(
    readonly subject: Subject,
    readonly groups: Judged['groups'],
    private readonly outcome: Answer['outcome'],
    private readonly evidence: Evidence,
    readonly unknowns: readonly Unknown[],
  ) {}

  get form(): 'caller' {
    return 'caller';
  }

  get notes(): readonly Note[] {
    const isWithout = this.groups.some(({ policies }) => policies.length === 0);
    return [...(isWithout ? none : []), ...secondOpinion(this.outcome, this.evidence.simulation)];
  }
}

function outcomeOf(denies: Truth, allows: Truth): Answer['outcome'] {
  if (denies === true) return 'denies';
  if (denies === undefined || allows === undefined) return 'unknown';
  return allows ? 'allows' : 'does-not-allow';
}

const none = [words.note('no-identity-policies')];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html */
const rootUserMay = passes(sharedWords.note('caller-is-the-root-user'));
