import { openSession, type ReadingSession } from '../src/evidence/session';
import { environment, optional } from './environment';

/** The session of this warm Lambda: what it read is shared by the investigations that follow, with its age. */
export function sessionFor(region: string): ReadingSession {
  const session = sessions.get(region) ?? open(region);
  sessions.set(region, session);
  return session;
}

const sessions = new Map<string, ReadingSession>();

function open(region: string): ReadingSession {
  const organizationRoleArn = optional('CULPRIT_ORGANIZATION_ROLE');
  const accountRoles = optional('CULPRIT_ACCOUNT_ROLES');
  const externalId = optional('CULPRIT_EXTERNAL_ID');
  return openSession({
    region,
    ownAccount: environment('CULPRIT_ACCOUNT'),
    headObject: optional('CULPRIT_HEAD_OBJECT') === 'true',
    ...(organizationRoleArn === undefined ? {} : { organizationRoleArn }),
    ...(accountRoles === undefined ? {} : { accountRoles: JSON.parse(accountRoles) as Record<string, string> }),
    ...(externalId === undefined ? {} : { externalId }),
  });
}
