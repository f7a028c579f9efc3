/** What each call sets, and where its record shows that: what a call replaced stands in the record of the one before it. */

/** A place in a record: `requestParameters.bucketName`. */
type Place = string;

export interface Sets {
  /** Calls that set the same thing share this name. */
  readonly setting: string;
  /** What names the thing, in order; each by the first of its places that holds a text. */
  readonly of: readonly (readonly Place[])[];
  /** Where the new value stands, and what it means that it stands nowhere. `none`: afterwards there is none. */
  readonly value: 'none' | { readonly at: readonly Place[]; readonly without: 'none' | 'not-set' | 'unknown' };
  /** A parameter that sets AWS's own default instead of a value. */
  readonly resetBy?: Place;
}

const parameter = (name: string): Place => `requestParameters.${name}`;
const answer = (name: string): Place => `responseElements.${name}`;
const by = (...names: readonly string[]) => names.map((name) => [parameter(name)]);
const to = (...names: readonly string[]) => ({ at: names.map(parameter), without: 'unknown' }) as const;
/** The call changes other things as well. */
const perhapsTo = (...names: readonly string[]) => ({ at: names.map(parameter), without: 'not-set' }) as const;

/** One thing that is put, and deleted, as a whole. */
const whole = (
  setting: string,
  of: Sets['of'],
  put: string,
  value: Sets['value'],
  deleted?: string,
): readonly (readonly [string, Sets])[] => [
  [put, { setting, of, value }],
  ...(deleted === undefined ? [] : [[deleted, { setting, of, value: 'none' }] as const]),
];

const ofBucket = by('bucketName');
const aclHeaders = [
  'x-amz-acl',
  ...['full-control', 'read', 'write', 'read-acp', 'write-acp'].map((right) => `x-amz-grant-${right}`),
];
const ofAccessPoint = by('name');
/** In which form CloudTrail records these calls is not documented: like their requests, or as other calls of access points. */
const inMultiRegion = (call: string, name: string): readonly Place[] =>
  [`${call}MultiRegionAccessPoint${call === 'Put' ? 'Policy' : ''}Request.Details`, 'Details', 'details'].flatMap(
    (place) => [parameter(`${place}.${name}`), parameter(`${place}.${name.toLowerCase()}`)],
  );
const ofKey: Sets['of'] = [[parameter('keyId')]];
const ofGrant: Sets['of'] = [[parameter('grantId'), answer('grantId')]];
const ofManagedPolicy: Sets['of'] = [[parameter('policyArn'), answer('policy.arn')]];
const ofOrganizationPolicy: Sets['of'] = [[parameter('policyId'), answer('policy.policySummary.id')]];
const ofEndpoint: Sets['of'] = [
  [
    parameter('ModifyVpcEndpointRequest.VpcEndpointId'),
    parameter('vpcEndpointId'),
    answer('CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId'),
  ],
];

/** A principal's own: inline policies, attachments, a boundary. A new one has none of them. */
const ofPrincipal = (kind: 'Role' | 'User' | 'Group', name: string): readonly (readonly [string, Sets])[] => {
  const setting = kind.toLowerCase();
  const created: Sets = { setting: `${setting}-policy`, of: by(name), value: 'none' };
  return [
    ...whole(
      `${setting}-policy`,
      by(name, 'policyName'),
      `Put${kind}Policy`,
      to('policyDocument'),
      `Delete${kind}Policy`,
    ),
    ...whole(
      `${setting}-attachment`,
      by(name, 'policyArn'),
      `Attach${kind}Policy`,
      to('policyArn'),
      `Detach${kind}Policy`,
    ),
    [`Create${kind}`, created],
    [`Create${kind}`, { ...created, setting: `${setting}-attachment` }],
    ...(kind === 'Group'
      ? []
      : [
          ...whole(
            `${setting}-boundary`,
            by(name),
            `Put${kind}PermissionsBoundary`,
            to('permissionsBoundary'),
            `Delete${kind}PermissionsBoundary`,
          ),
          [
            `Create${kind}`,
            {
              setting: `${setting}-boundary`,
              of: by(name),
              value: { at: [parameter('permissionsBoundary')], without: 'none' },
            },
          ] as const,
        ]),
  ];
};

