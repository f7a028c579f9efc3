/**
 * What AWS's documentation leaves open of the policy language, and the interpretation that was chosen;
 * docs/open-questions.md says why. What it leaves open elsewhere stands where it is judged.
 */
export const openQuestions = {
  /** Are Bool values compared without regard to case? */
  'bool-case': true,
  /** Does `…IfExists` win over `ForAnyValue` when the key is absent? */
  'for-any-value-if-exists': true,
  /** Does a `NotResource` with a variable that has no value match (as a list that holds nothing)? */
  'valueless-variable-in-not-resource': true,
  /** Does `{"AWS": "*"}` name service principals? As `"*"` does. */
  'aws-star-and-services': true,
  /** Does `BinaryEquals` compare keys that are not binary? As their text. */
  'binary-equals-of-text': true,
  /** Is a value that is no number, date or address unequal to every one? */
  'unparsable-value-negated': true,
  /** Does NotPrincipal spare a caller that is listed without its account (and role)? */
  'not-principal-listed-in-part': false,
  /** Is a multivalued key without a set operator true when any value matches? */
  'multivalued-key-without-set-operator': true,
} as const satisfies OpenQuestions;

/** The interpretation chosen of each. */
export type OpenQuestions = Readonly<Record<string, boolean>>;

/** How open questions are interpreted in one decision: as chosen, but for one that is tried the other way round. */
export class Interpretations {
  private met: Set<string> | undefined;
  constructor(readonly reversed?: string) {}

  of(question: keyof typeof openQuestions): boolean;
  of<Question extends string>(question: Question, questions: Readonly<Record<Question, boolean>>): boolean;
  of(question: string, questions: OpenQuestions = openQuestions): boolean {
    (this.met ??= new Set()).add(question);
    return (question === this.reversed) !== questions[question];
  }

  /** In one order, whichever was met first. */
  questionsMet(): readonly string[] {
    return this.met === undefined ? [] : [...this.met].sort();
  }
}
