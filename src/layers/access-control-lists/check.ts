import { bucketAcl } from '../../evidence/readers/bucket-acl';
import { bucketOwnershipControls } from '../../evidence/readers/bucket-ownership-controls';
import type { Reading } from '../../evidence/define';
import type { Unknown } from '../../judging/types';
import { aclQuestion, grantsOf, perhapsByWriting, type AclQuestion } from '../../judging/acl/permission';
import { aclUnread, objectOwner, type OwnerEvidence } from '../../judging/acl/object-owner';
import type { Answer, Judgement, Subject } from '../../judging/types';
import { unreadable } from '../../judging/unreadable';
import type { Note } from '../../judging/types';
import { granteesOf, type Grantees } from './grantees';
import { ignoresPublicGrants, type Ignoring } from './ignored';
import { words } from './words';

export interface Evidence extends Ignoring, OwnerEvidence {
  readonly ownership: Reading<{ readonly objectOwnership: string }>;
}

/** Does an ACL grant it? An ACL only ever allows, and only where ACLs are on. */
export function checkAcl(subject: Subject, evidence: Evidence): Answer {
  const { ownership } = evidence;
  const question = aclQuestion(subject.authorization.action);
  const perhaps = perhapsByWriting(subject);
  if (question === undefined && perhaps === undefined)
    return answer('not-applicable', isNoGrant, [words.note('no-acl-allows-this-action')]);
  if (ownership.status === 'found' && ownership.value.objectOwnership === 'BucketOwnerEnforced') {
    return answer('not-applicable', isNoGrant, [words.note('acls-disabled')]);
  }
  const asked =
    question === undefined
      ? answer('not-applicable', isNoGrant, [words.note('no-acl-allows-this-action')])
      : judge(subject, evidence, question);
  if (perhaps === undefined || asked.outcome === 'allows') return asked;
  return orByWriting(asked, subject, judge(subject, evidence, perhaps));
}

/** What a grant to write may be worth besides; that of the account itself is worth no more than its own policies. */
function orByWriting(asked: Answer, { authorization }: Subject, written: Answer): Answer {
  const reaches = written.outcome === 'unknown' ? ['caller' as const] : (written.judgement.reaches ?? []);
  if (!reaches.includes('caller')) return asked;
  const open = [asked, written].flatMap((one) => (one.outcome === 'unknown' ? one.unknowns : []));
  const further = words.unknown('grant-to-write-may-reach-further', { action: authorization.action });
  return cannotKnow([further, ...open]);
}

function judge(subject: Subject, evidence: Evidence, question: AclQuestion): Answer {
  const { ownership } = evidence;
  const acl = question.on === 'bucket' ? evidence.bucketAcl : evidence.objectAcl;
  if (acl.status === 'unreadable') {
    if (question.on === 'bucket') return cannotKnow([unreadable(bucketAcl, subject, acl)]);
    const objects = objectOwner(evidence);
    if (objects.is !== 'no-object') return cannotKnow([aclUnread(subject, acl, objects)]);
  }
  const owner = evidence.bucketAcl.status === 'found' ? evidence.bucketAcl.value.ownerId : undefined;
  const grants = acl.status === 'found' ? grantsOf(acl.value, question) : [];
  const grantees = granteesOf(subject, grants, owner, ignoresPublicGrants(evidence));
  const open = [...ownershipUnknown(subject, ownership), ...grantees.unknowns];
  if (grantees.reaches.length === 0 && grantees.unknowns.length === 0) return noGrant(question.on, grantees);
  if (open.length > 0) return cannotKnow(open, [...grantees.reaches, 'account' as const]);
  return answer('allows', { applies: true, denies: false, allows: true, reaches: grantees.reaches }, [
    words.note('acl-grants', { on: question.on, permission: question.permission }),
  ]);
}

const isNoGrant: Judgement = { applies: false, denies: false, allows: false };
const grantsNothing: Judgement = { applies: true, denies: false, allows: false };

function noGrant(on: string, { ignored }: Grantees): Answer {
  const notes = ignored ? [words.note('public-grants-ignored', { setting: 'IgnorePublicAcls' })] : [];
  return answer('does-not-allow', grantsNothing, [words.note('no-acl-grant', { on }), ...notes]);
}

/** Whether ACLs are on at all. */
const ownershipUnknown = (subject: Subject, ownership: Evidence['ownership']): readonly Unknown[] =>
  ownership.status === 'unreadable' ? [unreadable(bucketOwnershipControls, subject, ownership)] : [];

function answer(
  outcome: 'allows' | 'does-not-allow' | 'not-applicable',
  judgement: Judgement,
  notes: readonly Note[],
): Answer {
  return { outcome, judgement, statements: [], explain: () => ({ decided: [], nearMisses: [], notes }) };
}

function cannotKnow(unknowns: readonly Unknown[], reaches: Judgement['reaches'] = ['account', 'caller']): Answer {
  return {
    outcome: 'unknown',
    possible: [grantsNothing, { applies: true, denies: false, allows: true, reaches: [...new Set(reaches)] }],
    unknowns,
    statements: [],
    explain: () => ({ decided: [], nearMisses: [], notes: [] }),
  };
}
