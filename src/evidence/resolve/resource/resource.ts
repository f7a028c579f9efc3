/** What an authorization is about: the key, where the record does not name it; its tags and its owner's organization. */
import { accountOf } from '../../../names/principal';
import type { AuthorizationResource, BoundAuthorization } from '../../../request/types';
import type { Binding } from '../bind';
import { encryptionBindings } from '../key/encryption-context';
import { keyOf } from '../key/key';
import { encryptionContextOf } from '../key/known-key';
import { membershipOf, type Membership } from '../organization';
import { atOnce, type Resolution, type Resolved } from '../resolution';
import { aboutResource } from './tags';
import { accountOfKey } from '../../../names/kms-key';

export interface KnownResource {
  /** With the key that was found. */
  readonly authorization: BoundAuthorization;
  readonly bindings: readonly Binding[];
  readonly awsManagedKey: boolean | undefined;
  readonly owner: Membership;
}

/** `undefined`: nothing is encrypted with KMS, so nothing is asked of it. */
export async function resourceOf(
  read: Resolution,
  authorization: BoundAuthorization,
  resource: AuthorizationResource | undefined,
  caller: Promise<Resolved<Membership>>,
): Promise<KnownResource | undefined> {
  const named = await withKey(read, authorization, resource);
  if (named === undefined) return undefined;
  const [about, owner] = await atOnce(
    read,
    (own) => aboutResource(own, named.authorization),
    (own) => ownerOf(own, named.authorization, caller),
  );
  const { awsManagedKey, bindings } = about;
  return { authorization: named.authorization, bindings: [...named.bindings, ...bindings], awsManagedKey, owner };
}

async function withKey(
  read: Resolution,
  authorization: BoundAuthorization,
  resource: AuthorizationResource | undefined,
): Promise<Pick<KnownResource, 'authorization' | 'bindings'> | undefined> {
  if (resource === undefined) return { authorization, bindings: [] };
  if (resource.is === 'arn') {
    const known = await encryptionContextOf(read, authorization, resource);
    return { authorization, bindings: encryptionBindings(authorization.context, known) };
  }
  const key = await keyOf(read, authorization, resource);
  if (key.is === 'none') return undefined;
  if (key.is === 'unknown') return { authorization, bindings: [] };
  const { assumptions, needed, resourceAccountId, context } = authorization;
  return {
    authorization: {
      ...authorization,
      resource: key.arn,
      resourceAccountId: accountOfKey(key.arn) ?? resourceAccountId,
      needed: key.certain && !mayBeSentOtherwise(assumptions) ? 'yes' : needed,
      assumptions: [...assumptions, ...(key.assumption === undefined ? [] : [key.assumption])],
    },
    bindings: encryptionBindings(context, key.encryptionContext),
  };
}

/** A header that nobody recorded may have asked for no key, or for another one. */
const mayBeSentOtherwise = (assumptions: BoundAuthorization['assumptions']): boolean =>
  assumptions.some(({ code }) => code === 'no-encryption-header-assumed');

/** The answer for one account is the same, whichever side it stands on. */
async function ownerOf(
  read: Resolution,
  authorization: BoundAuthorization,
  caller: Promise<Resolved<Membership>>,
): Promise<Membership> {
  const account = authorization.resourceAccountId;
  if (account === undefined) return { is: 'unknown' };
  if (account === accountOf(read.request.principal)) return (await caller).value;
  return membershipOf(read, authorization, 'resource');
}
