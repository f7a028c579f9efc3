/** The answers of all layers on one authorization, also of layers that fail. */
import { layers } from '../layers';
import type { AnyLayer } from '../layers/define';
import type { Answer, Judgement, Subject } from '../judging/types';
import { possibleGrants } from '../judging/judgements';
import { cannotKnow, forbidsIt, letsPass } from '../judging/state/answers';

/** In registry order; `undefined`: the layer takes no part. */
export type Answers = readonly (Answer | undefined)[];
/** The answer of a layer on one authorization, by its place in the request. */
export type AnswerFor = (layer: AnyLayer, subject: Subject, place: number) => Answer | undefined;

export function answersOn(subject: Subject, place: number, answerFor: AnswerFor): Answers {
  const answers: (Answer | undefined)[] = [];
  for (const layer of layers) answers.push(answerOf(layer, subject, place, answerFor));
  return answers;
}

/** What was decided stays so, whatever the unknowns are. */
export function askAgain(subject: Subject, answers: Answers, place: number, answerFor: AnswerFor): Answers {
  return answers.map((answer, at) =>
    answer?.outcome === 'unknown' ? answerOf(layers[at] as AnyLayer, subject, place, answerFor) : answer,
  );
}

export function isOpen(answers: Answers): boolean {
  for (const answer of answers) if (answer?.outcome === 'unknown') return true;
  return false;
}

function answerOf(layer: AnyLayer, subject: Subject, place: number, answerFor: AnswerFor): Answer | undefined {
  try {
    return answerFor(layer, subject, place);
  } catch (error) {
    // One layer that fails must not hide what the others say.
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return cannotKnow([{ code: 'crashed', facts: { error: text.slice(0, 300) } }], anything(layer));
  }
}

function anything({ kind, side }: AnyLayer): readonly Judgement[] {
  if (kind === 'grant' && side !== 'principal') return possibleGrants(undefined, 0, 15);
  const lacking: Judgement = { applies: true, denies: false, allows: false };
  const taking: readonly Judgement[] =
    kind === 'modifier'
      ? (['policy', 'access-control-list'] as const).map((voids) => ({
          ...letsPass,
          effects: [{ voids, to: 'everyone' }],
        }))
      : [];
  return [letsPass, forbidsIt, ...(kind === 'grant' || kind === 'limit' ? [lacking] : []), ...taking];
}
