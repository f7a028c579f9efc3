/** An account in which every reader finds something: answers as AWS's protocols shape them, by service and operation. */
import type { Wire, WireAnswer, WireCall } from '../../src/evidence/place';
import type { Recorder } from '../../src/evidence/recording/recording';
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import {
  accessControlPolicy,
  attachedPolicies,
  blockFlags,
  encodedDocument,
  errorOf,
  escaped,
  identityElement,
  json,
  policyNames,
  publicAccessBlock,
  result,
  tagSet,
  xml,
} from '../account/shapes';

export { errorOf, json, xml };

export const account = '111122223333';
export const keyArn = `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const roleArn = `arn:aws:iam::${account}:role/service-role/reader`;
export const userArn = `arn:aws:iam::${account}:user/people/ann`;

export const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
export const policyText = JSON.stringify(policy);
const encoded = encodedDocument(policy);
const acl = (id: string) =>
  accessControlPolicy(id, [{ to: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' }]);
const flags = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: true };
const tags = { team: 'data' };
const identity = { id: 'A', createdAt: '2025-01-01T00:00:00Z', boundaryArn: `arn:aws:iam::${account}:policy/boundary` };
const event = (record: object) => ({ CloudTrailEvent: JSON.stringify(record) });

export const accessKeyId = 'ASIAEXAMPLE000000001';
const lookups: Readonly<Record<string, readonly object[]>> = {
  [`ResourceName ${accessKeyId}`]: [
    event({
      eventID: 'assumed',
      eventTime: '2026-11-20T08:00:00Z',
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      requestParameters: {
        policy: policyText,
        policyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
        tags: [{ key: 'project', value: 'x' }],
        sourceIdentity: 'ann',
      },
      responseElements: { credentials: { accessKeyId, sessionToken: 'SECRETTOKEN' } },
    }),
  ],
  [`AccessKeyId ${accessKeyId}`]: [
    event({
      eventID: 'decrypted',
      eventTime: '2026-11-20T08:14:12Z',
      eventSource: 'kms.amazonaws.com',
      eventName: 'Decrypt',
      errorCode: 'AccessDenied',
      requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket/a/b.csv' } },
      resources: [{ ARN: keyArn }],
    }),
  ],
};

/** Lets the management account, and these, change policies. */
export const delegation = (...accounts: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: ['999988887777', ...accounts].map((id) => `arn:aws:iam::${id}:root`) },
      Action: ['organizations:AttachPolicy', 'organizations:DescribePolicy'],
      Resource: '*',
    },
    { Effect: 'Allow', Principal: { AWS: '777788889999' }, Action: 'organizations:List*', Resource: '*' },
  ],
});

type Answerer = (input: Readonly<Record<string, unknown>>) => WireAnswer;

/** By service and operation. */
export const answers: Readonly<Record<string, Answerer>> = {
  's3 GetBucketPolicy': () => json(policy),
  's3 GetBucketPolicyStatus': () => xml('<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>'),
  's3 GetPublicAccessBlock': () => publicAccessBlock(flags),
  's3 GetBucketAcl': () => acl('owner'),
  's3 GetObjectAcl': () => acl('writer'),
  's3 GetBucketOwnershipControls': () =>
    xml('<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>'),
  's3 GetBucketEncryption': () =>
    xml(
      '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>' +
        `<KMSMasterKeyID>${keyArn}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled>` +
        '<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>',
    ),
  's3 GetBucketVersioning': () =>
    xml('<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>'),
  's3 GetObjectLockConfiguration': () =>
    xml(
      '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>',
    ),
  's3 GetObjectRetention': () =>
    xml('<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>2027-01-01T00:00:00Z</RetainUntilDate></Retention>'),
  's3 GetObjectLegalHold': () => xml('<LegalHold><Status>ON</Status></LegalHold>'),
  's3 GetBucketRequestPayment': () =>
    xml('<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>'),
  's3 GetBucketLogging': () =>
    xml(
      '<BucketLoggingStatus><LoggingEnabled><TargetBucket>my-logs</TargetBucket><TargetPrefix>access/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
    ),
  's3 GetBucketAbac': () => xml('<AbacStatus><Status>Enabled</Status></AbacStatus>'),
  's3 GetBucketTagging': () => tagSet(tags),
  's3 GetObjectTagging': () => tagSet(tags),
  's3 GetBucketLocation': () =>
    xml('<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-central-1</LocationConstraint>'),
  's3 HeadObject': () => ({
    status: 200,
    headers: {
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': keyArn,
      'x-amz-storage-class': 'GLACIER',
    },
    body: '',
  }),
  's3-control GetPublicAccessBlock': () => publicAccessBlock(flags),
  's3-control GetAccessPoint': () =>
    xml(
      `<GetAccessPointResult><Name>ap</Name><Bucket>my-bucket</Bucket><NetworkOrigin>VPC</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>` +
        `<PublicAccessBlockConfiguration>${blockFlags(flags)}</PublicAccessBlockConfiguration><BucketAccountId>${account}</BucketAccountId></GetAccessPointResult>`,
    ),
  's3-control GetAccessPointPolicy': () =>
    xml(`<GetAccessPointPolicyResult><Policy>${policyText}</Policy></GetAccessPointPolicyResult>`),
  's3-control ListMultiRegionAccessPoints': () =>
    xml(
      '<ListMultiRegionAccessPointsResult><AccessPoints><AccessPoint><Name>many</Name><Alias>abc.mrap</Alias>' +
        `<PublicAccessBlock>${blockFlags(flags)}</PublicAccessBlock><Regions><Region><Bucket>my-bucket</Bucket><Region>eu-central-1</Region></Region></Regions>` +
        '</AccessPoint></AccessPoints></ListMultiRegionAccessPointsResult>',
    ),
  's3-control GetMultiRegionAccessPointPolicy': () =>
    xml(
      `<GetMultiRegionAccessPointPolicyResult><Policy><Established><Policy>${policyText}</Policy></Established></Policy></GetMultiRegionAccessPointPolicyResult>`,
    ),
  's3-control GetAccessPointConfigurationForObjectLambda': () =>
    xml(
      '<GetAccessPointConfigurationForObjectLambdaResult><Configuration><SupportingAccessPoint>arn:ap</SupportingAccessPoint><TransformationConfigurations>' +
        '<TransformationConfiguration><Actions><Action>GetObject</Action></Actions><ContentTransformation><AwsLambda><FunctionArn>arn:f</FunctionArn></AwsLambda></ContentTransformation></TransformationConfiguration>' +
        '</TransformationConfigurations></Configuration></GetAccessPointConfigurationForObjectLambdaResult>',
    ),
  's3-control GetAccessPointPolicyForObjectLambda': () =>
    xml(
      `<GetAccessPointPolicyForObjectLambdaResult><Policy>${policyText}</Policy></GetAccessPointPolicyForObjectLambdaResult>`,
    ),
  's3-control ListAccessGrants': () =>
    xml(
      '<ListAccessGrantsResult><AccessGrantsList><AccessGrant><AccessGrantId>g</AccessGrantId><Grantee><GranteeType>IAM</GranteeType>' +
        `<GranteeIdentifier>${roleArn}</GranteeIdentifier></Grantee><Permission>READ</Permission><GrantScope>s3://my-bucket/*</GrantScope></AccessGrant></AccessGrantsList></ListAccessGrantsResult>`,
    ),
  'iam GetRole': () => result('GetRole', identityElement('Role', { ...identity, arn: roleArn, tags })),
  'iam GetUser': () => result('GetUser', identityElement('User', { ...identity, arn: userArn, tags })),
  'iam ListAttachedRolePolicies': () =>
    result('ListAttachedRolePolicies', attachedPolicies([`arn:aws:iam::${account}:policy/managed`])),
  'iam ListRolePolicies': () => result('ListRolePolicies', policyNames(['inline'])),
  'iam GetRolePolicy': () =>
    result(
      'GetRolePolicy',
      `<RoleName>reader</RoleName><PolicyName>inline</PolicyName><PolicyDocument>${encoded}</PolicyDocument>`,
    ),
  'iam ListAttachedUserPolicies': () =>
    result('ListAttachedUserPolicies', attachedPolicies(['arn:aws:iam::aws:policy/ReadOnlyAccess'])),
  'iam ListUserPolicies': () => result('ListUserPolicies', policyNames(['inline'])),
  'iam GetUserPolicy': () =>
    result(
      'GetUserPolicy',
      `<UserName>ann</UserName><PolicyName>inline</PolicyName><PolicyDocument>${encoded}</PolicyDocument>`,
    ),
  'iam ListGroupsForUser': () =>
    result(
      'ListGroupsForUser',
      `<Groups><member><GroupName>admins</GroupName><GroupId>G</GroupId><Arn>arn:aws:iam::${account}:group/admins</Arn><Path>/</Path><CreateDate>2025-01-01T00:00:00Z</CreateDate></member></Groups><IsTruncated>false</IsTruncated>`,
    ),
  'iam ListAttachedGroupPolicies': () =>
    result('ListAttachedGroupPolicies', attachedPolicies([`arn:aws:iam::${account}:policy/managed`])),
  'iam ListGroupPolicies': () => result('ListGroupPolicies', policyNames(['grouped'])),
  'iam GetGroupPolicy': () =>
    result(
      'GetGroupPolicy',
      `<GroupName>admins</GroupName><PolicyName>grouped</PolicyName><PolicyDocument>${encoded}</PolicyDocument>`,
    ),
  'iam GetPolicy': ({ PolicyArn }) =>
    result(
      'GetPolicy',
      `<Policy><PolicyName>${String(PolicyArn).split('/').at(-1)}</PolicyName><Arn>${String(PolicyArn)}</Arn><DefaultVersionId>v3</DefaultVersionId></Policy>`,
    ),
  'iam GetPolicyVersion': ({ VersionId }) =>
    result(
      'GetPolicyVersion',
      `<PolicyVersion><VersionId>${String(VersionId)}</VersionId><Document>${encoded}</Document></PolicyVersion>`,
    ),
  'iam SimulatePrincipalPolicy': () =>
    result(
      'SimulatePrincipalPolicy',
      '<EvaluationResults><member><EvalActionName>s3:GetObject</EvalActionName><EvalDecision>implicitDeny</EvalDecision>' +
        '<OrganizationsDecisionDetail><AllowedByOrganizations>true</AllowedByOrganizations></OrganizationsDecisionDetail>' +
        '<ResourceSpecificResults><member><EvalResourceName>arn:aws:s3:::my-bucket/a/b.csv</EvalResourceName>' +
        '<EvalResourceDecision>allowed</EvalResourceDecision><MissingContextValues><member>aws:SourceVpc</member></MissingContextValues>' +
        '<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>true</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>' +
        '</member></ResourceSpecificResults></member></EvaluationResults><IsTruncated>false</IsTruncated>',
    ),
  'kms GetKeyPolicy': () => json({ Policy: policyText, PolicyName: 'default' }),
  'kms ListGrants': () =>
    json({
      Grants: [{ GrantId: 'g', GranteePrincipal: roleArn, Operations: ['Decrypt'], CreationDate: 1 }],
      Truncated: false,
    }),
  'kms DescribeKey': () =>
    json({
      KeyMetadata: {
        KeyId: '1',
        Arn: keyArn,
        KeyManager: 'CUSTOMER',
        KeyState: 'Enabled',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeySpec: 'SYMMETRIC_DEFAULT',
        MultiRegion: false,
      },
    }),
  'kms ListResourceTags': () => json({ Tags: [{ TagKey: 'data-class', TagValue: 'pii' }], Truncated: false }),
  'kms ListAliases': () => json({ Aliases: [{ AliasName: 'alias/app' }], Truncated: false }),
  'ec2 DescribeVpcEndpoints': () =>
    xml(
      `<DescribeVpcEndpointsResponse><vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcEndpointType>Gateway</vpcEndpointType><vpcId>vpc-1</vpcId><ownerId>${account}</ownerId><policyDocument>${escaped(policyText)}</policyDocument></item></vpcEndpointSet></DescribeVpcEndpointsResponse>`,
    ),
  'organizations DescribeOrganization': () =>
    json({ Organization: { Id: 'o-1', MasterAccountId: '999988887777', FeatureSet: 'ALL' } }),
  'organizations DescribeResourcePolicy': () => json({ ResourcePolicy: { Content: JSON.stringify(delegation()) } }),
  'organizations ListParents': ({ ChildId }) =>
    json({
      Parents: [ChildId === account ? { Id: 'ou-1', Type: 'ORGANIZATIONAL_UNIT' } : { Id: 'r-1', Type: 'ROOT' }],
    }),
  'organizations ListPoliciesForTarget': ({ TargetId }) =>
    json({
      Policies: [{ Id: `p-${String(TargetId)}`, Name: `of ${String(TargetId)}`, Arn: `arn:p-${String(TargetId)}` }],
    }),
  'organizations DescribePolicy': () => json({ Policy: { Content: policyText } }),
  'organizations DescribeOrganizationalUnit': () => json({ OrganizationalUnit: { Id: 'ou-1', Name: 'Workloads' } }),
  'cloudtrail LookupEvents': ({ LookupAttributes }) => {
    const [lookup] = LookupAttributes as { AttributeKey: string; AttributeValue: string }[];
    return json({ Events: lookups[`${lookup?.AttributeKey} ${lookup?.AttributeValue}`] ?? [] });
  },
  'sts GetCallerIdentity': () =>
    result('GetCallerIdentity', `<Account>${account}</Account><Arn>arn:x</Arn><UserId>u</UserId>`),
  'sts AssumeRole': () =>
    result(
      'AssumeRole',
      '<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>SECRETKEY</SecretAccessKey><SessionToken>SECRETTOKEN</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>',
    ),
};

