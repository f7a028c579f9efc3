/** Buckets, and what S3 answers about them. */
import type { CorsRule } from '../../../src/evidence/readers/bucket-cors';
import type { WireAnswer } from '../../../src/evidence/place';
import type { Asked, Operation, Operations } from '../operation';
import type { Named, Policy } from '../policy';
import { element, errorOf, json, xml } from '../shapes';
import { accessControlPolicy, type GrantDescription } from './access-control-list';
import { flagsOf, publicAccessBlock, type BlockFlags } from './public-access-block';
import { listOf, objectOperations, tagSet, type Holder, type ObjectDescription } from './s3-objects';

export interface BucketDescription {
  /** @default us-east-1 */
  readonly region?: string;
  readonly policy?: Policy;
  /** What GetBucketPolicyStatus says. @default false */
  readonly policyIsPublic?: boolean;
  /** `none`: nothing is set on the bucket. @default all four are on */
  readonly publicAccessBlock?: Partial<BlockFlags> | 'none';
  /** `none`: a bucket of old, without the setting. @default BucketOwnerEnforced */
  readonly ownership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | 'none';
  /** Beside the owner's FULL_CONTROL. */
  readonly grants?: readonly GrantDescription[];
  /** @default SSE-S3 */
  readonly encryption?: {
    readonly algorithm?: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
    /** ARN, id or alias. */
    readonly kmsKey?: string;
    readonly bucketKey?: boolean;
    readonly blocked?: readonly string[];
  };
  /** @default none: CORS is not enabled */
  readonly cors?: readonly CorsRule[];
  readonly versioning?: { readonly status?: 'Enabled' | 'Suspended'; readonly mfaDelete?: 'Enabled' | 'Disabled' };
  readonly objectLock?: { readonly mode?: 'GOVERNANCE' | 'COMPLIANCE' };
  /** @default BucketOwner */
  readonly payer?: 'BucketOwner' | 'Requester';
  readonly tags?: Named<string>;
  readonly abac?: boolean;
  /** Server access logs go there. @default nowhere */
  readonly logging?: { readonly bucket: string; readonly prefix: string; readonly partitioned?: true };
  /** How many keys a list gives at once. @default 1,000 */
  readonly keysOfPage?: number;
  /** By key, or `key?versionId=…` for a version. */
  readonly objects?: Named<ObjectDescription>;
}

export interface S3Account {
  readonly buckets?: Named<BucketDescription>;
  /** The account's. Without it none is set. */
  readonly publicAccessBlock?: Partial<BlockFlags>;
}

/** What S3 looks at. */
export interface DescribedS3 {
  readonly accounts: Named<S3Account>;
}

type Bucket = Omit<BucketDescription, 'region'> & Holder & { readonly region: string };

interface BucketOperation extends Omit<Operation<unknown>, 'answer'> {
  readonly answer: (bucket: Bucket, input: Asked<DescribedS3>['input']) => WireAnswer;
  /** Whoever does not know the Region may ask anywhere. */
  readonly anywhere?: true;
}

const partitionedPrefix =
  '<TargetObjectKeyFormat><PartitionedPrefix><PartitionDateSource>EventTime</PartitionDateSource></PartitionedPrefix></TargetObjectKeyFormat>';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
function corsRule(rule: CorsRule): string {
  const { ID, AllowedOrigins, AllowedMethods, AllowedHeaders = [], ExposeHeaders = [], MaxAgeSeconds } = rule;
  const each = (name: string, values: readonly string[]) => values.map((value) => element(name, value)).join('');
  return `<CORSRule>${element('ID', ID)}${each('AllowedOrigin', AllowedOrigins)}${each('AllowedMethod', AllowedMethods)}${each('AllowedHeader', AllowedHeaders)}${each('ExposeHeader', ExposeHeaders)}${element('MaxAgeSeconds', MaxAgeSeconds?.toString())}</CORSRule>`;
}

const notFound = (code: string): WireAnswer => errorOf('s3', code, 404, 'The specified thing does not exist');

