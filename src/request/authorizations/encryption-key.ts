/** Which KMS key S3 must be allowed to use for the caller, as far as the record shows it. */
import { defined } from '../../defined';
import type { EncryptionNeed } from './table';
import type { AskedAuthorization, Call } from './call';
import type { CopySource } from './copy-source';
import { accountInArn } from '../../names/arn';
import { isKeyArn } from '../../names/kms-key';
import type { Assumption } from '../unknowns';

type Key = Pick<AskedAuthorization, 'resource' | 'resourceAccountId' | 'certain' | 'assumptions'>;

/** `undefined`: no KMS key has a part in it. */
export function keyNeeded(call: Call, need: EncryptionNeed, source: CopySource | undefined): Key | undefined {
  if (need.onlyWith !== undefined && !mayBeSent(call, need.onlyWith)) return undefined;
  const key = keyOf(call, need, source);
  if (key === undefined || call.headersNotRecorded !== true || !hangsOnHeaders(need)) return key;
  const assumptions = [...(key.assumptions ?? []), headersAssumed(call)];
  return { ...key, assumptions };
}

function mayBeSent(
  { parameters, headersNotRecorded }: Call,
  [header, value]: NonNullable<EncryptionNeed['onlyWith']>,
): boolean {
  const sent = parameters[header];
  return sent === undefined ? headersNotRecorded === true : sent.toLowerCase() === value;
}

/** The key of a new object is the one that a header names, or the default of the bucket. */
const hangsOnHeaders = ({ key, onlyWith }: EncryptionNeed): boolean => key === 'new-object' || onlyWith !== undefined;

const headersAssumed = ({ eventName }: Call): Assumption => ({
  code: 'no-encryption-header-assumed',
  facts: { operation: eventName },
});

function keyOf(call: Call, need: EncryptionNeed, source: CopySource | undefined): Key | undefined {
  const { parameters } = call;
  switch (need.key) {
    case 'object':
      // An object that is read with the customer's own key is encrypted with that.
      if (parameters[customerKey] !== undefined && call.eventName !== 'UpdateObjectEncryption') return undefined;
      return objectKey(call, call.thing);
    case 'source':
      if (parameters[`x-amz-copy-source-${customerKey.slice('x-amz-'.length)}`] !== undefined) return undefined;
      return source === undefined ? undefined : { ...objectKey(call, source), certain: false };
    case 'new-object':
      return newObjectKey(call);
  }
}

const customerKey = 'x-amz-server-side-encryption-customer-algorithm';

function objectKey(
  call: Call,
  { bucket, key, versionId }: { readonly bucket?: string; readonly key?: string; readonly versionId?: string },
): Key {
  const certain = usesKms(call.sseApplied);
  if (bucket === undefined || key === undefined)
    return { resource: { is: 'not-told', why: 'not-in-record', ...defined({ bucket }) }, certain };
  return {
    resource: { is: 'key-of-object', bucket, key, ...defined({ versionId }) },
    certain,
  };
}

function newObjectKey(call: Call): Key | undefined {
  const { parameters, thing } = call;
  if (parameters[customerKey] !== undefined) return undefined;
  const named = parameters['x-amz-server-side-encryption-aws-kms-key-id'];
  const algorithm = parameters['x-amz-server-side-encryption'] ?? (named === undefined ? undefined : 'aws:kms');
  if (algorithm !== undefined && !algorithm.startsWith('aws:kms')) return undefined;
  if (algorithm === undefined) {
    const certain = usesKms(call.sseApplied);
    if (thing.bucket === undefined) return { resource: { is: 'not-told', why: 'not-in-record' }, certain };
    return { resource: { is: 'default-key-of-bucket', bucket: thing.bucket }, certain, ...assumedUpload(call) };
  }
  if (named !== undefined && isKeyArn(named)) {
    const owner = accountInArn(named);
    const { bucket } = thing;
    const encrypts = bucket === undefined ? {} : ({ encrypts: { is: 'default-key-of-bucket', bucket } } as const);
    return {
      resource: { is: 'arn', arn: named, ...encrypts },
      certain: true,
      ...defined({ resourceAccountId: owner }),
    };
  }
  // Without a key, and for ids and aliases, S3 takes the key of the requester's account.
  const owner = accountInArn(named) ?? call.callerAccountId;
  return {
    resource: { is: 'key-named-by-request', keyId: named ?? 'alias/aws/s3' },
    certain: true,
    ...defined({ resourceAccountId: owner }),
  };
}

/** The calls of an upload do not repeat the key that it began with. */
function assumedUpload({ eventName }: Call): Pick<Key, 'assumptions'> {
  if (!/Part|CompleteMultipartUpload/.test(eventName)) return {};
  return { assumptions: [{ code: 'upload-key-from-bucket-default', facts: { operation: eventName } }] };
}

/** `SSE_KMS`, `Default_SSE_KMS`, `SSE_DSSE` …: the values are partly unverified, so other ones prove nothing. */
const usesKms = (sseApplied: string | undefined): boolean => /KMS|DSSE/i.test(sseApplied ?? '');
