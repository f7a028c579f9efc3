/** Whom a layer binds, as answers: proven not to, certainly, or perhaps. */
import type { Answer, Unknown } from '../types';
import { judgementsOf, unknownsOf } from '../also-possible';
import { judged } from '../judgements';
import { cannotKnow, notApplicable } from '../state/answers';
import { sharedWords } from '../words';

export const anonymousCaller = notApplicable(sharedWords.note('caller-is-anonymous'));
export const serviceCaller = notApplicable(sharedWords.note('caller-is-a-service'));
export const rootUser = notApplicable(sharedWords.note('caller-is-the-root-user'));
export const serviceLinkedRole = notApplicable(sharedWords.note('caller-is-a-service-linked-role'));
export const notASession = notApplicable(sharedWords.note('caller-is-no-session'));

/** The answer of a layer that may not bind this request at all, and then lets it pass. */
export function perhapsExempt(answer: Answer, why: Unknown): Answer {
  const possible = judgementsOf(answer);
  if (possible.every(({ denies, allows }) => !denies && allows)) return answer;
  return cannotKnow([...unknownsOf(answer), why], [...possible, judged(false, true)]);
}
