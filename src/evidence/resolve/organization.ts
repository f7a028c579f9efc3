/** The organizations of the accounts in the case. */
import { keyOrganization } from '../readers/key-organization';
import { organization } from '../readers/organization';
import { organizationPath } from '../readers/organization-path';
import { organizationAsked } from '../readers/organization-asked';
import { resourceOrganization } from '../readers/resource-organization';
import { resourceOrganizationPath } from '../readers/resource-organization-path';
import { serviceOfAccount } from '../../names/aws-accounts';
import { ifKnown, type Binding } from './bind';
import { readFor, unknownOf, valueOf, type Resolution } from './resolution';
import type { BoundAuthorization } from '../../request/types';

/** `none`: the account is in no organization; `undefined` inside: not known. */
export type Membership =
  | { readonly is: 'none' }
  | {
      readonly is: 'member';
      readonly id: string;
      readonly isManagement: boolean;
      /** As `aws:PrincipalOrgPaths` spells it: `o-1/r-1/ou-1/`. */
      readonly path: string | undefined;
    }
  /** Not a member of this organization: of another one, or of none. */
  | { readonly is: 'outside'; readonly id: string }
  | { readonly is: 'unknown' };

export const organizationReads = [
  organization,
  organizationAsked,
  organizationPath,
  resourceOrganization,
  keyOrganization,
  resourceOrganizationPath,
] as const;

/** By the account's own word, else by the organization's: whoever finds the account below its root has its organization. */
export async function membershipOf(
  read: Resolution,
  authorization: BoundAuthorization,
  whose: 'caller' | 'resource',
): Promise<Membership> {
  const [ofAccount, pathReader] =
    whose === 'caller'
      ? [organization, organizationPath]
      : [ownerReader(read, authorization), resourceOrganizationPath];
  const account = pathReader.target(authorization, read.request);
  if (account === undefined) return { is: 'unknown' };
  // It is in no organization of a customer's.
  if (serviceOfAccount(account) !== undefined) return { is: 'none' };
  const [own, asked, path] = await Promise.all([
    readFor(read, ofAccount, authorization, { silent: true }),
    readFor(read, organizationAsked, authorization, { silent: true }),
    readFor(read, pathReader, authorization, { silent: true }),
  ]);
  if (own.status === 'absent') return { is: 'none' };
  const ids = valueOf(path);
  const found = valueOf(own) ?? (ids === undefined ? undefined : valueOf(asked));
  if (found === undefined) {
    const id = valueOf(asked)?.id;
    if (path.status === 'unreadable' && path.why === 'other-organization' && id !== undefined)
      return { is: 'outside', id };
    if (own.status === 'unreadable') read.unknowns.push(unknownOf(ofAccount.id, account, own));
    return { is: 'unknown' };
  }
  if (path.status === 'unreadable') read.unknowns.push(unknownOf(pathReader.id, account, path));
  return {
    is: 'member',
    id: found.id,
    isManagement: found.managementAccountId === account,
    path: ids === undefined ? undefined : `${[found.id, ...ids.slice(0, -1)].join('/')}/`,
  };
}

/** A key may be of another account than the bucket. */
const ownerReader = ({ request }: Resolution, authorization: BoundAuthorization) =>
  keyOrganization.target(authorization, request) === undefined ? resourceOrganization : keyOrganization;

/** `aws:PrincipalOrgID` and its like; `side` is `Principal`, `Resource` or `Vpce`. */
export function membershipBindings(side: 'Principal' | 'Resource' | 'Vpce', of: Membership): readonly Binding[] {
  const [id, paths] = [`aws:${side}OrgID`, `aws:${side}OrgPaths`];
  switch (of.is) {
    case 'unknown':
      return [];
    case 'outside':
      return [
        { key: id, otherThan: of.id },
        { key: paths, otherThan: `${of.id}/*` },
      ];
    case 'none':
      return [id, paths].map((key) => ({ key, value: undefined }));
    case 'member':
      return [{ key: id, value: of.id }, ...ifKnown(paths, of.path === undefined ? undefined : [of.path])];
  }
}

/** Management accounts are not bound by SCPs and RCPs. */
export function isManagement(of: Membership): boolean | undefined {
  return of.is === 'unknown' || of.is === 'outside' ? undefined : of.is === 'member' && of.isManagement;
}
