/** What S3 tells of described buckets and objects. */
import type { BucketDescription, GrantDescription, ObjectDescription, World } from './description';
import type { WireAnswer } from '../../src/evidence/place';
import { canonicalId } from './canonical-id';
import { accessControlPolicy, errorOf, json, publicAccessBlock, tagSet, xml, type BlockFlags } from './shapes';
import type { Answers, Asked } from './asked';

export const allBlocked: BlockFlags = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
export const noneBlocked: BlockFlags = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const notFound = (code: string): WireAnswer => errorOf('s3', code, 404, 'The specified thing does not exist');

interface Bucket extends BucketDescription {
  readonly name: string;
  readonly owner: string;
}

/** By operation; each is given the bucket of the call. */
const ofBuckets: Readonly<Record<string, (bucket: Bucket, asked: Asked) => WireAnswer>> = {
  GetBucketLocation: ({ region }) =>
    xml(
      `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region === 'us-east-1' ? '' : (region ?? '')}</LocationConstraint>`,
    ),
  GetBucketPolicy: ({ policy }) => (policy === undefined ? notFound('NoSuchBucketPolicy') : json(policy)),
  GetBucketPolicyStatus: ({ policy, policyIsPublic = false }) =>
    policy === undefined
      ? notFound('NoSuchBucketPolicy')
      : xml(`<PolicyStatus><IsPublic>${policyIsPublic}</IsPublic></PolicyStatus>`),
  GetPublicAccessBlock: (bucket) =>
    bucket.publicAccessBlock === 'none'
      ? notFound('NoSuchPublicAccessBlockConfiguration')
      : publicAccessBlock(flagsOf(bucket)),
  GetBucketAcl: (bucket, { world }) => aclOf(world, bucket, bucket.owner, bucket.grants),
  GetBucketOwnershipControls: ({ ownership = 'BucketOwnerEnforced' }) =>
    ownership === 'none'
      ? notFound('OwnershipControlsNotFoundError')
      : xml(`<OwnershipControls><Rule><ObjectOwnership>${ownership}</ObjectOwnership></Rule></OwnershipControls>`),
  GetBucketEncryption: ({ encryption = {} }) => {
    const {
      algorithm = encryption.kmsKey === undefined ? 'AES256' : 'aws:kms',
      kmsKey,
      bucketKey,
      blocked,
    } = encryption;
    const key = kmsKey === undefined ? '' : `<KMSMasterKeyID>${kmsKey}</KMSMasterKeyID>`;
    const types = blocked?.map((type) => `<EncryptionType>${type}</EncryptionType>`).join('');
    return xml(
      `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${key}</ApplyServerSideEncryptionByDefault>` +
        `<BucketKeyEnabled>${bucketKey ?? false}</BucketKeyEnabled>${types === undefined ? '' : `<BlockedEncryptionTypes>${types}</BlockedEncryptionTypes>`}</Rule></ServerSideEncryptionConfiguration>`,
    );
  },
  GetBucketVersioning: ({ versioning = {} }) => {
    const { status, mfaDelete } = versioning;
    const told = `${status === undefined ? '' : `<Status>${status}</Status>`}${mfaDelete === undefined ? '' : `<MfaDelete>${mfaDelete}</MfaDelete>`}`;
    return xml(`<VersioningConfiguration>${told}</VersioningConfiguration>`);
  },
  GetObjectLockConfiguration: ({ objectLock }) => {
    if (objectLock === undefined) return notFound('ObjectLockConfigurationNotFoundError');
    const { mode } = objectLock;
    const rule =
      mode === undefined ? '' : `<Rule><DefaultRetention><Mode>${mode}</Mode><Days>30</Days></DefaultRetention></Rule>`;
    return xml(
      `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`,
    );
  },
  GetBucketRequestPayment: ({ payer = 'BucketOwner' }) =>
    xml(`<RequestPaymentConfiguration><Payer>${payer}</Payer></RequestPaymentConfiguration>`),
  GetBucketAbac: ({ abac = false }) =>
    xml(`<AbacStatus><Status>${abac ? 'Enabled' : 'Disabled'}</Status></AbacStatus>`),
  GetBucketLogging: ({ logging }) =>
    xml(
      logging === undefined
        ? '<BucketLoggingStatus/>'
        : `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${logging.bucket}</TargetBucket><TargetPrefix>${logging.prefix}</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`,
    ),
  GetBucketTagging: ({ tags }) => (tags === undefined ? notFound('NoSuchTagSet') : tagSet(tags)),
  GetObjectTagging: ofObjects(({ tags = {} }) => tagSet(tags)),
  GetObjectAcl: ofObjects(({ owner, grants }, bucket, { world }) =>
    aclOf(world, bucket, owner ?? bucket.owner, grants),
  ),
  GetObjectRetention: ofObjects(({ retention }, { objectLock }) => {
    if (objectLock === undefined) return withoutLock;
    if (retention === undefined) return notFound('NoSuchObjectLockConfiguration');
    return xml(
      `<Retention><Mode>${retention.mode}</Mode><RetainUntilDate>${retention.until}</RetainUntilDate></Retention>`,
    );
  }),
  GetObjectLegalHold: ofObjects(({ legalHold }, { objectLock }) => {
    if (objectLock === undefined) return withoutLock;
    if (legalHold === undefined) return notFound('NoSuchObjectLockConfiguration');
    return xml(`<LegalHold><Status>${legalHold}</Status></LegalHold>`);
  }),
  HeadObject: (bucket, { input }) => {
    const object = objectIn(bucket, input);
    // A HEAD has no body.
    if (object === undefined) return { status: 404, headers: {}, body: '' };
    const { kmsKey, bucketKey, storageClass, restore, writtenAt = '2026-01-01T00:00:00Z' } = object;
    return {
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
    };
  },
};

