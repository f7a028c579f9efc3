import { changed, denied, keyOf, sample, sending, type Json } from './samples';

const s01 = denied(sample('s01'));
const identity = (name: string) => sample(name).detail['userIdentity'] as Json;

describe('a plain request of a role', () => {
  test.each([
    ['aws:PrincipalArn', 'arn:aws:iam::111122223333:role/service/app-reader-role'],
    ['aws:PrincipalAccount', '111122223333'],
    ['aws:PrincipalType', 'AssumedRole'],
    ['aws:userid', 'AROAEXAMPLEROLEID0001:app-fn'],
    ['aws:username', 'absent'],
    ['aws:PrincipalOrgID', 'unknown'],
    ['aws:PrincipalTag/team', 'unknown'],
    ['aws:PrincipalIsAWSService', 'false'],
    ['aws:PrincipalServiceName', 'absent'],
    ['aws:SourceIp', '203.0.113.10'],
    ['aws:SourceVpce', 'absent'],
    ['aws:SourceVpc', 'absent'],
    ['aws:VpcSourceIp', 'absent'],
    ['aws:SecureTransport', 'true'],
    ['aws:ViaAWSService', 'false'],
    ['aws:CalledVia', 'absent'],
    ['aws:UserAgent', 'aws-sdk-js/3.1173.0 ua/2.1 os/linux#5.10 lang/js md/nodejs#22.11.0 api/s3#3.1173.0'],
    ['aws:Referer', 'unknown'],
    ['aws:CurrentTime', '2026-11-20T08:14:01Z'],
    ['aws:EpochTime', '1795162441'],
    ['aws:RequestedRegion', 'us-east-1'],
    ['aws:MultiFactorAuthPresent', 'false'],
    ['aws:MultiFactorAuthAge', 'absent'],
    ['aws:TokenIssueTime', '2026-11-20T08:00:11Z'],
    ['aws:SourceIdentity', 'absent'],
    ['aws:SourceArn', 'absent'],
    ['aws:SourceAccount', 'absent'],
    ['aws:ResourceAccount', '111122223333'],
    ['s3:ResourceAccount', '111122223333'],
    ['aws:ResourceOrgID', 'unknown'],
    ['aws:ResourceTag/data-class', 'unknown'],
    ['s3:BucketTag/x', 'unknown'],
    ['s3:ExistingObjectTag/x', 'unknown'],
    ['s3:TlsVersion', '1.3'],
    ['s3:authType', 'REST-HEADER'],
    ['s3:signatureversion', 'AWS4-HMAC-SHA256'],
    ['s3:signatureAge', 'unknown'],
    ['s3:x-amz-acl', 'absent'],
    ['s3:prefix', 'absent'],
    ['s3:DataAccessPointArn', 'absent'],
    ['s3:versionid', 'absent'],
  ])('%s is %s', (key, value) => expect(keyOf(s01, key, 's3:GetObject')).toBe(value));
});

test.each([
  ['PutObject', 's3:x-amz-server-side-encryption', 'absent'],
  ['PutObject', 's3:RequestObjectTag/team', 'absent'],
  ['CreateMultipartUpload', 's3:x-amz-acl', 'absent'],
  // What the upload began with is not told, nor whether policies see it again.
  ['UploadPart', 's3:x-amz-server-side-encryption', 'unknown'],
  ['UploadPart', 's3:RequestObjectTag/team', 'unknown'],
  ['UploadPartCopy', 's3:object-lock-mode', 'unknown'],
  ['CompleteMultipartUpload', 's3:x-amz-acl', 'unknown'],
])('without headers %s has %s %s', (eventName, key, value) => {
  expect(keyOf(denied(sending('s01', {}, { eventName })), key, 's3:PutObject')).toBe(value);
});

