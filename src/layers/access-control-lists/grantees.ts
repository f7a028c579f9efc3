/** Which grants of an ACL are grants to the caller. */
import type { AccessControlList } from '../../evidence/values';
import type { Truth } from '../../engine/truth';
import type { Unknown } from '../../judging/types';
import { isEverybody, isGroup, isPublicGroup } from '../../judging/acl/permission';
import { standing } from '../../judging/request/caller';
import type { Reach, Subject } from '../../judging/types';
import { words } from './words';

export interface Grantees {
  readonly reaches: readonly Reach[];
  readonly unknowns: readonly Unknown[];
  /** A public grant stands there and counts for nothing. */
  readonly ignored: boolean;
}

/** `owner` is the canonical id of the bucket's owner; accounts and canonical ids cannot be distinguished from each other otherwise. */
export function granteesOf(
  subject: Subject,
  grants: AccessControlList['grants'],
  owner: string | undefined,
  ignoresPublic: Truth,
): Grantees {
  const { principal } = subject.request;
  const names = [...new Set(grants.map(({ grantee }) => grantee))];
  const toPublic = names.some((name) => isPublicGroup(name) && (principal.type !== 'anonymous' || isEverybody(name)));
  const toService = principal.type === 'service' && names.some((name) => name.endsWith('/groups/s3/LogDelivery'));
  const toAccount = isAccountCaller(subject) ? accountGrant(subject, names, owner) : { reaches: [], unknowns: [] };
  const publicReach = toPublic && principal.type !== 'service' && ignoresPublic !== true;
  const open = publicReach && ignoresPublic === undefined;
  return {
    reaches: [...(toService || (publicReach && !open) ? (['caller'] as const) : []), ...toAccount.reaches],
    unknowns: [
      ...toAccount.unknowns,
      ...(open ? [words.unknown('public-grants-may-be-ignored', { setting: 'IgnorePublicAcls' })] : []),
    ],
    ignored: toPublic && ignoresPublic === true,
  };
}

const isAccountCaller = ({ request: { principal } }: Subject): boolean =>
  principal.type !== 'anonymous' && principal.type !== 'service';

function accountGrant(
  subject: Subject,
  names: readonly string[],
  owner: string | undefined,
): { readonly reaches: readonly Reach[]; readonly unknowns: readonly Unknown[] } {
  const accounts = names.filter((name) => !isGroup(name));
  const others = accounts.filter((name) => name !== owner);
  const caller = standing(subject);
  // An account that is granted something passes it on by its own policies, as one that a policy names.
  if (caller === 'inside' && owner !== undefined) {
    return { reaches: accounts.includes(owner) ? ['account'] : [], unknowns: [] };
  }
  const open = caller === 'outside' && owner !== undefined ? others : accounts;
  const unknowns = open.map((grantee) => words.unknown('grantee-may-be-the-caller', { grantee }));
  return { reaches: [], unknowns };
}