/** Whoever asks names the owner that it expects; another one's bucket refuses, one of nobody's is not there. */
export const s3Answers: Answers = {
  // At an endpoint of one's own the SDK begins a session before whatever it asks of a directory bucket.
  CreateSession: () =>
    xml(
      '<CreateSessionResult><Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>SECRETKEY</SecretAccessKey><SessionToken>SECRETTOKEN</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></CreateSessionResult>',
    ),
  ...Object.fromEntries(
    Object.entries(ofBuckets).map(([operation, answer]) => [
      operation,
      (asked: Asked) => {
        const bucket = bucketNamed(asked.world, String(asked.input['Bucket']));
        if (bucket === undefined) return notFound('NoSuchBucket');
        const { region = 'us-east-1', owner } = bucket;
        if (owner !== asked.input['ExpectedBucketOwner']) return errorOf('s3', 'AccessDenied', 403, 'Access Denied');
        if (region !== asked.region && operation !== 'GetBucketLocation') {
          const redirect = errorOf('s3', 'PermanentRedirect', 301);
          return { ...redirect, headers: { ...redirect.headers, 'x-amz-bucket-region': region } };
        }
        return answer({ ...bucket, region }, asked);
      },
    ]),
  ),
};

const withoutLock = errorOf('s3', 'InvalidRequest', 400, 'Bucket is missing Object Lock Configuration');

function ofObjects(answer: (object: ObjectDescription, bucket: Bucket, asked: Asked) => WireAnswer) {
  return (bucket: Bucket, asked: Asked): WireAnswer => {
    const object = objectIn(bucket, asked.input);
    return object === undefined ? notFound('NoSuchKey') : answer(object, bucket, asked);
  };
}

function objectIn({ objects = {} }: Bucket, { Key, VersionId }: Asked['input']): ObjectDescription | undefined {
  if (typeof Key !== 'string') return undefined;
  return objects[typeof VersionId === 'string' ? `${Key}?versionId=${VersionId}` : Key];
}

export function bucketNamed({ accounts }: World, name: string): Bucket | undefined {
  for (const [owner, { buckets = {} }] of Object.entries(accounts)) {
    const bucket = buckets[name];
    if (bucket !== undefined) return { ...bucket, name, owner };
  }
  return undefined;
}

function flagsOf({ publicAccessBlock: set }: Bucket): BlockFlags {
  if (set === 'none') return noneBlocked;
  return set === undefined ? allBlocked : { ...noneBlocked, ...set };
}

const groups = 'http://acs.amazonaws.com/groups/';
const groupUris: Readonly<Record<string, string>> = {
  AllUsers: `${groups}global/AllUsers`,
  AuthenticatedUsers: `${groups}global/AuthenticatedUsers`,
  LogDelivery: `${groups}s3/LogDelivery`,
};

/** AWS shows the ACL that takes effect: without ACLs the owner's grant alone, and no public one that is ignored. */
function aclOf(world: World, bucket: Bucket, owner: string, grants: readonly GrantDescription[] = []): WireAnswer {
  const ofAccount = world.accounts[bucket.owner]?.publicAccessBlock?.IgnorePublicAcls === true;
  const ignored = ofAccount || flagsOf(bucket).IgnorePublicAcls;
  const { ownership = 'BucketOwnerEnforced' } = bucket;
  const effective =
    ownership === 'BucketOwnerEnforced'
      ? []
      : grants.filter(({ to }) => !ignored || !['AllUsers', 'AuthenticatedUsers'].includes(to));
  const owns = ownership === 'BucketOwnerEnforced' ? bucket.owner : owner;
  return accessControlPolicy(canonicalId(owns), [
    { to: canonicalId(owns), permission: 'FULL_CONTROL' },
    ...effective.map(({ to, permission }) => ({ to: groupUris[to] ?? canonicalId(to), permission })),
  ]);
}
