import {
  arnOfRun,
  placeOfRun,
  readStep,
  writePage,
  writeStep,
  writeStepOnce,
  type RunFolder,
} from '../src/delivery/run-folder';
import type { RecordedCall, Recording } from '../src/evidence/recording/recording';
import type { OwnerTags } from '../src/evidence/resolve/owner-tags';
import type { BoundRequest, DeniedRequest } from '../src/request/types';
import { environment } from './runtime/environment';

/** What every step is given: where the evidence of this run lies. */
export interface Run {
  /** The execution's name, and its folder's. */
  readonly run: string;
}

/** What an execution is started with: bounded, without the raw record. */
export interface RunInput extends Run {
  readonly request: DeniedRequest;
  /** What the run was started for: its place in the table. */
  readonly symptom: string;
}

/** A step's small answer; the evidence itself lies in the run folder under `key`. */
export interface StepResult {
  readonly key: string;
}

/** A file of the run folder: what the step made, and the calls it asked AWS with. All files together are a recording. */
export interface StepFile<T> extends Recording {
  readonly result: T;
}

/** The file of `resolve`. */
export interface Resolved {
  readonly request: BoundRequest;
  /** ISO 8601: when the reads of this run began. */
  readonly asOf: string;
  /** `false`: all changes were heard, and others stand in the line for look-ups. */
  readonly mayLookUp: boolean;
  /** Ids of the layers that have something to read of AWS, in the registry's order; the others are judged without a step. */
  readonly layers: readonly string[];
  /** Those of the request that are of the own organization: where the reader role of one name is assumed. */
  readonly accounts: readonly string[];
  /** The tags of bucket and role, where they decide who is notified. */
  readonly tags?: OwnerTags;
}

export const stepFile = {
  resolved: 'resolve',
  changes: 'recent-changes',
  report: 'conclude',
  /** The report as it is posted: also where a step before failed. */
  posted: 'report',
  /** A layer's evidence. */
  layer: (id: string): string => `layer-${id}`,
  /** The redacted record of `s3`, `kms` …: the first that came in. */
  record: (service: string): string => `record-${service}`,
} as const;

export function write(run: Run, step: string, result: unknown, calls: readonly RecordedCall[] = []): Promise<string> {
  return writeStep(folderOf(run), step, fileOf(result, calls));
}

/** Keeps what is already there: events arrive more than once. */
export function writeOnce(run: Run, step: string, result: unknown): Promise<void> {
  return writeStepOnce(folderOf(run), step, fileOf(result, []));
}

/** `undefined`: the step left nothing. */
export async function read<T>(run: Run, step: string): Promise<T | undefined> {
  const file = (await readStep(folderOf(run), step)) as StepFile<T> | undefined;
  return file?.result;
}

/** What resolve found. Without it the steps that need it have nothing to do. */
export async function resolved(run: Run): Promise<Resolved> {
  const found = await read<Resolved>(run, stepFile.resolved);
  if (found === undefined) throw new NotResolved(`run \`${run.run}\` has no resolved request`);
  return found;
}

/** The first step of the run left nothing. */
class NotResolved extends Error {
  override readonly name = 'NotResolved';
}

/** What people open, beside the file of the step with that name. */
export const writeAsPage = (run: Run, step: string, html: string): Promise<void> =>
  writePage(folderOf(run), step, html);

/** Where console pages of this run lead to. */
export const arnsOf = (run: Run, partition: string): { readonly folder: string; readonly page: string } => ({
  folder: arnOfRun(folderOf(run), partition),
  page: arnOfRun(folderOf(run), partition, `${stepFile.posted}.html`),
});

/** As a person would copy it. */
export const placeOf = (run: Run): string => placeOfRun(folderOf(run));

function fileOf<T>(result: T, calls: readonly RecordedCall[]): StepFile<T> {
  return { format: 'culprit-recording', version: 1, calls, result };
}

function folderOf({ run }: Run): RunFolder {
  return { bucket: environment('CULPRIT_EVIDENCE_BUCKET'), run };
}
