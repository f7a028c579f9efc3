/** A sentence cut down to the room of a card: long values by their ends, then whole clauses. */
import type { UnknownText } from '../../judging/define-words';
import { partsOf, quote } from '../clean';
import { shortened } from './names';

const longestValue = 44;
const longestSentence = 160;

export const fitted = (sentence: string): string => bounded(withValues(sentence, nameOf));

/** What is not known, and why: there stands what AWS said. */
export const fittedUnknown = ({ what, why }: Pick<UnknownText, 'what' | 'why'>): string =>
  bounded(`${withValues(what, nameOf)}: ${withValues(why, errorOf)}`);

/** A name says more at its end, one with blanks too. */
const nameOf = (text: string): string => quote(shortened(text, longestValue));
/** An error says more at its beginning. */
const errorOf = (text: string): string => (text.includes(' ') ? quote(text, longestValue) : nameOf(text));

const withValues = (sentence: string, shorter: (value: string) => string): string =>
  partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? (isCommand(text) ? quote(text) : shorter(text)) : text))
    .join('');

const bounded = (sentence: string): string =>
  lengthOf(sentence) <= longestSentence ? sentence : firstClauses(sentence);

/** Half of one must not be pasted. */
const isCommand = (value: string): boolean => /^(?:aws|culprit) /.test(value);

/** A clause ends with a colon, a comma or a semicolon that stands outside a value, and not between two of a list. */
function firstClauses(sentence: string): string {
  const ends = [...sentence.matchAll(/[:;] |, (?!`)/g)].map(({ index }) => index);
  const fitting = ends.filter((end) => isOutside(sentence, end) && lengthOf(sentence.slice(0, end)) <= longestSentence);
  const end = fitting.at(-1);
  return end === undefined ? sentence : sentence.slice(0, end);
}

const isOutside = (sentence: string, at: number): boolean => sentence.slice(0, at).split('`').length % 2 === 1;
const lengthOf = (sentence: string): number => sentence.replaceAll('`', '').length;
