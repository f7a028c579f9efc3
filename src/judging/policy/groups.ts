/** Policies as they count together, and what of them was found to apply. */
import type { Statement } from '../../engine/statement';
import type { NamedPolicy } from '../../evidence/values';

/** Policies that count as one document: those of one level of an organization, or all of a layer. */
export interface PolicyGroup {
  readonly target?: string;
  readonly policies: readonly NamedPolicy[];
  /** What was found when they were judged. */
  readonly found: readonly AppliedStatement[];
}

/** A statement that applies to the request, or may. */
export interface AppliedStatement {
  readonly statement: Statement;
  readonly policy: NamedPolicy;
  readonly truth: true | undefined;
}
