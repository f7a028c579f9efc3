/** Which condition keys S3 sends for which action, beyond the common ones. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys */

/** How a key's value is found. */
export type KeySource =
  /** A header or (`isQuery`) a query parameter of that name: absent if it was not sent. */
  | { readonly parameter: string; readonly isQuery?: true }
  /** In the request's body, in a header that the record may leave out, or not documented. */
  | 'not-in-record'
  | 'request-tags'
  | 'object-tags';

/** The keys of this action; a key that is not among them is never sent, hence absent. */
export function keysOf(action: string): readonly (readonly [key: string, source: KeySource])[] {
  return groups.filter(({ actions }) => actions.test(action)).flatMap(({ keys }) => keys);
}

/** Does S3 send this key (of which the case does not matter) for the action, where the request has a value for it? */
export function carries(action: string, key: string): boolean {
  const name = key.toLowerCase();
  if (action.startsWith('s3:') && name === 's3:x-amz-content-sha256') return true;
  return keysOf(action).some(([known]) => {
    const [start, ...more] = known.toLowerCase().split('*');
    return name === start || name.startsWith(more.length > 0 ? `${start}` : `${start}/`);
  });
}

interface Group {
  readonly actions: RegExp;
  readonly keys: readonly (readonly [string, KeySource])[];
}

const header = (name: string): readonly [string, KeySource] => [`s3:${name}`, { parameter: name }];
const query = (name: string): readonly [string, KeySource] => [`s3:${name}`, { parameter: name, isQuery: true }];
const hidden = (key: string): readonly [string, KeySource] => [key, 'not-in-record'];

const aclKeys = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
].map(header);
const encryptionKeys = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-customer-algorithm',
].map(header);

const groups: readonly Group[] = [
  {
    actions: /^s3:(PutObject|BypassGovernanceRetention)$/,
    keys: [
      ...aclKeys,
      ...encryptionKeys,
      ...[
        'x-amz-copy-source',
        'x-amz-metadata-directive',
        'x-amz-storage-class',
        'x-amz-website-redirect-location',
      ].map(header),
      ['s3:RequestObjectTag', 'request-tags'],
    ],
  },
  {
    actions: /^s3:PutObject$/,
    keys: [
      header('x-amz-object-annotation-directive'),
      ['s3:object-lock-mode', { parameter: 'x-amz-object-lock-mode' }],
      ['s3:object-lock-retain-until-date', { parameter: 'x-amz-object-lock-retain-until-date' }],
      ['s3:object-lock-legal-hold', { parameter: 'x-amz-object-lock-legal-hold' }],
      hidden('s3:object-lock-event-hold*'),
      // The record is not known to hold these headers, nor what S3 sends for each call.
      hidden('s3:if-match'),
      hidden('s3:if-none-match'),
      hidden('s3:ObjectCreationOperation'),
    ],
  },
  { actions: /^s3:DeleteObject$/, keys: [hidden('s3:if-match')] },
  { actions: /^s3:(PutObject(Version)?Acl|PutBucketAcl|CreateBucket)$/, keys: aclKeys },
  { actions: /^s3:PutObject(Version)?Acl$/, keys: [header('x-amz-storage-class')] },
  { actions: /^s3:CreateAccessPoint$/, keys: [header('x-amz-acl'), hidden('s3:locationconstraint')] },
  {
    actions: /^s3:CreateBucket$/,
    keys: [
      header('x-amz-object-ownership'),
      header('x-amz-bucket-namespace'),
      ['s3:locationconstraint', { parameter: 'locationconstraint' }],
    ],
  },
  { actions: /^s3:PutObjectLegalHold$/, keys: [hidden('s3:object-lock-legal-hold')] },
  { actions: /^s3:PutObjectRetention$/, keys: [hidden('s3:object-lock-*')] },
  { actions: /^s3:UpdateObjectEncryption$/, keys: [hidden('s3:x-amz-server-side-encryption*')] },
  { actions: /^s3:ListBucket(Versions)?$/, keys: ['prefix', 'delimiter', 'max-keys'].map(query) },
  { actions: /^s3:PutObject(Version)?Tagging$/, keys: [['s3:RequestObjectTag', 'request-tags']] },
  { actions: /^s3:\w*Object\w*Version\w*$/, keys: [query('versionid')] },
  {
    actions:
      /^s3:(GetObject(Version)?(Acl|Annotation|Attributes|Tagging)?|(Put|Delete)Object(Version)?(Annotation|Tagging)|PutObject(Version)?Acl|ListObject(Version)?Annotations|UpdateObjectEncryption)$/,
    keys: [['s3:ExistingObjectTag/*', 'object-tags']],
  },
  {
    actions: /^s3:\w*Annotation\w*$/,
    keys: [hidden('s3:annotation-prefix'), hidden('s3:max-annotation-results'), hidden('s3:x-amz-object-if-match')],
  },
  {
    actions: /^s3:(Create|Put|Tag|Untag)\w*(Bucket|Job|JobTagging|AccessPoint|AccessGrant\w*|StorageLens\w*|Resource)$/,
    keys: [hidden('aws:RequestTag/*'), hidden('aws:TagKeys')],
  },
  { actions: /^s3:\w*Job\w*$/, keys: [hidden('s3:*Job*')] },
  { actions: /^s3:\w*AccessGrant\w*$/, keys: [hidden('s3:AccessGrant*')] },
  { actions: /^s3:PutInventoryConfiguration$/, keys: [hidden('s3:InventoryAccessibleOptionalFields')] },
  { actions: /^s3:PutReplicationConfiguration$/, keys: [hidden('s3:isReplicationPauseRequest')] },
  { actions: /^s3express:CreateSession$/, keys: [hidden('s3express:*')] },
];

/**
 * What a key is one and the same for: the caller, the resource, or the call. S3's own call to KMS is another call; it
 * keeps the caller and the address that S3 was called from.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export type KeyScope = 'caller' | 'resource' | 'call';

/** `key`: in lower case. */
export function scopeOf(key: string): KeyScope {
  if (OF_THE_CALLER.test(key)) return 'caller';
  return OF_THE_RESOURCE.test(key) ? 'resource' : 'call';
}

const OF_THE_CALLER =
  /^(?:aws:(?:principal|userid$|username$|tokenissuetime$|multifactorauth|sourceidentity$|federatedprovider$|sourceip$|ec2instance|assumedroot)|saml:|sts:)/;
const OF_THE_RESOURCE = /^(?:aws:resource|s3:existingobjecttag|s3:buckettag|s3:resourceaccount|kms:)/;

/**
 * Does the key (in lower case) hold several values? Those that AWS fills so; of keys that are no service's and no tags
 * (`saml:edupersonorgdn`) those that a set operator is used on.
 */
export function isMultivalued(key: string, isUsedAsSet: boolean): boolean {
  return MULTIVALUED.test(key) || (isUsedAsSet && !key.includes('/') && !/^(?:aws|s3|kms):/.test(key));
}

const MULTIVALUED =
  /^(?:aws:(?:principal|resource|source|vpce)orgpaths|aws:tagkeys|aws:calledvia|aws:principalservicenameslist|s3:requestobjecttagkeys|kms:encryptioncontextkeys|kms:resourcealiases)$/;
