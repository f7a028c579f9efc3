/** A cause as it is shown: how sure it is, and what goes with it. */
import type { Decision } from '../../decision/types';
import { isNotRecordedSo } from '../causes/answered-otherwise';
import type { UngradedCause } from '../causes/causes';
import { cardNamed } from '../causes/causes-of-blocks';
import { circumstancesOf } from '../causes/circumstances';
import { agrees, namesLayer, shownWith } from '../causes/said-by-aws';
import { voidedBeforehand } from '../causes/voided-beforehand';
import type { Cause, VerdictNote } from '../types';
import { certaintyOf } from './certainty';
import type { GradingCase } from './grading-case';

export function graded(cause: UngradedCause, grading: GradingCase, { answers }: Decision): Cause {
  const { block: _block, answer: _answer, ...shown } = cause;
  const { cards, request } = grading;
  const { said } = request;
  const card = cardNamed(cause.layer, cards);
  const agreed = agrees(said, card, cause) || (cause.outcome === 'unknown' && namesLayer(said, card, cause.action));
  // AWS names one reason of several: where it names another one that is found as well, nothing is to be said here.
  const words = agreed || grading.namesAnother ? shownWith(said, agreed) : {};
  const otherwise: VerdictNote = isNotRecordedSo(cause, card, request)
    ? { code: 'not-recorded-so', facts: {} }
    : { code: 'answered-otherwise', facts: { errorCode: request.errorCode } };
  const notes = [
    ...voidedBeforehand(cause, request, answers, cards),
    ...(cause.notes ?? []),
    ...circumstancesOf(cause, card, request),
    ...(grading.answeredOtherwise(cause) ? [otherwise] : []),
  ];
  return { ...shown, ...(notes.length === 0 ? {} : { notes }), certainty: certaintyOf(cause, card, grading), ...words };
}
