/** The answers of all layers on one authorization, also of layers that fail. */
import type { AnyLayer } from '../layers/define';
import type { Answer, GrantForm, Judgement, Subject } from '../judging/types';
import { everyGrant } from '../judging/judgements';
import { cannotKnow, forbidsIt, letsPass } from '../judging/state/answers';
import { sharedWords } from '../judging/words';

/** In registry order; `undefined`: the layer takes no part. */
export type Answers = readonly (Answer | undefined)[];

/** How a layer is asked for its answer over evidence of some form; `place`: the authorization's in the request. */
export type Ask<E> = (layer: AnyLayer, subject: Subject, place: number, evidence: E) => Answer | undefined;

export interface Asking<E> {
  readonly ask: Ask<E>;
  readonly evidence: E;
}

export function answersOn<E>(layers: readonly AnyLayer[], subject: Subject, place: number, asking: Asking<E>): Answers {
  return layers.map((layer) => answerOf(layer, subject, place, asking));
}

/** What was decided stays so, whatever the unknowns are. */
export function askAgain<E>(
  layers: readonly AnyLayer[],
  subject: Subject,
  answers: Answers,
  place: number,
  asking: Asking<E>,
): Answers {
  return answers.map((answer, at) =>
    answer?.outcome === 'unknown' ? answerOf(layers[at] as AnyLayer, subject, place, asking) : answer,
  );
}

export function isOpen(answers: Answers): boolean {
  for (const answer of answers) if (answer?.outcome === 'unknown') return true;
  return false;
}

function answerOf<E>(layer: AnyLayer, subject: Subject, place: number, asking: Asking<E>): Answer | undefined {
  try {
    return asking.ask(layer, subject, place, asking.evidence);
  } catch (error) {
    // One layer that fails must not hide what the others say.
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return cannotKnow([sharedWords.unknown('crashed', { error: text.slice(0, 300) })], everyJudgementOf(layer));
  }
}

/** All that a layer of this kind can say. */
function everyJudgementOf({ kind, side }: AnyLayer): readonly Judgement[] {
  const allows = letsPass;
  const denies = forbidsIt;
  const doesNotAllow: Judgement = { applies: true, denies: false, allows: false };
  const voids = (form: GrantForm): Judgement => ({ ...letsPass, effects: [{ voids: form, to: 'everyone' }] });
  switch (kind) {
    case 'grant':
      return side === 'principal' ? [allows, denies, doesNotAllow] : everyGrant();
    case 'limit':
      return [allows, denies, doesNotAllow];
    case 'modifier':
      return [allows, denies, voids('policy'), voids('access-control-list')];
    case 'state':
      return [allows, denies];
  }
}
