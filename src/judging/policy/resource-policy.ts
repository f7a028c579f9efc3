/** The policy of a bucket, an access point or a key: it says whom it means, and may grant by itself. */
import { and, type Truth } from '../../engine/truth';
import type { Reader, Reading } from '../../evidence/define';
import type { ReadPolicy } from '../../evidence/values';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import type { Unknown } from '../types';
import { preparedRequest } from '../engine-request';
import { boundaryOf } from './boundary';
import type { Answer, Judgement, Subject } from '../types';
import { granted, possibleGrants } from '../judgements';
import { tally } from './tally';
import { answered, undecided } from './answer';
import type { Judged } from './judged';
import type { Note } from '../types';
import { unreadable } from '../unreadable';
import { sharedWords } from '../words';

export interface ResourcePolicyEvidence {
  readonly policy: Reading<ReadPolicy>;
  /** A Deny with NotPrincipal hits whoever has a permissions boundary. */
  readonly boundary: Reading<ReadPolicy>;
}

export interface ResourcePolicyRules {
  readonly reader: Pick<Reader<unknown>, 'id' | 'target'>;
  /** What is said where there is no policy. */
  readonly without: Note;
  /** What is to be said whatever the policy says. */
  readonly notes?: readonly Note[];
  /** Denies that do not count for this caller; `undefined`: perhaps. */
  readonly denyCounts?: Truth;
  /** Ways in which something besides the policy grants to the caller (a KMS grant), and may. */
  readonly besides?: {
    readonly sure: number;
    readonly maybe: number;
    readonly standsForIdentity?: true;
    readonly unknowns: readonly Unknown[];
    readonly notes: readonly Note[];
  };
}

export function judgeResourcePolicy(
  subject: Subject,
  { policy, boundary }: ResourcePolicyEvidence,
  rules: ResourcePolicyRules,
): Answer {
  const { reader, without, besides = nothing } = rules;
  const hasBoundary = boundaryOf(subject, boundary);
  const unread = policy.status === 'unreadable' ? [unreadable(reader, subject, policy)] : [];
  const policies = policy.status === 'found' ? [policy.value] : [];
  const said =
    policy.status === 'unreadable' ? anything : tally(policies, preparedRequest(subject), 'resource', hasBoundary);
  const denies = 'denyCounts' in rules ? and(said.denies, rules.denyCounts) : said.denies;
  const sure = said.sure | besides.sure;
  const maybe = (said.maybe | besides.maybe) & ~sure;
  const all: Judged = {
    subject,
    form: 'resource',
    groups: [{ policies, found: said.found }],
    hasBoundary,
    notes: [...(policy.status === 'absent' ? [without] : []), ...besides.notes, ...(rules.notes ?? [])],
  };
  if (denies !== undefined && maybe === 0) return answered(standing(granted(denies, sure), besides), all);
  const boundaryUnread =
    hasBoundary === undefined && boundary.status === 'unreadable'
      ? [unreadable(permissionsBoundary, subject, boundary)]
      : [];
  // Who owns the bucket decides whether its Deny counts.
  const ownerUnknown =
    said.denies === true && denies === undefined ? [sharedWords.unknown('bucket-owner-unknown')] : [];
  const deniesOpen = said.denies === undefined ? boundaryUnread : ownerUnknown;
  const unknowns = [...unread, ...besides.unknowns, ...deniesOpen];
  return undecided(possibleGrants(denies, sure, maybe), { ...all, unknowns });
}

/** Only where that reading is tried: see `grant-across-accounts`. */
function standing(judgement: Judgement, { standsForIdentity }: NonNullable<ResourcePolicyRules['besides']>): Judgement {
  return standsForIdentity === undefined ? judgement : { ...judgement, standsForIdentity };
}

const nothing = { sure: 0, maybe: 0, unknowns: [], notes: [] };
const anything = { denies: undefined, sure: 0, maybe: 15, found: [] };
