/** A sentence cut down to the room of a card: long values by their ends, then whole clauses. */
import { partsOf, quote } from '../clean';
import { shortened } from './names';

const longestValue = 44;
const longestSentence = 160;

export function fitted(sentence: string): string {
  const short = partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? valueOf(text) : text))
    .join('');
  return lengthOf(short) <= longestSentence ? short : firstClauses(short);
}

/** A name says more at its end; a sentence, such as an error of AWS's, at its beginning. */
function valueOf(text: string): string {
  if (isCommand(text)) return quote(text);
  return isName(text) ? quote(shortened(text, longestValue)) : quote(text, longestValue);
}

/** Keys of objects may have blanks as well. */
const isName = (value: string): boolean => !value.includes(' ') || value.includes('/') || value.startsWith('arn:');

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
