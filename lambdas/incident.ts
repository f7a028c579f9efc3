import { storeIn } from '../src/delivery/table/store';
import { foundIn, type NamedCause } from '../src/incident/cause';
import { fileRecheck, type EndedAgain } from '../src/incident/closing/file-recheck';
import { isRecheck } from '../src/incident/closing/recheck';
import { fileRun, type Ended, type Filed } from '../src/incident/flow/file-run';
import { isTransient } from '../src/incident/flow/transient';
import { isSelfTest } from '../src/incident/self-test';
import type { Rechecked } from '../src/incident/life/after-recheck';
import type { StepFailure } from '../src/report/failure';
import { environment } from './runtime/environment';
import type { Run } from './run';

export interface IncidentInput extends Run {
  readonly symptom: string;
  /** What `conclude` found. Absent: an earlier step failed. */
  readonly concluded?: {
    readonly cause: NamedCause | null;
    readonly cited?: readonly string[];
    readonly rechecked?: Rechecked;
  };
  readonly failure?: StepFailure;
}

/** Files the run under its incident, and says whether there is something to tell of it. */
export function handler({ run, symptom, concluded, failure }: IncidentInput): Promise<Filed> {
  const ports = { store: storeIn(environment('CULPRIT_TABLE')), now: Date.now };
  if (isSelfTest(run)) return Promise.resolve({ notice: 'self-test' });
  if (isRecheck(run)) return fileRecheck(run, symptom, endOfRecheck(concluded), ports);
  return fileRun(run, symptom, endOf(concluded, failure), ports);
}

function endOf(concluded: IncidentInput['concluded'], failure: StepFailure | undefined): Ended {
  if (concluded === undefined) return { is: 'failed', transient: isTransient(failure?.error ?? '') };
  const { cause, cited = [] } = concluded;
  return { is: 'found', found: (symptom) => foundIn(cause ?? undefined, symptom), cited };
}

const endOfRecheck = (concluded: IncidentInput['concluded']): EndedAgain =>
  concluded?.rechecked === undefined ? { is: 'failed' } : { is: 'decided', rechecked: concluded.rechecked };
