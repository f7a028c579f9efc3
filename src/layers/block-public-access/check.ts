import { defined } from '../../defined';
import { bucketPolicyStatus } from '../../evidence/readers/bucket-policy-status';
import { isPublicPolicy, type PolicyOf } from '../../engine/principal/public-policy';
import { or, type Truth } from '../../engine/truth';
import type { Reading } from '../../evidence/define';
import type { ReadPolicy } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { accessPointIn } from '../../names/access-point';
import { ownsOnlyTheAccessPoint } from '../../judging/request/access-point';
import { judgementsOf, unknownsOf } from '../../judging/also-possible';
import { standing } from '../../judging/request/caller';
import type { Answer, GrantEffect, Judgement, Subject } from '../../judging/types';
import { saidText } from '../../judging/request/denial';
import { publicPolicyIsPut } from '../../request/record/parameters';
import { cannotKnow, forbids, letsPass, modifies, notApplicable, passes } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { stateOf, type FlagState, type Levels } from './flags';
import { publicAclOf } from './public-acl';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence extends Levels {
  readonly status: Reading<{ readonly isPublic: boolean }>;
  readonly policy: Reading<ReadPolicy>;
  readonly accessPointPolicy: Reading<ReadPolicy>;
  readonly multiRegionPolicy: Reading<ReadPolicy>;
}

/** What S3 Block Public Access refuses, and whose grants it voids. */
export function checkBlockPublicAccess(subject: Subject, evidence: Evidence): Answer {
  const named = /prevented by the (BlockPublicAcls|BlockPublicPolicy) setting/.exec(saidText(subject.request))?.[1];
  const said = flags.find((flag) => flag === named);
  // A setting that no level has by now was changed since.
  if (said !== undefined && stateOf(said, evidence, subject, levelOf(subject)).on !== false)
    return forbids(said, [words.note('aws-names-the-setting', { setting: said })]);
  if (putsPolicy(subject)) return judgePublicPolicy(subject, evidence);
  if (subject.authorization.action === 's3:PutAccountPublicAccessBlock') {
    if (subject.authorization.flags.resourceAccountIsStandalone === true)
      return notApplicable(sharedWords.note('account-is-in-no-organization'));
    return cannotKnow([words.unknown('organization-may-manage-block-public-access')]);
  }
  const acl = putsAcl(subject) ? judgePublicAcl(subject, evidence) : undefined;
  if (acl !== undefined && (acl.outcome === 'denies' || isTrusted(subject))) return acl;
  const grants = judgePolicyGrants(subject, evidence);
  return acl?.outcome === 'unknown' ? both(acl, grants) : grants;
}

/** Callers whose grants no flag takes away. */
export const isTrusted = (subject: Subject): boolean => ['inside', 'service'].includes(standing(subject));

/** The ACL that is sent and the policy that grants are two questions; whatever is open in one stays open. */
function both(acl: Extract<Answer, { outcome: 'unknown' }>, grants: Answer): Answer {
  const possible = acl.possible.flatMap((one) =>
    judgementsOf(grants).map((other) => ({ ...one, ...effectsOf(other) })),
  );
  return cannotKnow([...acl.unknowns, ...unknownsOf(grants)], possible);
}

const effectsOf = ({ effects }: Judgement) => defined({ effects });

export const putsAcl = ({ authorization: { action, purpose }, request }: Subject): boolean =>
  purpose === 'main' && aclActions.has(action) && publicAclOf(request) !== undefined;
const aclActions = new Set([
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutBucketAcl',
  's3:CreateBucket',
]);

export const putsPolicy = ({ authorization: { action } }: Subject): boolean =>
  action === 's3:PutBucketPolicy' || action === 's3:PutAccessPointPolicy';

function judgePublicAcl(subject: Subject, evidence: Evidence): Answer {
  const acl = publicAclOf(subject.request) ?? '';
  const flag = stateOf('BlockPublicAcls', evidence, subject, levelOf(subject));
  if (flag.on === true)
    return forbids('BlockPublicAcls', [words.note('public-acl', { acl, setBy: flag.setBy.join(', ') })]);
  return flag.on === undefined ? cannotKnow(flag.unknowns) : passes(words.note('public-acls-not-blocked', { acl }));
}

