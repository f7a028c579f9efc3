import type { DeniedRequest } from '../../request/types';
import type { BudgetLimits } from '../budget/budget';
import type { Store } from '../store';
import type { Symptom, Time } from '../types';

/** A denial as it came in. */
export interface Denial {
  readonly request: DeniedRequest;
  /** CloudTrail's record, redacted. */
  readonly record: unknown;
  /** Like calls that came in with it and succeeded. Absent: none are looked for where it came from. */
  readonly successes?: readonly DeniedRequest[];
}

/** What a flow of incidents does outside of this folder. */
export interface Ports {
  readonly store: Store;
  readonly now: () => Time;
  readonly limits: BudgetLimits;
  readonly evidence: KeptDenials;
  readonly executions: Executions;
  readonly note: (entry: Readonly<Record<string, string | number>>) => void;
}

/** Denials that are or will be investigated. */
export interface KeptDenials {
  /** Keeps a text and gives its object's key: the same for the same text. */
  readonly keep: (text: string) => Promise<string>;
  /** Bytes of such an object, the last one included. */
  readonly read: (object: string, from: number, to: number) => Promise<string>;
}

export interface Executions {
  /** Starts this run, or finds that it was started: doing it again is no failure. */
  readonly start: (run: string, symptom: Pick<Symptom, 'id'>, denials: readonly Denial[]) => Promise<void>;
  /** Hands a run that is under way another record of its denial. */
  readonly add: (run: string, denials: readonly Denial[]) => Promise<void>;
}
