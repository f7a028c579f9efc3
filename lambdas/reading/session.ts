import { defined } from '../../src/defined';
import type { Reader } from '../../src/evidence/define';
import { sessionActionsOf } from '../../src/evidence/permissions';
import { noting, type AskedCalls } from '../../src/evidence/recording/asked';
import { createRecorder, type RecordedCall, type Recorder } from '../../src/evidence/recording/recording';
import type { SessionConfig } from '../../src/evidence/session/config';
import { openSession, type ReadingSession } from '../../src/evidence/session/session';
import { environment, optional } from '../runtime/environment';
import { maxAgeMs } from './max-age';

export interface RecordedSession {
  readonly session: ReadingSession;
  /** What was asked so far, without secrets. */
  readonly calls: () => readonly RecordedCall[];
}

type Readers = Parameters<typeof sessionActionsOf>[0];
type NamedReaders = readonly Pick<Reader<unknown>, 'id' | 'permissions' | 'headObjectPermissions'>[];

/**
 * A session for the readers of one step, as the stack configured it; what it asks is recorded. `accounts`: where the role of
 * one name is assumed, if the stack lists none. Absent only where no event names the accounts.
 */
export const openRecorded = (region: string, readers: Readers, accounts?: readonly string[]): RecordedSession =>
  ofRun(open(configFor(region, readers, accounts)));

const warm = new Map<string, { readonly since: number; readonly opened: Opened }>();

interface Opened {
  readonly session: ReadingSession;
  readonly recorder: Recorder;
}

/**
 * The session of the investigation before, if that was just now: denials come in bursts. Nothing is shared that was read
 * before the denial, for nobody would look for what has changed between.
 */
export function shareRecorded(
  region: string,
  readers: NamedReaders,
  { deniedAt, accounts }: { readonly deniedAt: string; readonly accounts: readonly string[] },
): RecordedSession {
  const config = configFor(region, readers, accounts);
  const name = JSON.stringify([config, readers.map(({ id }) => id), process.env['AWS_ENDPOINT_URL']]);
  const known = warm.get(name);
  const now = Date.now();
  if (known !== undefined && now - known.since < maxAgeMs && known.since > Date.parse(deniedAt))
    return ofRun(known.opened);
  for (const [old, { since }] of warm) if (now - since >= maxAgeMs) warm.delete(old);
  const opened = open(config);
  warm.set(name, { since: now, opened });
  return ofRun(opened);
}

function open(config: SessionConfig): Opened {
  const recorder = createRecorder();
  return { session: openSession({ ...config, recorder, maxAgeMs }), recorder };
}

/** One run sees and keeps what it asked for, and nothing else that a warm function has read. */
function ofRun({ session, recorder }: Opened): RecordedSession {
  const asked: AskedCalls = new Set();
  return {
    session: {
      ...session,
      read: (...of) => noting(asked, () => session.read(...of)),
      ask: (...of) => noting(asked, () => session.ask(...of)),
    },
    calls: () => recorder.recording(asked).calls,
  };
}

function configFor(region: string, readers: Readers, accounts: readonly string[] | undefined): SessionConfig {
  const headObject = optional('CULPRIT_HEAD_OBJECT') === 'true';
  // For an account that is only played: it throttles nobody.
  const unpaced = optional('CULPRIT_PACED') === 'off' ? { paced: false } : {};
  const given = {
    organizationRoleArn: optional('CULPRIT_ORGANIZATION_ROLE'),
    accountRoles: rolesIn(optional('CULPRIT_ACCOUNT_ROLES')),
    accountRoleName: optional('CULPRIT_ACCOUNT_ROLE_NAME'),
    accounts: optional('CULPRIT_ACCOUNTS')?.split(',') ?? accounts,
    externalId: optional('CULPRIT_EXTERNAL_ID'),
    signingRegion: optional('AWS_REGION'),
  };
  return {
    region,
    ownAccount: environment('CULPRIT_ACCOUNT'),
    headObject,
    sessionActions: sessionActionsOf(readers, headObject),
    ...unpaced,
    ...defined(given),
  };
}

function rolesIn(text: string | undefined): Readonly<Record<string, string>> | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>);
}