const flags = ['BlockPublicAcls', 'BlockPublicPolicy'] as const;

/** A bucket that is being created has no settings of its own yet. */
const levelOf = ({ authorization: { action } }: Subject) => (action === 's3:CreateBucket' ? 'account' : undefined);

/** CloudTrail's record of PutBucketPolicy keeps the policy; of access points, and in logs and texts, nothing does. */
function judgePublicPolicy(subject: Subject, evidence: Evidence): Answer {
  const flag = stateOf('BlockPublicPolicy', evidence, subject);
  if (flag.on === false) return passes(words.note('public-policies-not-blocked'));
  const setBy = flag.setBy.join(', ');
  const isPublic = subject.request.parameters[publicPolicyIsPut];
  if (isPublic === 'false') return passes(words.note('puts-no-public-policy'));
  if (isPublic === 'true' && flag.on === true)
    return forbids('BlockPublicPolicy', [words.note('puts-public-policy', { setBy })]);
  return cannotKnow(flag.on === undefined ? flag.unknowns : [words.unknown('new-policy-may-be-public', { setBy })]);
}

const cutsOff: readonly GrantEffect[] = [{ voids: 'policy', to: 'outside-the-account' }];

function judgePolicyGrants(subject: Subject, evidence: Evidence): Answer {
  const flag = stateOf('RestrictPublicBuckets', evidence, subject);
  const { isPublic, unknowns } = publicness(subject, evidence);
  const ignored = ignoredAcls(stateOf('IgnorePublicAcls', evidence, subject));
  if (flag.on === false || isPublic === false) return passes(words.note('no-grant-is-cut-off'), ...ignored);
  if (standing(subject) === 'unknown') return open([sharedWords.unknown('bucket-owner-unknown')]);
  if (flag.on === undefined) return open([...flag.unknowns, ...unknowns]);
  if (isPublic === undefined) return open(unknowns);
  const setBy = flag.setBy.join(', ');
  // Users of the access point's account are spared; whether from what the bucket's policy delegates is left open.
  if (ownsOnlyTheAccessPoint(subject)) return open([sharedWords.unknown('own-access-point-may-be-spared', { setBy })]);
  return modifies('RestrictPublicBuckets', cutsOff, words.note('public-policy-cut-off', { setBy }), ...ignored);
}

/** An ignored public grant does not show in an ACL that is read: the setting is the only trace of it. */
const ignoredAcls = ({ on, setBy }: FlagState) =>
  on === true ? [words.note('public-acls-ignored', { setBy: setBy.join(', ') })] : [];

const open = (unknowns: readonly Unknown[]): Answer =>
  cannotKnow(unknowns, [letsPass, { ...letsPass, effects: cutsOff }] satisfies readonly Judgement[]);

/** GetBucketPolicyStatus is AWS's own word; without it the policy itself is judged. One public policy is enough. */
function publicness(subject: Subject, evidence: Evidence) {
  const { status, policy } = evidence;
  const ofBucket =
    status.status === 'found' ? status.value.isPublic : status.status === 'absent' ? false : judged(policy, 'bucket');
  const isPublic = or(ofBucket, pointIsPublic(subject, evidence));
  const unknowns: readonly Unknown[] =
    isPublic !== undefined
      ? []
      : status.status === 'unreadable'
        ? [unreadable(bucketPolicyStatus, subject, status)]
        : [words.unknown('access-point-policy-unknown')];
  return { isPublic, unknowns };
}

function pointIsPublic({ request }: Subject, { accessPoint, accessPointPolicy, multiRegionPolicy }: Evidence): Truth {
  switch (accessPointIn(request.accessPoint)?.kind) {
    case 'access-point':
      // An access point of one VPC is never public, whatever its policy says.
      if (accessPoint.status === 'found' && accessPoint.value.networkOrigin === 'VPC') return false;
      return judged(accessPointPolicy, 'access-point');
    case 'multi-region':
      return judged(multiRegionPolicy, 'access-point');
    default:
      return false;
  }
}

function judged(policy: Reading<ReadPolicy>, of: PolicyOf): Truth {
  if (policy.status === 'absent') return false;
  return policy.status === 'found' ? isPublicPolicy(policy.value.document, of) : undefined;
}
