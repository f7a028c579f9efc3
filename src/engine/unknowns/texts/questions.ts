/** What is asked of a text, as tests of lists of patterns, and which answers to aim at. */
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

/** With more questions only each answer by itself is aimed at. */
const mostAtOnce = 6;

/** By question; `undefined`: any. */
type Answers = readonly (boolean | undefined)[];

export const isWhole = (answers: Answers): answers is readonly boolean[] => !answers.includes(undefined);

/** The answers to aim at, one after the other. */
export function* combinationsOf(questions: number): Generator<Answers> {
  if (questions > mostAtOnce) {
    for (let at = 0; at < questions; at += 1) {
      for (const answer of [true, false])
        yield Array.from({ length: questions }, (_, one) => (one === at ? answer : undefined));
    }
    return;
  }
  for (let bits = 0; bits < 2 ** questions; bits += 1) {
    yield Array.from({ length: questions }, (_, at) => (bits & (1 << at)) !== 0);
  }
}

/** Lists that a text should match, and should not, to give these answers. */
export function listsFor(
  questions: readonly Question[],
  answers: Answers,
): { readonly wanted: Set<number>; readonly unwanted: Set<number> } {
  const [wanted, unwanted] = [new Set<number>(), new Set<number>()];
  questions.forEach((question, at) => {
    const [first = []] = question;
    if (answers[at] === true) for (const { list, negated } of first) (negated ? unwanted : wanted).add(list);
    if (answers[at] === false) {
      for (const rule of question) {
        const test =
          rule.find(({ list, negated }) => negated && wanted.has(list)) ??
          rule.find(({ negated }) => !negated) ??
          rule[0];
        if (test !== undefined) (test.negated ? wanted : unwanted).add(test.list);
      }
    }
  });
  return { wanted, unwanted };
}