export const answerTo = ({ service, operation, input }: WireCall): WireAnswer => {
  const answer = answers[`${service} ${operation}`];
  if (answer === undefined) throw new Error(`the world has no ${service} ${operation}`);
  return answer(input);
};

/** Stands where a recorder stands: it answers instead of the network, and remembers what was asked. */
export function stage(answer: Wire = async (call) => answerTo(call)): Recorder & { readonly calls: WireCall[] } {
  const calls: WireCall[] = [];
  return {
    calls,
    wire: (call, send) => {
      calls.push(call);
      return answer(call, send);
    },
    recording: () => ({ format: 'culprit-recording', version: 1, calls: [] }),
  };
}

export const s3Authorization: BoundAuthorization = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::my-bucket/a/b.csv',
  resourceAccountId: account,
  purpose: 'main',
  needed: 'yes',
  context: { known: {}, unknown: [] },
  assumptions: [],
  flags: {
    principalIsServiceLinkedRole: false,
    principalAccountIsManagement: undefined,
    resourceAccountIsManagement: undefined,
    awsManagedKey: undefined,
  },
};
export const kmsAuthorization: BoundAuthorization = {
  ...s3Authorization,
  action: 'kms:Decrypt',
  resource: keyArn,
  purpose: 'encryption',
};

