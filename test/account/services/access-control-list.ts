/** The ACL of a bucket or an object. */
import type { WireAnswer } from '../../../src/evidence/place';
import { xml } from '../shapes';

export interface GrantDescription {
  /** An account, or one of AWS's groups: `AllUsers`, `AuthenticatedUsers`, `LogDelivery`. */
  readonly to: string;
  readonly permission: 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL';
}

export interface AccessControlList {
  /** An account. */
  readonly owner: string;
  /** Beside the owner's FULL_CONTROL. */
  readonly grants: readonly GrantDescription[];
  /** Public grants take no effect. */
  readonly ignoresPublic: boolean;
}

/** AWS shows the ACL that takes effect: no public grant that is ignored. */
export function accessControlPolicy({ owner, grants, ignoresPublic }: AccessControlList): WireAnswer {
  const effective = grants.filter(({ to }) => !ignoresPublic || !['AllUsers', 'AuthenticatedUsers'].includes(to));
  const elements = [{ to: owner, permission: 'FULL_CONTROL' } as const, ...effective].map(grantElement);
  return xml(
    `<AccessControlPolicy><Owner><ID>${canonicalId(owner)}</ID></Owner><AccessControlList>${elements.join('')}</AccessControlList></AccessControlPolicy>`,
  );
}

function grantElement({ to, permission }: GrantDescription): string {
  const group = groups[to];
  const [type, identifier] =
    group === undefined ? ['CanonicalUser', `<ID>${canonicalId(to)}</ID>`] : ['Group', `<URI>${group}</URI>`];
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${identifier}</Grantee>`;
  return `<Grant>${grantee}<Permission>${permission}</Permission></Grant>`;
}

/** The canonical user id of an account: AWS's are 64 hexadecimal digits from which nobody can infer the account. */
export const canonicalId = (account: string): string => account.repeat(6).slice(0, 64);

const groups: Readonly<Record<string, string>> = {
  AllUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  AuthenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  LogDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
};
