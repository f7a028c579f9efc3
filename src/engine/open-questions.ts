/** What AWS's documentation leaves open, and the reading that was chosen; docs/open-questions.md says why. */
export const openQuestions = {
  /** Are Bool values compared without regard to case? Chosen: yes. */
  'bool-case': 1,
  /** Does `…IfExists` win over `ForAnyValue` when the key is absent? Chosen: yes, true. */
  'for-any-value-if-exists': 2,
  /** Does a `NotResource` with a variable that has no value match (as a list that holds nothing)? Chosen: yes. */
  'valueless-variable-in-not-resource': 4,
  /** Does `{"AWS": "*"}` name service principals? Chosen: yes, as `"*"` does. */
  'aws-star-and-services': 8,
  /** Does `BinaryEquals` compare keys that are not binary? Chosen: yes, their text. */
  'binary-equals-of-text': 16,
  /** Is a value that is no number, date or address unequal to every one? Chosen: yes. */
  'unparsable-value-negated': 32,
  /** Does NotPrincipal spare a caller that is listed without its account (and role)? Chosen: no. */
  'not-principal-listed-in-part': 64,
  /** Does a wildcard principal without `aws:PrincipalArn` pass the boundary and session policies? Chosen: yes. */
  'wildcard-principal-and-boundary': 128,
  /** Does a KMS grant replace the identity policies of another account? Chosen: no. */
  'grant-across-accounts': 256,
  /** Does a KMS grant pass the boundary or session policies? Chosen: no. */
  'grant-and-boundary': 512,
  /** Is a multivalued key without a set operator true when any value matches? Chosen: yes. */
  'multivalued-key-without-set-operator': 1024,
} as const;

export type OpenQuestion = keyof typeof openQuestions;

/** Which readings were met, and which are tried the other way round. */
export class Readings {
  met = 0;
  constructor(readonly flipped = 0) {}

  /** The chosen reading, or its opposite where that is tried. */
  choose(question: OpenQuestion, chosen: boolean): boolean {
    const bit = openQuestions[question];
    this.met |= bit;
    return (this.flipped & bit) === 0 ? chosen : !chosen;
  }
}

export function questionsIn(bits: number): readonly OpenQuestion[] {
  return (Object.keys(openQuestions) as OpenQuestion[]).filter((question) => (bits & openQuestions[question]) !== 0);
}
