/** What policies may ask about a resource: its account, its tags, a key's aliases and kind. */
import { bucketAbac } from '../../readers/bucket-abac';
import { bucketTags } from '../../readers/bucket-tags';
import { keyAliases } from '../../readers/key-aliases';
import { keyDescription } from '../../readers/key-description';
import { keyTags } from '../../readers/key-tags';
import { objectTags } from '../../readers/object-tags';
import { isNewBucket } from '../bucket';
import { ifKnown, isOpen, type Binding } from '../bind';
import { atOnce, readFor, unknownOf, valueOf, type Resolution } from '../resolution';
import { ownerReads, refusalOf } from './refused-object';
import type { BoundAuthorization } from '../../../request/types';

export const tagReads = [
  keyDescription,
  keyTags,
  keyAliases,
  bucketAbac,
  bucketTags,
  objectTags,
  ...ownerReads,
] as const;

export interface AboutResource {
  readonly bindings: readonly Binding[];
  readonly awsManagedKey: boolean | undefined;
}

export async function aboutResource(read: Resolution, authorization: BoundAuthorization): Promise<AboutResource> {
  const { action, resourceAccountId } = authorization;
  const { bindings, awsManagedKey } = await (action.startsWith('kms:') ? aboutKey : aboutBucket)(read, authorization);
  const account = ['aws:ResourceAccount', 's3:ResourceAccount'].flatMap((key) => ifKnown(key, resourceAccountId));
  return { bindings: [...account, ...bindings], awsManagedKey };
}

async function aboutKey(read: Resolution, authorization: BoundAuthorization): Promise<AboutResource> {
  const { context, resource } = authorization;
  if (resource === undefined) return { bindings: [], awsManagedKey: undefined };
  const [description, tags, aliases] = await atOnce(
    read,
    (own) => readFor(own, keyDescription, authorization),
    async (own) => (isOpen(context, 'aws:ResourceTag/') ? readFor(own, keyTags, authorization) : undefined),
    async (own) => (isOpen(context, 'kms:ResourceAliases') ? readFor(own, keyAliases, authorization) : undefined),
  );
  const known = valueOf(description);
  const bindings = [
    ...(tags?.status === 'found' ? [{ prefix: 'aws:ResourceTag/', values: tags.value }] : []),
    ...ifKnown('kms:ResourceAliases', valueOf(aliases)),
    ...ifKnown('kms:KeyUsage', known?.usage),
    ...ifKnown('kms:KeySpec', known?.spec),
    ...ifKnown('kms:MultiRegion', known?.multiRegion?.toString()),
  ];
  return { bindings, awsManagedKey: known === undefined ? undefined : known.manager === 'AWS' };
}

async function aboutBucket(read: Resolution, authorization: BoundAuthorization): Promise<AboutResource> {
  const bindings = await atOnce(
    read,
    (own) => bucketsTags(own, authorization),
    (own) => objectsTags(own, authorization),
  );
  return { bindings: bindings.flat(), awsManagedKey: false };
}

/** Policies see the tags of a bucket only if its ABAC is on. */
async function bucketsTags(read: Resolution, authorization: BoundAuthorization): Promise<readonly Binding[]> {
  const families = ['aws:ResourceTag/', 's3:BucketTag/'].filter((prefix) => isOpen(authorization.context, prefix));
  if (families.length === 0) return [];
  if (isNewBucket(read.request)) return families.map((prefix) => ({ prefix, values: {} }));
  const abac = await readFor(read, bucketAbac, authorization);
  if (abac.status === 'unreadable') return [];
  const isOn = abac.status === 'found' && abac.value.enabled;
  const values = isOn ? valueOf(await readFor(read, bucketTags, authorization)) : {};
  return values === undefined ? [] : families.map((prefix) => ({ prefix, values }));
}

async function objectsTags(read: Resolution, authorization: BoundAuthorization): Promise<readonly Binding[]> {
  const prefix = 's3:ExistingObjectTag/';
  if (!isOpen(authorization.context, prefix)) return [];
  const tags = await readFor(read, objectTags, authorization, { silent: true });
  if (tags.status === 'unreadable') {
    const target = objectTags.target(authorization, read.request);
    if (target !== undefined)
      read.unknowns.push(unknownOf(objectTags.id, target, await refusalOf(read, authorization, tags)));
    return [];
  }
  // What does not exist has no tags.
  return [{ prefix, values: valueOf(tags) ?? {} }];
}
