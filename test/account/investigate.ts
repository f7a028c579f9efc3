/** Investigates a record in described accounts, while everything is recorded; and once more from the recording. */
import type { Wire } from '../../src/evidence/place';
import { createRecorder, type Provenance, type Recorder, type Recording } from '../../src/evidence/recording/recording';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession, type ReadingSession } from '../../src/evidence/session/session';
import { gatherCase, reportOn } from '../../src/investigate';
import { parseAccessLogLine } from '../../src/request/access-log/parse-line';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import type { Report } from '../../src/report/contract';
import type { Investigated as Gathered } from '../../src/verdict/investigated';
import type { AwsAccounts } from './description';
import { administratorOf } from './services/organizations';
import { wireOf } from './wire';

/** A CloudTrail record, or a line of a server access log. */
export type Event = Readonly<Record<string, unknown>> | string;

export interface Investigated {
  readonly report: Report;
  readonly recording: Recording;
  /** What the report was made from. */
  readonly gathered: Gathered;
  /** Gathers the same from the recording alone: of the same the same report is made. */
  readonly gatheredAgain: () => Promise<Gathered>;
  /** Investigates the same from the recording alone. */
  readonly replayed: () => Promise<Report>;
}

interface Asked extends Pick<Gathered, 'fixes'> {
  readonly now: string;
  readonly provenance?: Provenance;
}

/** Needs `useTestCredentials()` of ../setup/credentials, for the SDK looks for credentials before anything answers. */
export async function investigateIn(
  awsAccounts: AwsAccounts,
  event: Event,
  { now, provenance, ...more }: Asked,
): Promise<Investigated> {
  const denied = deniedIn(event);
  const { session, recorder } = sessionIn(awsAccounts, denied, provenance);
  const gather = async (of: ReadingSession) => ({ ...(await gatherCase(denied, of, { now })), ...more });
  const gathered = await gather(session);
  const recording = recorder.recording();
  const gatheredAgain = () => gather(replayIn(awsAccounts, denied, recording));
  return {
    report: reportOn(gathered),
    recording,
    gathered,
    gatheredAgain,
    replayed: async () => reportOn(await gatheredAgain()),
  };
}

/** Reads the described accounts, and records it. */
export function sessionIn(
  awsAccounts: AwsAccounts,
  denied: DeniedRequest,
  provenance: Provenance = { from: 'documentation' },
): { readonly session: ReadingSession; readonly recorder: Recorder } {
  const recorder = createRecorder(provenance);
  return {
    recorder,
    session: openSession({ ...configFor(awsAccounts, denied), recorder: answering(recorder, awsAccounts) }),
  };
}

/** Reads the described accounts without recording it, which takes a tenth of the time. */
export function readingIn(
  awsAccounts: AwsAccounts,
  denied: DeniedRequest,
  wire: Wire = wireOf(awsAccounts),
): ReadingSession {
  const nothing: Recording = { format: 'culprit-recording', version: 1, calls: [] };
  return openSession({ ...configFor(awsAccounts, denied), recorder: { wire, sends: false, recording: () => nothing } });
}

/** Reads the recording alone, which knows by whom the organization was read. */
export const replayIn = (
  { headObject = false }: AwsAccounts,
  { region }: DeniedRequest,
  replay: Recording,
): ReadingSession => openSession({ region, headObject, accountRoleName: 'culprit-reader', replay });

export function deniedIn(event: Event): DeniedRequest {
  const parsed = typeof event === 'string' ? parseAccessLogLine(event) : parseRecord(event);
  if (parsed.is !== 'denied') throw new Error(`not denied: ${JSON.stringify(parsed)}`);
  return parsed.request;
}

function configFor({ headObject = false, organization }: AwsAccounts, { region }: DeniedRequest): SessionConfig {
  return {
    region,
    headObject,
    accountRoleName: 'culprit-reader',
    maxAttempts: 1,
    paced: false,
    ...(organization === undefined || organization.readable === false
      ? {}
      : { organizationRoleArn: `arn:aws:iam::${administratorOf(organization)}:role/culprit-reader` }),
  };
}

/** The described accounts stand where the network would. */
function answering(recorder: Recorder, awsAccounts: AwsAccounts): Recorder {
  const wire = wireOf(awsAccounts);
  return { ...recorder, sends: false, wire: (call, send) => recorder.wire(call, () => wire(call, send)) };
}
