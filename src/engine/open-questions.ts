/** What AWS's documentation leaves open, and the interpretation that was chosen; docs/open-questions.md says why. */
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
  /** Does a wildcard principal without `aws:PrincipalArn` pass the boundary and session policies? */
  'wildcard-principal-and-boundary': true,
  /** Does a KMS grant replace the identity-based policies of another account? */
  'grant-across-accounts': false,
  /** Does a KMS grant pass the boundary or session policies? */
  'grant-and-boundary': false,
  /** Is a multivalued key without a set operator true when any value matches? */
  'multivalued-key-without-set-operator': true,
} as const satisfies Readonly<Record<string, boolean>>;

export type OpenQuestion = keyof typeof openQuestions;

/** How open questions are interpreted in one decision: as chosen, but for one that is tried the other way round. */
export class Interpretations {
  private met: Set<OpenQuestion> | undefined;
  constructor(readonly reversed?: OpenQuestion) {}

  of(question: OpenQuestion): boolean {
    (this.met ??= new Set()).add(question);
    return question === this.reversed ? !openQuestions[question] : openQuestions[question];
  }

  /** In the order of the table. */
  questionsMet(): readonly OpenQuestion[] {
    const { met } = this;
    return met === undefined ? [] : (Object.keys(openQuestions) as OpenQuestion[]).filter((one) => met.has(one));
  }
}
