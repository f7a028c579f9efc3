import type { RunFolder } from '../src/delivery/run-folder';
import type { DeniedRequest } from '../src/request/types';
import { environment } from './environment';

/** What an execution is started with, and what every step is given: bounded, without the raw record. */
export interface RunInput {
  /** The execution's name, and its folder's. */
  readonly run: string;
  readonly request: DeniedRequest;
}

/** A step's small answer; the evidence itself lies in the run folder under `key`. */
export interface StepResult {
  readonly step: string;
  readonly key: string;
}

/** Where the evidence of this run lies. */
export function folderOf({ run }: Pick<RunInput, 'run'>): RunFolder {
  return { bucket: environment('CULPRIT_EVIDENCE_BUCKET'), run };
}

/** Step names in the run folder. */
export const steps = { request: 'request', changes: 'recent-changes', report: 'report' } as const;
export const evidenceStep = (layer: string): string => `layer-${layer}`;