export const request: BoundRequest = {
  eventId: 'e',
  time: '2026-11-20T08:14:12Z',
  region: 'eu-central-1',
  partition: 'aws',
  eventSource: 's3.amazonaws.com',
  operation: 'GetObject',
  errorCode: 'AccessDenied',
  said: { is: 'generic' },
  principal: {
    type: 'assumed-role',
    arn: `arn:aws:sts::${account}:assumed-role/reader/session`,
    accountId: account,
    roleName: 'reader',
    sessionName: 'session',
  },
  session: { accessKeyId, createdAt: '2026-11-20T08:00:00Z' },
  bucket: 'my-bucket',
  key: 'a/b.csv',
  endpoint: { is: 'endpoint', id: 'vpce-1', accountId: account },
  parameters: {},
  resourceAccountId: account,
  bucketRegion: 'eu-central-1',
  organizationId: undefined,
  authorizations: [s3Authorization, kmsAuthorization],
  unknowns: [],
};
export const asUser: BoundRequest = {
  ...request,
  principal: { type: 'user', arn: userArn, accountId: account, userName: 'ann' },
};
export const denyingPolicy = 'arn:aws:organizations::999988887777:policy/o-1/service_control_policy/p-1';
export const naming: BoundRequest = {
  ...request,
  said: {
    is: 'reason',
    deny: 'explicit',
    policyType: 'service control policy',
    policyArn: denyingPolicy,
    action: 's3:GetObject',
    clause: '',
  },
};
export const through = (accessPoint: string): BoundRequest => ({ ...request, accessPoint });