describe('its use of the key', () => {
  test.each([
    ['kms:ViaService', 's3.us-east-1.amazonaws.com'],
    ['kms:CallerAccount', '111122223333'],
    ['kms:EncryptionContext:aws:s3:arn', 'unknown'],
    ['kms:EncryptionContextKeys', 'unknown'],
    ['aws:SourceIp', '203.0.113.10'],
    ['aws:SourceVpce', 'absent'],
    ['aws:ViaAWSService', 'true'],
    ['aws:ResourceTag/data-class', 'unknown'],
    ['aws:ResourceAccount', 'unknown'],
    ['s3:TlsVersion', 'absent'],
  ])('%s is %s', (key, value) => expect(keyOf(s01, key, 'kms:Decrypt')).toBe(value));
  test('in China is not told how the service is spelled', () => {
    const request = denied(changed('s01', { awsRegion: 'cn-north-1', errorMessage: 'Access Denied' }));
    expect(keyOf(request, 'kms:ViaService', 'kms:Decrypt')).toBe('unknown');
  });
  test('for a directory bucket is not told how the service is spelled', () => {
    const arn = 'arn:aws:s3express:us-east-1:111122223333:bucket/b--use1-az4--x-s3';
    const sent = (sample('s05b').detail['requestParameters'] ?? {}) as Json;
    const requestParameters = { ...sent, encryptionContext: { 'aws:s3:arn': arn } };
    expect(keyOf(denied(changed('s05b', { requestParameters })), 'kms:ViaService')).toBe('unknown');
    expect(keyOf(denied(sample('s05b')), 'kms:ViaService')).toBe('s3.us-east-1.amazonaws.com');
  });
  test.each([
    ['s05b', 'kms:EncryptionContext:aws:s3:arn', 'arn:aws:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv'],
    ['s05c', 'kms:EncryptionContext:aws:s3:arn', 'arn:aws:s3:::amzn-s3-demo-bucket'],
    ['s05b', 'kms:EncryptionContextKeys', ['aws:s3:arn']],
    ['s05b', 'kms:EncryptionAlgorithm', 'SYMMETRIC_DEFAULT'],
    ['s05b', 'aws:SourceIp', 'unknown'],
    ['s05b', 'aws:ResourceAccount', '111122223333'],
  ])('is told by KMS’s record: %s %s', (name, key, value) => expect(keyOf(denied(sample(name)), key)).toEqual(value));
});

