import { sessionActionsOf } from '../src/evidence/permissions';
import { createRecorder, type RecordedCall } from '../src/evidence/recording';
import { openSession, type ReadingSession } from '../src/evidence/session';
import { environment, optional } from './environment';

export interface RecordedSession {
  readonly session: ReadingSession;
  /** What was asked so far, without secrets. */
  readonly calls: () => readonly RecordedCall[];
}

/** A session for the readers of one step, as the stack configured it; what it asks is recorded. */
export function openRecorded(region: string, readers: Parameters<typeof sessionActionsOf>[0]): RecordedSession {
  const recorder = createRecorder();
  const headObject = optional('CULPRIT_HEAD_OBJECT') === 'true';
  const given = {
    organizationRoleArn: optional('CULPRIT_ORGANIZATION_ROLE'),
    accountRoles: rolesIn(optional('CULPRIT_ACCOUNT_ROLES')),
    accountRoleName: optional('CULPRIT_ACCOUNT_ROLE_NAME'),
    externalId: optional('CULPRIT_EXTERNAL_ID'),
  };
  const session = openSession({
    region,
    recorder,
    ownAccount: environment('CULPRIT_ACCOUNT'),
    headObject,
    sessionActions: sessionActionsOf(readers, headObject),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  });
  return { session, calls: () => recorder.recording().calls };
}

function rolesIn(text: string | undefined): Readonly<Record<string, string>> | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>);
}
