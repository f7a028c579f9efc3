/** What is asked of a text, as tests of lists of patterns. */
export interface Test {
  /** Index of a list. */
  readonly list: number;
  /** The text must not match it. */
  readonly negated: boolean;
}

/** Is there a rule of which every test holds? */
export type Question = readonly (readonly Test[])[];

/** `undefined`: it is open whether the list matches. */
type Matches = (list: number) => boolean | undefined;

export function answerTo(question: Question, matches: (list: number) => boolean): boolean {
  return question.some((rule) => rule.every(({ list, negated }) => matches(list) !== negated));
}

/** The answer, or what is left to ask: rules that still may hold, without the tests that do. */
export function whatIsLeft(question: Question, matches: Matches): boolean | Question {
  const left: (readonly Test[])[] = [];
  for (const rule of question) {
    if (rule.some(({ list, negated }) => matches(list) === negated)) continue;
    const open = rule.filter(({ list }) => matches(list) === undefined);
    if (open.length === 0) return true;
    left.push(open);
  }
  return left.length > 0 && left;
}
