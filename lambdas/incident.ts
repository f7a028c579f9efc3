import { storeIn } from '../src/delivery/table/store';
import { foundIn, type NamedCause } from '../src/incident/cause';
import { fileRun, type Ended, type Filed } from '../src/incident/flow/file-run';
import { isTransient } from '../src/incident/flow/transient';
import type { StepFailure } from '../src/report/failure';
import { environment } from './environment';
import type { Run } from './run';

export interface IncidentInput extends Run {
  readonly symptom: string;
  /** What `conclude` found. Absent: an earlier step failed. */
  readonly concluded?: { readonly cause: NamedCause | null };
  readonly failure?: StepFailure;
}

/** Files the run under its incident, and says whether there is something to tell of it. */
export function handler({ run, symptom, concluded, failure }: IncidentInput): Promise<Filed> {
  const ports = { store: storeIn(environment('CULPRIT_TABLE')), now: Date.now };
  return fileRun(run, symptom, endOf(concluded, failure), ports);
}

function endOf(concluded: IncidentInput['concluded'], failure: StepFailure | undefined): Ended {
  if (concluded === undefined) return { is: 'failed', transient: isTransient(failure?.error ?? '') };
  return { is: 'found', found: (symptom) => foundIn(concluded.cause ?? undefined, symptom) };
}
