import { objectKeyHistory } from '../../src/evidence/readers/object-key-history';
import type { ReadingSession } from '../../src/evidence/session/session';

/**
 * CloudTrail is asked who used an object's key only where `mayLookUp`: of a storm, hundreds would ask beside the line in
 * which changes are looked up.
 */
export const sparing = (session: ReadingSession, mayLookUp: () => Promise<boolean>): ReadingSession => ({
  ...session,
  read: async (reader, target, subject) => {
    const isExtra = reader.id === objectKeyHistory.id && target !== undefined;
    return isExtra && !(await mayLookUp())
      ? { status: 'unreadable', why: 'throttled' }
      : session.read(reader, target, subject);
  },
});
