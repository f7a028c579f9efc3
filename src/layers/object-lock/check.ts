import { bucketObjectLock } from '../../evidence/readers/bucket-object-lock';
import { objectLegalHold } from '../../evidence/readers/object-legal-hold';
import { objectRetention } from '../../evidence/readers/object-retention';
import type { Reading } from '../../evidence/define';
import type { Unknown } from '../../judging/types';
import type { Answer, Subject } from '../../judging/types';
import { saidText } from '../../judging/request/denial';
import { cannotKnow, forbids, notApplicable, passes } from '../../judging/state/answers';
import type { Note } from '../../judging/types';
import { unreadable } from '../../judging/unreadable';
import { unseenHeader } from '../../judging/request/unseen-header';
import { words } from './words';

export interface Evidence {
  readonly lock: Reading<unknown>;
  readonly retention: Reading<{ readonly mode?: string; readonly retainUntil?: string }>;
  readonly hold: Reading<{ readonly status?: string }>;
}

/** Is the version locked? Nothing but time ends a compliance lock, not even the root user. */
export function checkObjectLock(subject: Subject, evidence: Evidence): Answer {
  const locks = locksOn(subject, evidence);
  const notes = locks.map((lock) => lock.note);
  const certain = locks.find(({ unless }) => unless === undefined);
  if (certain !== undefined) return forbids(certain.setting, notes);
  if (saysLocked(subject) && !isUnlocked(subject, evidence))
    return forbids('ObjectLock', [words.note('aws-says-locked')]);
  if (evidence.lock.status === 'absent') return notApplicable(words.note('object-lock-not-enabled'));
  const open = [...lockUnknowns(subject, evidence), ...locks.flatMap(({ unless }) => unless ?? [])];
  return open.length > 0 ? cannotKnow(open, undefined, notes) : passes(words.note('version-not-locked'));
}

/** By now: both were read, and neither holds. */
const isUnlocked = ({ request }: Subject, { retention, hold }: Evidence): boolean =>
  request.key !== undefined &&
  (retention.status === 'absent' ||
    (retention.status === 'found' && !isInForce(retention.value.retainUntil, request.time))) &&
  (hold.status === 'absent' || (hold.status === 'found' && hold.value.status !== 'ON'));

const saysLocked = ({ request }: Subject): boolean => /protected by object lock/i.test(saidText(request));

interface Lock {
  readonly setting: string;
  readonly note: Note;
  /** What may have let the request pass. */
  readonly unless: Unknown | undefined;
}

function locksOn(subject: Subject, { retention, hold }: Evidence): readonly Lock[] {
  const { authorization, request } = subject;
  const locks: Lock[] = [];
  const deletes = authorization.action !== 's3:PutObjectRetention';
  if (retention.status === 'found' && isInForce(retention.value.retainUntil, request.time || retention.readAt)) {
    const { mode = '', retainUntil = '' } = retention.value;
    const bypassed = mode === 'GOVERNANCE' && request.parameters['x-amz-bypass-governance-retention'] === 'true';
    const code = mode === 'GOVERNANCE' ? 'governance-needs-bypass' : 'compliance-cannot-be-bypassed';
    if (!bypassed) {
      // A change of a retention may lengthen it, which is allowed; no record shows the new one.
      const unless = deletes ? bypassOf(subject, mode) : words.unknown('new-retention-unknown');
      locks.push({ setting: `ObjectLockMode=${mode}`, note: words.note(code, { mode, retainUntil }), unless });
    }
  }
  if (deletes && hold.status === 'found' && hold.value.status === 'ON') {
    locks.push({ setting: 'LegalHold=ON', note: words.note('legal-hold'), unless: undefined });
  }
  return locks;
}

function bypassOf(subject: Subject, mode: string): Unknown | undefined {
  return mode !== 'GOVERNANCE' || saysLocked(subject)
    ? undefined
    : unseenHeader(subject.request, 'x-amz-bypass-governance-retention');
}

/** A question has no time but that of the reading. An end that cannot be read as a time is taken as not reached. */
const isInForce = (end: string | undefined, at: string | undefined): boolean =>
  end !== undefined && !(Date.parse(end) <= Date.parse(at ?? ''));

function lockUnknowns(subject: Subject, { lock, retention, hold }: Evidence): readonly Unknown[] {
  if (subject.request.key === undefined) return [words.unknown('deleted-keys-unknown')];
  const deletes = subject.authorization.action !== 's3:PutObjectRetention';
  return [
    ...(lock.status === 'unreadable' && retention.status === 'unreadable'
      ? [unreadable(bucketObjectLock, subject, lock)]
      : []),
    ...(retention.status === 'unreadable' ? [unreadable(objectRetention, subject, retention)] : []),
    ...(deletes && hold.status === 'unreadable' ? [unreadable(objectLegalHold, subject, hold)] : []),
  ];
}
