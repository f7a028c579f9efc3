/** What policies may ask about the resource: tags, aliases, the account that owns it. */
import { bucketAbac } from '../readers/bucket-abac';
import { bucketTags } from '../readers/bucket-tags';
import { keyAliases } from '../readers/key-aliases';
import { keyDescription } from '../readers/key-description';
import { keyTags } from '../readers/key-tags';
import { objectTags } from '../readers/object-tags';
import { bindFamily, bindKey, isOpen } from './bind';
import { readFor, valueOf, type Case } from './reading';
import type { Context } from '../../engine/types';
import type { BoundAuthorization } from '../../request/types';

export const resourceReads = [keyDescription, keyTags, keyAliases, bucketAbac, bucketTags, objectTags] as const;

export interface KnownResource {
  readonly context: Context;
  readonly awsManagedKey: boolean | undefined;
}

export async function resourceOf(read: Case, authorization: BoundAuthorization): Promise<KnownResource> {
  const owner = authorization.resourceAccountId;
  const context =
    owner === undefined
      ? authorization.context
      : bindKey(bindKey(authorization.context, 'aws:ResourceAccount', owner), 's3:ResourceAccount', owner);
  const owned = { ...authorization, context };
  if (authorization.action.startsWith('kms:')) return key(read, owned);
  return {
    context: await objectsTags(read, { ...owned, context: await bucketsTags(read, owned) }),
    awsManagedKey: false,
  };
}

async function key(read: Case, authorization: BoundAuthorization): Promise<KnownResource> {
  const { context } = authorization;
  if (authorization.resource === undefined) return { context, awsManagedKey: undefined };
  const [description, tags, aliases] = await Promise.all([
    readFor(read, keyDescription, authorization),
    isOpen(context, 'aws:ResourceTag/') ? readFor(read, keyTags, authorization) : undefined,
    isOpen(context, 'kms:ResourceAliases') ? readFor(read, keyAliases, authorization) : undefined,
  ]);
  const known = valueOf(description);
  const withTags = tags?.status === 'found' ? bindFamily(context, 'aws:ResourceTag/', tags.value) : context;
  const withAliases = aliases?.status === 'found' ? bindKey(withTags, 'kms:ResourceAliases', aliases.value) : withTags;
  if (known === undefined) return { context: withAliases, awsManagedKey: undefined };
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['kms:KeyUsage', known.usage],
    ['kms:KeySpec', known.spec],
    ['kms:MultiRegion', known.multiRegion === undefined ? undefined : String(known.multiRegion)],
  ];
  const bound = facts.reduce((so, [name, value]) => (value === undefined ? so : bindKey(so, name, value)), withAliases);
  return { context: bound, awsManagedKey: known.manager === 'AWS' };
}

/** Policies see the tags of a bucket only if its ABAC is on. */
async function bucketsTags(read: Case, authorization: BoundAuthorization): Promise<Context> {
  const { context } = authorization;
  const families = ['aws:ResourceTag/', 's3:BucketTag/'].filter((prefix) => isOpen(context, prefix));
  if (families.length === 0) return context;
  const abac = await readFor(read, bucketAbac, authorization);
  if (abac.status === 'unreadable') return context;
  const isOn = abac.status === 'found' && abac.value.enabled;
  const tags = isOn ? await readFor(read, bucketTags, authorization) : undefined;
  if (tags !== undefined && tags.status !== 'found') return context;
  return families.reduce((so, prefix) => bindFamily(so, prefix, tags?.value ?? {}), context);
}

async function objectsTags(read: Case, authorization: BoundAuthorization): Promise<Context> {
  const { context } = authorization;
  if (!isOpen(context, 's3:ExistingObjectTag/')) return context;
  const tags = await readFor(read, objectTags, authorization);
  return tags.status === 'found' ? bindFamily(context, 's3:ExistingObjectTag/', tags.value) : context;
}
