/** What holding our decision against AWS's own evaluation of the denial shows. */
import type { DecisionValue } from '../../decision/types';
import type { Answer } from '../../judging/types';
import type { AwsCheckType, EvaluatedEffect } from '../../request/aws-evaluation';

/** A statement that AWS matched. */
export interface AwsStatement {
  readonly uri: string;
  readonly sid: string;
}

/** One point on which AWS and we say different things. */
export interface AwsDifference {
  readonly action: string;
  readonly resource: string | null;
  /** AWS's side: the gate, what it said, and the statements that denied. */
  readonly aws: {
    readonly check?: AwsCheckType;
    readonly effect: EvaluatedEffect;
    readonly statements: readonly AwsStatement[];
    /** Ids of the KMS grants that let it pass. */
    readonly grants?: readonly string[];
  };
  /** Our side: what each layer says that answers to that gate; without one the decision. */
  readonly ours: readonly { readonly layer: string; readonly outcome: Answer['outcome'] }[];
  readonly decision?: DecisionValue;
}

export interface AwsComparison {
  /** AWS shows the gates one by one. */
  readonly showsChecks: boolean;
  /** What AWS decided of each action that it shows. */
  readonly effects: readonly { readonly action: string; readonly effect: EvaluatedEffect }[];
  /** Statements that both found to deny. */
  readonly matched: readonly AwsStatement[];
  /** Layers that block, as AWS says too. */
  readonly agreed: readonly string[];
  readonly differences: readonly AwsDifference[];
  /** The layers that were judged by policies as AWS captured them, which differ from those now; and what those decide. */
  readonly captured?: { readonly layers: readonly string[]; readonly decisionNow: DecisionValue };
}
