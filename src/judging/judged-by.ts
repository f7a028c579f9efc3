/** A layer's answer on one authorization: the Lambda of the layer and the decision ask the same. */
import type { GatheredEvidence, ReadingGate } from './gather';
import { readingsOf } from './readings';
import { notApplicable } from './state/answers';
import { takesPart } from './takes-part';
import type { Answer, ReadingsOf, Reads, Subject } from './types';
import { sharedWords } from './words';

/** A gate with its check. */
export interface JudgingGate extends ReadingGate {
  readonly check: (subject: Subject, evidence: ReadingsOf<Reads>) => Answer;
}

/** `gathered` is what was read for this layer; undefined: its step failed. Throws what the check throws. */
export function judgedBy(layer: JudgingGate, subject: Subject, gathered: GatheredEvidence | undefined): Answer {
  return takesPart(layer, subject) ? layer.check(subject, readingsOf(layer, subject, gathered)) : takesNoPart;
}

const takesNoPart = notApplicable(sharedWords.note('does-not-apply'));