const operations: Readonly<Record<string, BucketOperation>> = {
  ...objectOperations,
  GetBucketLocation: {
    anywhere: true,
    answer: ({ region }) =>
      xml(
        `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region === 'us-east-1' ? '' : region}</LocationConstraint>`,
      ),
  },
  GetBucketPolicy: { answer: ({ policy }) => (policy === undefined ? notFound('NoSuchBucketPolicy') : json(policy)) },
  GetBucketPolicyStatus: {
    answer: ({ policy, policyIsPublic = false }) =>
      policy === undefined
        ? notFound('NoSuchBucketPolicy')
        : xml(`<PolicyStatus><IsPublic>${policyIsPublic}</IsPublic></PolicyStatus>`),
  },
  GetPublicAccessBlock: {
    action: 's3:GetBucketPublicAccessBlock',
    answer: ({ publicAccessBlock: set }) =>
      set === 'none' ? notFound('NoSuchPublicAccessBlockConfiguration') : publicAccessBlock(flagsOf(set)),
  },
  GetBucketAcl: {
    answer: ({ owner, hasAcls, grants = [], ignoresPublicAcls }) =>
      accessControlPolicy({ owner, grants: hasAcls ? grants : [], ignoresPublic: ignoresPublicAcls }),
  },
  GetBucketOwnershipControls: {
    answer: ({ ownership = 'BucketOwnerEnforced' }) =>
      ownership === 'none'
        ? notFound('OwnershipControlsNotFoundError')
        : xml(`<OwnershipControls><Rule><ObjectOwnership>${ownership}</ObjectOwnership></Rule></OwnershipControls>`),
  },
  GetBucketEncryption: {
    action: 's3:GetEncryptionConfiguration',
    answer: ({ encryption = {} }) => {
      const { kmsKey, bucketKey = false, blocked } = encryption;
      const { algorithm = kmsKey === undefined ? 'AES256' : 'aws:kms' } = encryption;
      const types = blocked?.map((type) => element('EncryptionType', type)).join('');
      return xml(
        `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${element('KMSMasterKeyID', kmsKey)}` +
          `</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>${bucketKey}</BucketKeyEnabled>${element('BlockedEncryptionTypes', types)}</Rule></ServerSideEncryptionConfiguration>`,
      );
    },
  },
  GetBucketCors: {
    action: 's3:GetBucketCORS',
    answer: ({ cors }) =>
      cors === undefined
        ? notFound('NoSuchCORSConfiguration')
        : xml(`<CORSConfiguration>${cors.map(corsRule).join('')}</CORSConfiguration>`),
  },
  GetBucketVersioning: {
    answer: ({ versioning = {} }) => {
      const { status, mfaDelete } = versioning;
      return xml(
        `<VersioningConfiguration>${element('Status', status)}${element('MfaDelete', mfaDelete)}</VersioningConfiguration>`,
      );
    },
  },
  GetObjectLockConfiguration: {
    action: 's3:GetBucketObjectLockConfiguration',
    answer: ({ objectLock }) => {
      if (objectLock === undefined) return notFound('ObjectLockConfigurationNotFoundError');
      const { mode } = objectLock;
      const rule =
        mode === undefined
          ? ''
          : `<Rule><DefaultRetention><Mode>${mode}</Mode><Days>30</Days></DefaultRetention></Rule>`;
      return xml(
        `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`,
      );
    },
  },
  GetBucketRequestPayment: {
    answer: ({ payer = 'BucketOwner' }) =>
      xml(`<RequestPaymentConfiguration><Payer>${payer}</Payer></RequestPaymentConfiguration>`),
  },
  GetBucketAbac: {
    answer: ({ abac = false }) => xml(`<AbacStatus><Status>${abac ? 'Enabled' : 'Disabled'}</Status></AbacStatus>`),
  },
  GetBucketLogging: {
    answer: ({ logging }) =>
      xml(
        logging === undefined
          ? '<BucketLoggingStatus/>'
          : `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${logging.bucket}</TargetBucket><TargetPrefix>${logging.prefix}</TargetPrefix>${logging.partitioned === true ? partitionedPrefix : ''}</LoggingEnabled></BucketLoggingStatus>`,
      ),
  },
  ListObjectsV2: {
    action: 's3:ListBucket',
    emptyPage: xml(
      '<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken></ListBucketResult>',
    ),
    answer: (bucket, input) => listOf(bucket, input),
  },
  GetBucketTagging: { answer: ({ tags }) => (tags === undefined ? notFound('NoSuchTagSet') : tagSet(tags)) },
};

export const s3Operations: Operations<DescribedS3> = {
  // At an endpoint of one's own the SDK begins a session before whatever it asks of a directory bucket.
  CreateSession: {
    answer: () =>
      xml(
        '<CreateSessionResult><Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>SECRETKEY</SecretAccessKey><SessionToken>SECRETTOKEN</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></CreateSessionResult>',
      ),
  },
  ListBuckets: {
    action: 's3:ListAllMyBuckets',
    emptyPage: xml(
      '<ListAllMyBucketsResult><Buckets/><ContinuationToken>more</ContinuationToken></ListAllMyBucketsResult>',
    ),
    answer: ({ awsAccounts, account }) => {
      const names = Object.keys(awsAccounts.accounts[account]?.buckets ?? {});
      return xml(
        element(
          'ListAllMyBucketsResult',
          element('Buckets', names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')),
        ),
      );
    },
  },
  ...Object.fromEntries(
    Object.entries(operations).map(([name, { answer, anywhere, ...operation }]) => [
      name,
      { ...operation, answer: (asked: Asked<DescribedS3>) => answerOfBucket(asked, answer, anywhere) },
    ]),
  ),
};

/** Whoever asks names the owner that it expects; another one's bucket refuses, one of nobody's is not there. */
function answerOfBucket(
  asked: Asked<DescribedS3>,
  answer: BucketOperation['answer'],
  anywhere: boolean = false,
): WireAnswer {
  const bucket = bucketNamed(asked.awsAccounts, String(asked.input['Bucket']));
  if (bucket === undefined) return notFound('NoSuchBucket');
  const { owner, region } = bucket;
  if (owner !== asked.input['ExpectedBucketOwner']) return errorOf('s3', 'AccessDenied', 403, 'Access Denied');
  if (region !== asked.region && !anywhere) {
    const redirect = errorOf('s3', 'PermanentRedirect', 301);
    return { ...redirect, headers: { ...redirect.headers, 'x-amz-bucket-region': region } };
  }
  return answer(bucket, asked.input);
}

function bucketNamed({ accounts }: DescribedS3, name: string): Bucket | undefined {
  for (const [owner, { buckets = {}, publicAccessBlock: ofAccount }] of Object.entries(accounts)) {
    const bucket = buckets[name];
    if (bucket === undefined) continue;
    const { region = 'us-east-1', ownership = 'BucketOwnerEnforced', publicAccessBlock: set, objectLock } = bucket;
    const ignores = set !== 'none' && flagsOf(set).IgnorePublicAcls;
    return {
      ...bucket,
      region,
      owner,
      hasObjectLock: objectLock !== undefined,
      hasAcls: ownership !== 'BucketOwnerEnforced',
      ignoresPublicAcls: ignores || ofAccount?.IgnorePublicAcls === true,
    };
  }
  return undefined;
}
