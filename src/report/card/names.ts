/** Names as people say them, in the little room of a card. The JSON report holds every name in full. */
import { parseArn } from '../../names/arn';
import { serviceOfAccount } from '../../names/aws-accounts';
import { permissionSetOf, type Principal } from '../../names/principal';
import { deniedBy } from '../../request/error-codes';
import type { RequestFacts } from '../../request/types';
import { clean, quote } from '../clean';

/** The end of a name says more than its beginning: `…/2026/11/24.csv`. */
export function shortened(name: string, max: number): string {
  const visible = clean(name, name.length + 1);
  if (visible.length <= max) return visible;
  return `…${visible.slice(visible.length - max + 1)}`;
}

/** Roles, policies and statements are told apart by how they begin. */
export function shortenedEnd(name: string, max: number): string {
  return clean(name, max);
}

/** A bucket with its key, a KMS key by its last four characters, anything else by the end of its ARN. */
export function resourceName(arn: string, max: number): string {
  const { service, resource } = parseArn(arn) ?? { service: '', resource: arn };
  if (service === 'kms') return `KMS key ${quote(resource.startsWith('alias/') ? resource : `…${resource.slice(-4)}`)}`;
  const named = resource.replace(/^accesspoint\/(?<name>[^/]+)\/object\//, '$<name>/');
  return quote(nameOfBucketAndKey(named, max));
}

/** The bucket is kept as long as it leaves room for the end of the key. */
export function nameOfBucketAndKey(name: string, max: number): string {
  const slash = name.indexOf('/');
  if (name.length <= max || slash < 0) return shortened(name, max);
  const bucket = shortened(name.slice(0, slash), Math.max(Math.floor(max / 2), max - (name.length - slash)));
  return `${bucket}/${shortened(name.slice(slash + 1), max - bucket.length - 1)}`;
}

/** Who asked, by name. */
export function callerName(
  { principal, errorCode }: Pick<RequestFacts, 'principal' | 'errorCode'>,
  max: number,
): string {
  if (principal.type === 'anonymous')
    return deniedBy(errorCode)?.class === 'authentication' ? 'A caller that S3 does not know' : 'An anonymous caller';
  if (principal.type === 'unidentified') return unidentifiedName(principal);
  if (principal.type === 'root') return `Root of ${quote(principal.accountId)}`;
  return quote(shortenedEnd(nameOf(principal), max));
}

function unidentifiedName({ accountId, isBucketOwner }: Extract<Principal, { readonly type: 'unidentified' }>): string {
  if (accountId !== undefined) return serviceOfAccount(accountId) ?? `A caller of account ${quote(accountId)}`;
  if (isBucketOwner === undefined) return 'A caller that the record does not name';
  return isBucketOwner ? "A caller of the bucket's owner" : 'A caller of another account';
}

function nameOf(principal: Exclude<Principal, { readonly type: 'anonymous' | 'unidentified' | 'root' }>): string {
  switch (principal.type) {
    case 'assumed-role':
      // A person of IAM Identity Center: the session bears the user's name.
      return permissionSetOf(principal.roleName) === undefined ? principal.roleName : principal.sessionName;
    case 'role':
      return principal.roleName;
    case 'user':
      return principal.userName;
    case 'federated-user':
      return principal.name;
    case 'service':
      return principal.service;
  }
}

/** An actor's or a principal's ARN by its last name: the role's, with the session's where a person is behind it. */
export function shortActor(arn: string): string {
  const { resource } = parseArn(arn) ?? { resource: arn };
  const [kind = '', ...names] = resource.split('/');
  if (kind === 'assumed-role') return `role ${quote(names[0] ?? '', 64)}`;
  return names.length > 0 && kinds.has(kind) ? `${kind} ${quote(names.at(-1) ?? '', 64)}` : quote(resource, 64);
}

/** What else stands before a slash may be a stranger's word. */
const kinds: ReadonlySet<string> = new Set([
  'role',
  'user',
  'group',
  'federated-user',
  'saml-provider',
  'oidc-provider',
]);
