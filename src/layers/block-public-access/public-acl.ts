/** ACLs of a request that grant to everybody. */
import type { RequestFacts } from '../../request/types';

/** The public ACL that the request sends, as it stands in its headers or body. */
export function publicAclOf({ parameters }: RequestFacts): string | undefined {
  const canned = parameters['x-amz-acl'];
  if (canned !== undefined && cannedPublic.has(canned)) return canned;
  const groups = parameters['access-control-policy-groups'];
  if (groups !== undefined) return groups;
  return Object.entries(parameters).find(([name, value]) => isPublicGrant(name, value))?.[1];
}

const cannedPublic = new Set(['public-read', 'public-read-write', 'authenticated-read']);

const isPublicGrant = (name: string, value: string): boolean =>
  name.startsWith('x-amz-grant-') && /groups\/(?:global\/)?(AllUsers|AuthenticatedUsers)/.test(value);
