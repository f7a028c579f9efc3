/** Objects, and what S3 answers about them. */
import type { WireAnswer } from '../../../src/evidence/place';
import { ofVersion, type Asked, type Operation } from '../operation';
import type { Named } from '../policy';
import { element, errorOf, escaped, tagElements, xml } from '../shapes';
import { accessControlPolicy, canonicalId, type GrantDescription } from './access-control-list';

export interface ObjectDescription {
  /** A text. @default nothing */
  readonly content?: string;
  /** ISO 8601 @default 2026-01-01T00:00:00Z */
  readonly writtenAt?: string;
  /** Encrypted with this key. @default SSE-S3 */
  readonly kmsKey?: string;
  readonly bucketKey?: boolean;
  readonly storageClass?: string;
  /** The `x-amz-restore` header. */
  readonly restore?: string;
  /** Account. @default the bucket's */
  readonly owner?: string;
  readonly grants?: readonly GrantDescription[];
  readonly tags?: Named<string>;
  readonly retention?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly until: string };
  readonly legalHold?: 'ON' | 'OFF';
}

/** What matters of a bucket to its objects. */
export interface Holder {
  /** By key, or `key?versionId=…` for a version. */
  readonly objects?: Named<ObjectDescription>;
  /** How many a list gives at once. @default 1,000 */
  readonly keysOfPage?: number;
  /** The bucket's account. */
  readonly owner: string;
  readonly hasObjectLock: boolean;
  /** Without ACLs an object's owner is the bucket's. */
  readonly hasAcls: boolean;
  readonly ignoresPublicAcls: boolean;
}

type Input = Asked<unknown>['input'];
interface ObjectOperation extends Pick<Operation<unknown>, 'action'> {
  readonly answer: (object: ObjectDescription, bucket: Holder) => WireAnswer;
  /** @default NoSuchKey */
  readonly missing?: WireAnswer;
}

const notFound = (code: string): WireAnswer => errorOf('s3', code, 404, 'The specified thing does not exist');
const withoutLock = errorOf('s3', 'InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');

const operations: Readonly<Record<string, ObjectOperation>> = {
  GetObjectTagging: {
    action: ofVersion('s3:GetObjectTagging', 's3:GetObjectVersionTagging'),
    answer: ({ tags = {} }) => tagSet(tags),
  },
  GetObjectAcl: {
    action: ofVersion('s3:GetObjectAcl', 's3:GetObjectVersionAcl'),
    answer: ({ owner, grants = [] }, bucket) =>
      accessControlPolicy({
        owner: bucket.hasAcls ? (owner ?? bucket.owner) : bucket.owner,
        grants: bucket.hasAcls ? grants : [],
        ignoresPublic: bucket.ignoresPublicAcls,
      }),
  },
  GetObjectRetention: {
    answer: ({ retention }, { hasObjectLock }) => {
      if (!hasObjectLock) return withoutLock;
      if (retention === undefined) return notFound('NoSuchObjectLockConfiguration');
      return xml(
        `<Retention><Mode>${retention.mode}</Mode><RetainUntilDate>${retention.until}</RetainUntilDate></Retention>`,
      );
    },
  },
  GetObjectLegalHold: {
    answer: ({ legalHold }, { hasObjectLock }) => {
      if (!hasObjectLock) return withoutLock;
      if (legalHold === undefined) return notFound('NoSuchObjectLockConfiguration');
      return xml(`<LegalHold>${element('Status', legalHold)}</LegalHold>`);
    },
  },
  GetObject: {
    action: ofVersion('s3:GetObject', 's3:GetObjectVersion'),
    answer: ({ content = '' }) => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: content }),
  },
  HeadObject: {
    action: ofVersion('s3:GetObject', 's3:GetObjectVersion'),
    // A HEAD has no body.
    missing: { status: 404, headers: {}, body: '' },
    answer: ({ kmsKey, bucketKey, storageClass, restore, writtenAt = '2026-01-01T00:00:00Z' }) => ({
      status: 200,
      headers: {
        'last-modified': new Date(writtenAt).toUTCString(),
        'x-amz-server-side-encryption': kmsKey === undefined ? 'AES256' : 'aws:kms',
        ...(kmsKey === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKey }),
        ...(bucketKey === undefined ? {} : { 'x-amz-server-side-encryption-bucket-key-enabled': String(bucketKey) }),
        ...(storageClass === undefined ? {} : { 'x-amz-storage-class': storageClass }),
        ...(restore === undefined ? {} : { 'x-amz-restore': restore }),
      },
      body: '',
    }),
  },
};

