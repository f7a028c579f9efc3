/** What is asked of a text, as tests of lists of patterns. */
export interface Test {
  /** Index of a list. */
  readonly list: number;
  /** The text must not match it. */
  readonly negated: boolean;
}

/** Is there a rule of which every test holds? */
export type Question = readonly (readonly Test[])[];

/** `undefined`: the answer hangs on lists of which it is open whether they match. */
export function answerTo(question: Question, matches: (list: number) => boolean | undefined): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const rule of question) {
    let holds: boolean | undefined = true;
    for (const { list, negated } of rule) {
      const match = matches(list);
      if (match === negated) {
        holds = false;
        break;
      }
      if (match === undefined) holds = undefined;
    }
    if (holds === true) return true;
    if (holds === undefined) answer = undefined;
  }
  return answer;
}

/** The open lists on which an open answer hangs. */
export function listsAsked(question: Question, matches: (list: number) => boolean | undefined): readonly number[] {
  const mayHold = question.filter((rule) => rule.every(({ list, negated }) => matches(list) !== negated));
  return mayHold.flatMap((rule) => rule.map(({ list }) => list));
}