const all: readonly (readonly [string, Sets])[] = [
  ...whole('policy-of-bucket', ofBucket, 'PutBucketPolicy', to('bucketPolicy'), 'DeleteBucketPolicy'),
  ['CreateBucket', { setting: 'policy-of-bucket', of: ofBucket, value: 'none' }],
  ...whole(
    'bucket-public-access-block',
    ofBucket,
    'PutBucketPublicAccessBlock',
    to('PublicAccessBlockConfiguration'),
    'DeleteBucketPublicAccessBlock',
  ),
  ...whole(
    'account-public-access-block',
    [['recipientAccountId']],
    'PutAccountPublicAccessBlock',
    to('PublicAccessBlockConfiguration'),
    'DeleteAccountPublicAccessBlock',
  ),
  ...whole('bucket-acl', ofBucket, 'PutBucketAcl', to('AccessControlPolicy', ...aclHeaders)),
  // Without any the owner has all rights, and nobody else has one.
  ['CreateBucket', { setting: 'bucket-acl', of: ofBucket, value: { at: aclHeaders.map(parameter), without: 'none' } }],
  ...whole(
    'bucket-ownership',
    ofBucket,
    'PutBucketOwnershipControls',
    to('OwnershipControls'),
    'DeleteBucketOwnershipControls',
  ),
  ...whole(
    'bucket-encryption',
    ofBucket,
    'PutBucketEncryption',
    to('ServerSideEncryptionConfiguration'),
    'DeleteBucketEncryption',
  ),
  ...whole('bucket-tags', ofBucket, 'PutBucketTagging', to('Tagging'), 'DeleteBucketTagging'),
  ...whole('bucket-request-payment', ofBucket, 'PutBucketRequestPayment', to('RequestPaymentConfiguration')),
  ...whole(
    'policy-of-access-point',
    ofAccessPoint,
    'PutAccessPointPolicy',
    to('policy', 'Policy', 'PutAccessPointPolicyRequest.Policy'),
    'DeleteAccessPointPolicy',
  ),
  ['CreateAccessPoint', { setting: 'policy-of-access-point', of: ofAccessPoint, value: 'none' }],
  [
    'PutMultiRegionAccessPointPolicy',
    {
      setting: 'policy-of-multi-region-access-point',
      of: [inMultiRegion('Put', 'Name')],
      value: { at: inMultiRegion('Put', 'Policy'), without: 'unknown' },
    },
  ],
  [
    'CreateMultiRegionAccessPoint',
    { setting: 'policy-of-multi-region-access-point', of: [inMultiRegion('Create', 'Name')], value: 'none' },
  ],
  ...ofPrincipal('Role', 'roleName'),
  ...ofPrincipal('User', 'userName'),
  ...ofPrincipal('Group', 'groupName'),
  ...whole(
    'user-group-attachment',
    by('userName', 'groupName'),
    'AddUserToGroup',
    to('groupName'),
    'RemoveUserFromGroup',
  ),
  ...whole('managed-policy', ofManagedPolicy, 'CreatePolicyVersion', to('policyDocument')),
  // Which document that is, IAM knows.
  ['SetDefaultPolicyVersion', { setting: 'managed-policy', of: ofManagedPolicy, value: to() }],
  ['CreatePolicy', { setting: 'managed-policy', of: ofManagedPolicy, value: to('policyDocument') }],
  ...whole('organization-policy', ofOrganizationPolicy, 'UpdatePolicy', perhapsTo('content')),
  ['CreatePolicy', { setting: 'organization-policy', of: ofOrganizationPolicy, value: to('content') }],
  ...whole('organization-attachment', by('targetId', 'policyId'), 'AttachPolicy', to('policyId'), 'DetachPolicy'),
  ...whole('policy-of-key', ofKey, 'PutKeyPolicy', to('policy')),
  ['CreateKey', { setting: 'policy-of-key', of: [[answer('keyMetadata.keyId')]], value: to('policy') }],
  ...whole('key-grant', ofGrant, 'CreateGrant', { at: ['requestParameters'], without: 'unknown' }, 'RevokeGrant'),
  ['RetireGrant', { setting: 'key-grant', of: ofGrant, value: 'none' }],
  [
    'ModifyVpcEndpoint',
    {
      setting: 'policy-of-endpoint',
      of: ofEndpoint,
      value: perhapsTo('ModifyVpcEndpointRequest.PolicyDocument', 'policyDocument'),
      resetBy: parameter('ModifyVpcEndpointRequest.ResetPolicy'),
    },
  ],
  [
    'CreateVpcEndpoint',
    {
      setting: 'policy-of-endpoint',
      of: ofEndpoint,
      value: to('CreateVpcEndpointRequest.PolicyDocument', 'policyDocument'),
    },
  ],
];

/** What a call sets; empty: nothing that this table knows. */
export const setBy = (eventName: string): readonly Sets[] =>
  all.flatMap(([call, sets]) => (call === eventName ? [sets] : []));

/** The calls that set it, and those that begin with it. */
export const callsThatSet = (setting: string): readonly string[] => [
  ...new Set(all.flatMap(([call, sets]) => (sets.setting === setting ? [call] : []))),
];