/** Each is given the bucket of the call, and looks for the object in it. */
export const objectOperations = Object.fromEntries(
  Object.entries(operations).map(([name, { answer, missing = notFound('NoSuchKey'), ...operation }]) => [
    name,
    {
      ...operation,
      answer: (bucket: Holder, input: Input): WireAnswer => {
        const object = objectIn(bucket, input);
        if (object === undefined) return missing;
        return isClosed(object, bucket, name) ? refused : answer(object, bucket);
      },
    },
  ]),
);

const refused = errorOf('s3', 'AccessDenied', 403, 'Access Denied');

/** What another account owns is open to the bucket's account by its ACL alone, and no permission of an ACL is about tags or locks. */
function isClosed({ owner, grants = [] }: ObjectDescription, bucket: Holder, operation: string): boolean {
  if (!bucket.hasAcls || owner === undefined || owner === bucket.owner) return false;
  const opens = permissionOf[operation];
  return !grants.some(
    ({ to, permission }) =>
      [bucket.owner, 'AllUsers', 'AuthenticatedUsers'].includes(to) &&
      opens !== undefined &&
      (permission === opens || permission === 'FULL_CONTROL'),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
const permissionOf: Readonly<Partial<Record<string, string>>> = {
  GetObject: 'READ',
  HeadObject: 'READ',
  GetObjectAcl: 'READ_ACP',
};

function objectIn({ objects = {} }: Holder, { Key, VersionId }: Input): ObjectDescription | undefined {
  if (typeof Key !== 'string') return undefined;
  return objects[typeof VersionId === 'string' ? `${Key}?versionId=${VersionId}` : Key];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listOf(
  holder: Holder,
  { Prefix = '', MaxKeys, Delimiter, StartAfter = '', ContinuationToken }: Input,
): WireAnswer {
  const prefix = String(Prefix);
  if (MaxKeys === 1) return firstOf(holder, prefix);
  const { objects = {}, keysOfPage = 1_000 } = holder;
  const after = String(ContinuationToken ?? StartAfter);
  const keys = Object.keys(objects)
    .filter((key) => key.startsWith(prefix) && key > after)
    .sort();
  const folderOf = (key: string) => (typeof Delimiter === 'string' ? key.indexOf(Delimiter, prefix.length) : -1);
  const folders = new Set(keys.flatMap((key) => (folderOf(key) < 0 ? [] : [key.slice(0, folderOf(key) + 1)])));
  const plain = keys.filter((key) => folderOf(key) < 0);
  const page = plain.slice(0, keysOfPage);
  const next = page.length < plain.length ? page.at(-1) : undefined;
  const contents = page.map((key) => {
    const size = String(objects[key]?.content?.length ?? 0);
    return element('Contents', `${element('Key', escaped(key))}${element('Size', size)}`);
  });
  const prefixes = [...folders].map((one) => element('CommonPrefixes', element('Prefix', escaped(one))));
  return xml(
    `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${element('NextContinuationToken', next === undefined ? undefined : escaped(next))}${contents.join('')}${prefixes.join('')}</ListBucketResult>`,
  );
}

/** A list of one key at most, the first with this prefix. */
function firstOf({ objects = {}, owner: bucketOwner, hasAcls }: Holder, prefix: string): WireAnswer {
  const keys = Object.keys(objects).filter((key) => !key.includes('?versionId=') && key.startsWith(prefix));
  const [key] = keys.sort();
  const object = key === undefined ? undefined : objects[key];
  if (key === undefined || object === undefined)
    return xml('<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>');
  const { writtenAt = '2026-01-01T00:00:00Z', storageClass = 'STANDARD', restore, owner = bucketOwner } = object;
  const status = /ongoing-request="(\w+)"/.exec(restore ?? '')?.[1];
  const restoring = element('RestoreStatus', element('IsRestoreInProgress', status) || undefined);
  const id = element('ID', canonicalId(hasAcls ? owner : bucketOwner));
  const content = `${element('Key', escaped(key))}${element('LastModified', writtenAt)}${element('StorageClass', storageClass)}${restoring}${element('Owner', id)}`;
  return xml(
    `<ListBucketResult><KeyCount>1</KeyCount><IsTruncated>${keys.length > 1}</IsTruncated>${element('NextContinuationToken', keys.length > 1 ? 'more' : undefined)}${element('Contents', content)}</ListBucketResult>`,
  );
}

/** A bucket's or an object's. */
export const tagSet = (tags: Named<string>): WireAnswer =>
  xml(`<Tagging><TagSet>${tagElements(tags, 'Tag')}</TagSet></Tagging>`);
