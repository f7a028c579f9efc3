/** Answers that no text gives, as lists show that lie in one another. */
import type { Containment } from './containment';
import type { Question } from './questions';

/** Each as one answer to every question; not all that are impossible. */
export function impossibleAnswers(
  questions: readonly Question[],
  combinations: readonly (readonly boolean[])[],
  containment: Containment,
): readonly (readonly boolean[])[] {
  return combinations.filter((answers) => {
    const forced = answers.flatMap((answer, at) => forcedBy(questions[at] as Question, answer));
    const unmatched = forced.filter(({ matches }) => !matches);
    return forced.some(
      ({ list, matches }) => matches && unmatched.some((other) => containment.isWithin(list, other.list)),
    );
  });
}

/** What must be so of lists, for the question to have this answer. */
function forcedBy(
  question: Question,
  answer: boolean,
): readonly { readonly list: number; readonly matches: boolean }[] {
  const deciding = question.length === 1 ? question : [];
  const tests = (answer ? deciding : question.filter(({ length }) => length === 1)).flat();
  return tests.map(({ list, negated }) => ({ list, matches: negated !== answer }));
}