describe('presence', () => {
  const viaEndpoint = denied(
    changed('s01', { vpcEndpointId: 'vpce-0abc', vpcEndpointAccountId: '111122223333', sourceIPAddress: '10.0.0.7' }),
  );
  const anonymous = denied(sample('s04'));
  const service = denied(sample('s14'));
  const nameless = denied(changed('s14', { userIdentity: { type: 'AWSService' } }));
  const longTerm = denied(sample('s13'));
  const through = (invokedBy: string, more: Json = {}) =>
    denied(changed('s01', { userIdentity: { ...identity('s01'), ...more, invokedBy }, sourceIPAddress: invokedBy }));
  const { inScopeOf } = sampleIdentity('LambdaRole_inScopeOf');
  const forwarded = through('athena.amazonaws.com', { inScopeOf });
  const unlisted = through('datasync.amazonaws.com', { inScopeOf });
  const mayBeItsOwn = through('databrew.amazonaws.com');
  const signedIn = through('databrew.amazonaws.com', {
    arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_data-eng_0123456789abcdef/alice',
  });
  const ofUser = denied(
    changed('s13', {
      userIdentity: { ...identity('s13'), invokedBy: 'datasync.amazonaws.com' },
      sourceIPAddress: 'datasync.amazonaws.com',
    }),
  );
  const serviceRole = through('cloudformation.amazonaws.com', {
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/AWSCloudFormation',
  });
  const insecure = denied(
    changed('s01', {
      tlsDetails: undefined,
      additionalEventData: { SignatureVersion: 'SigV2', AuthenticationMethod: 'AuthHeader' },
    }),
  );
  const mfa = denied(changed('s01', { userIdentity: sampleIdentity('ConsoleIAMUser'), errorMessage: 'Access Denied' }));
  const lambda = denied(changed('s01', { userIdentity: sampleIdentity('LambdaRole_inScopeOf') }));
  const role = sampleIdentity('AssumedRole_web_identity');
  const delivered = { ...(role['sessionContext'] as Json), ec2RoleDelivery: '2.0' };
  const instance = denied(
    changed('s01', { userIdentity: { ...role, sessionContext: delivered }, errorMessage: 'Access Denied' }),
  );
  const untold = denied(changed('s13', { requestParameters: null }));
  const upload = denied(
    sending(
      's13',
      { 'x-amz-tagging': 'team=red&team2=a%20b', 'x-amz-object-lock-mode': 'GOVERNANCE' },
      { errorMessage: 'Access Denied' },
    ),
  );

  function sampleIdentity(name: string): Json {
    return (sample('s17') as unknown as Record<string, Json>)[name]!;
  }

  test.each([
    ['through an endpoint', viaEndpoint, 'aws:SourceIp', 'absent'],
    ['through an endpoint', viaEndpoint, 'aws:VpcSourceIp', '10.0.0.7'],
    ['through an endpoint', viaEndpoint, 'aws:SourceVpce', 'vpce-0abc'],
    ['through an endpoint', viaEndpoint, 'aws:SourceVpc', 'unknown'],
    ['through an endpoint', viaEndpoint, 'aws:VpceAccount', '111122223333'],
    ['of nobody', anonymous, 'aws:PrincipalArn', 'absent'],
    ['of nobody', anonymous, 'aws:PrincipalOrgID', 'absent'],
    ['of nobody', anonymous, 'aws:PrincipalTag/x', 'absent'],
    ['of nobody', anonymous, 'aws:userid', 'anonymous'],
    ['of nobody', anonymous, 's3:authType', 'absent'],
    ['of nobody', anonymous, 's3:signatureversion', 'absent'],
    ['of nobody', anonymous, 'aws:MultiFactorAuthPresent', 'absent'],
    ['of a service', service, 'aws:PrincipalServiceName', 'delivery.logs.amazonaws.com'],
    ['of a service without a name', nameless, 'aws:PrincipalServiceName', 'unknown'],
    ['of a service', service, 'aws:PrincipalIsAWSService', 'true'],
    ['of a service', service, 'aws:SourceArn', 'unknown'],
    ['of a service', service, 'aws:SourceAccount', 'unknown'],
    ['of a service', service, 'aws:SourceIp', 'unknown'],
    ['of a service', service, 'aws:PrincipalOrgID', 'absent'],
    ['of a service', service, 'aws:ViaAWSService', 'false'],
    ['with a long-term key', longTerm, 'aws:MultiFactorAuthPresent', 'absent'],
    ['with a long-term key', longTerm, 'aws:TokenIssueTime', 'absent'],
    ['with a long-term key', longTerm, 'aws:username', 'signer'],
    ['presigned', longTerm, 's3:authType', 'REST-QUERY-STRING'],
    ['presigned', longTerm, 's3:signatureAge', '73000'],
    ['with an ACL header', longTerm, 's3:x-amz-acl', 'bucket-owner-full-control'],
    ['without an encryption header', longTerm, 's3:x-amz-server-side-encryption', 'absent'],
    ['forwarded by a service', forwarded, 'aws:ViaAWSService', 'true'],
    ['forwarded by a service', forwarded, 'aws:CalledVia', 'unknown'],
    ['forwarded by a service', forwarded, 'aws:CalledViaFirst', 'unknown'],
    ['forwarded by a service', forwarded, 'aws:CalledViaLast', 'athena.amazonaws.com'],
    ['forwarded by a service that the list leaves out', unlisted, 'aws:CalledViaLast', 'unknown'],
    ['of a role by a service that the list leaves out', unlisted, 'aws:ViaAWSService', 'true'],
    ['of a session that DataBrew may have begun', mayBeItsOwn, 'aws:ViaAWSService', 'unknown'],
    ['of a session that DataBrew may have begun', mayBeItsOwn, 'aws:CalledViaLast', 'unknown'],
    ['of somebody signed in, by DataBrew', signedIn, 'aws:ViaAWSService', 'true'],
    ['of somebody signed in, by DataBrew', signedIn, 'aws:CalledViaLast', 'databrew.amazonaws.com'],
    ['of a user by a service that the list leaves out', ofUser, 'aws:ViaAWSService', 'true'],
    ['of a user by a service that the list leaves out', ofUser, 'aws:CalledViaLast', 'unknown'],
    ['of a service role', serviceRole, 'aws:ViaAWSService', 'unknown'],
    ['of a service role', serviceRole, 'aws:CalledViaLast', 'unknown'],
    ['forwarded by a service', forwarded, 'aws:SourceIp', 'unknown'],
    ['forwarded by a service', forwarded, 'aws:SourceVpce', 'absent'],
    ['without any word of TLS', insecure, 'aws:SecureTransport', 'unknown'],
    ['signed with version 2', insecure, 's3:signatureversion', 'AWS'],
    ['signed with version 2', insecure, 's3:signatureAge', '0'],
    ['with MFA', mfa, 'aws:MultiFactorAuthPresent', 'true'],
    ['with MFA', mfa, 'aws:MultiFactorAuthAge', '830'],
    ['of a function', lambda, 'lambda:SourceFunctionArn', 'arn:aws:lambda:us-east-1:111122223333:function:app-fn'],
    ['of a function', lambda, 'ec2:SourceInstanceArn', 'absent'],
    ['of an instance', instance, 'ec2:RoleDelivery', '2.0'],
    ['of an instance', instance, 'ec2:SourceInstanceArn', 'unknown'],
    ['of a function', lambda, 'ec2:RoleDelivery', 'absent'],
    ['whose parameters are left out', untold, 's3:x-amz-acl', 'unknown'],
    ['with tags', upload, 's3:RequestObjectTag/team2', 'a b'],
    ['with tags', upload, 's3:RequestObjectTagKeys', ['team', 'team2']],
    ['with a lock', upload, 's3:object-lock-mode', 'GOVERNANCE'],
    ['without tags', longTerm, 's3:RequestObjectTagKeys', 'absent'],
    ['for a new object', longTerm, 's3:ExistingObjectTag/x', 'absent'],
    ['of a list', denied(sample('s10')), 's3:prefix', 'reports/'],
    ['of a version', denied(sample('s12')), 's3:versionid', '3HL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY'],
    [
      'through an access point',
      denied(sample('s07')),
      's3:DataAccessPointArn',
      'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap',
    ],
    ['through an access point', denied(sample('s07')), 's3:DataAccessPointAccount', '111122223333'],
    ['through an access point', denied(sample('s07')), 's3:AccessPointNetworkOrigin', 'unknown'],
    ['of a caller whom the copy hides', denied(sample('s06a')), 'aws:PrincipalArn', 'unknown'],
    ['that names no resource', denied(sample('s06a')), 'aws:ResourceAccount', 'unknown'],
  ])('a request %s: %#', (_, request, key, value) => expect(keyOf(request, key)).toEqual(value));

  test('the header of an encryption context leaves its keys open', () => {
    const plain = denied(sample('s02'));
    const more = denied(sending('s02', { 'x-amz-server-side-encryption-context': 'e30=' }));
    expect(keyOf(plain, 'kms:EncryptionContextKeys', 'kms:GenerateDataKey')).toEqual(['aws:s3:arn']);
    expect(keyOf(more, 'kms:EncryptionContextKeys', 'kms:GenerateDataKey')).toBe('unknown');
  });
});
