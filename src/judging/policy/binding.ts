/** Whom a layer binds, as answers: proven not to, certainly, or perhaps. */
import type { Truth } from '../../engine/types';
import type { Unknown } from '../types';
import type { Answer } from '../types';
import { judged } from '../judgements';
import { undecided } from './answer';
import type { Judged } from './judged';
import { notApplicable } from '../state/answers';
import { sharedWords } from '../words';

export const anonymousCaller = notApplicable(sharedWords.note('caller-is-anonymous'));
export const serviceCaller = notApplicable(sharedWords.note('caller-is-a-service'));
export const rootUser = notApplicable(sharedWords.note('caller-is-the-root-user'));
export const serviceLinkedRole = notApplicable(sharedWords.note('caller-is-a-service-linked-role'));
export const notASession = notApplicable(sharedWords.note('caller-is-no-session'));

/** The answer of a layer that may not bind this request at all: then it lets the request pass. */
export function perhaps(binds: Truth, answer: Answer, judgedOf: Judged): Answer {
  if (binds === true) return answer;
  const possible = answer.outcome === 'unknown' ? answer.possible : [answer.judgement];
  if (possible.every(({ denies, allows }) => !denies && allows)) return answer;
  return undecided([...possible, judged(false, true)], judgedOf);
}

/** What is unknown besides whether the layer binds. */
export const unknownsOf = (answer: Answer): readonly Unknown[] => (answer.outcome === 'unknown' ? answer.unknowns : []);
