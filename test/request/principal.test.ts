import { asked, changed, denied, keyOf, sample, type Json } from './samples';

const account = '111122223333';
const identities = sample('s17') as unknown as Record<string, Json>;
const asking = (userIdentity: Json, change: Json = {}) =>
  denied(changed('s01', { userIdentity, errorMessage: 'Access Denied', ...change }));

test.each([
  [
    'AssumedRole_web_identity',
    { type: 'assumed-role', roleName: 'irsa-role', roleArn: `arn:aws:iam::${account}:role/service/irsa-role` },
  ],
  ['FederatedUser', { type: 'federated-user', name: 'Bob', userArn: `arn:aws:iam::${account}:user/broker` }],
  ['Root', { type: 'root', arn: `arn:aws:iam::${account}:root` }],
  ['IdentityCenter_role', { type: 'assumed-role', sessionName: 'jane@example.com' }],
  ['ConsoleIAMUser', { type: 'user', userName: 'alice' }],
  ['LambdaRole_inScopeOf', { type: 'assumed-role', roleName: 'app-reader-role' }],
] as const)('%s is understood', (name, principal) => {
  expect(asking(identities[name]!).principal).toMatchObject({ ...principal, accountId: account });
});

test('the sample of identities holds no other', () => expect(Object.keys(identities)).toHaveLength(6));

test.each<[string, Json, Json]>([
  ['AWSAccount anonymous', { type: 'AWSAccount', principalId: '', accountId: 'anonymous' }, { type: 'anonymous' }],
  ['the other spelling of anonymous', { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' }, { type: 'anonymous' }],
  [
    'a foreign account',
    { type: 'AWSAccount', principalId: 'AIDAX', accountId: account },
    { type: 'unidentified', accountId: account, principalId: 'AIDAX' },
  ],
  [
    'the root user of a foreign account',
    { type: 'AWSAccount', principalId: account, accountId: account },
    { type: 'root', arn: `arn:aws:iam::${account}:root`, accountId: account },
  ],
  [
    'an origin access identity',
    { type: 'AWSAccount', principalId: 'AIDAEXAMPLEOAI0000001', accountId: 'CloudFront' },
    { type: 'unidentified', accountId: 'cloudfront', principalId: 'AIDAEXAMPLEOAI0000001' },
  ],
  [
    'an origin access identity by its name',
    { type: 'AWSAccount', arn: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E127EXAMPLE51Z' },
    { type: 'user', accountId: 'cloudfront', userName: 'CloudFront Origin Access Identity E127EXAMPLE51Z' },
  ],
  [
    'a service',
    { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
    { type: 'service', service: 'cloudtrail.amazonaws.com' },
  ],
  ['a service without a name', { type: 'AWSService' }, { type: 'service', service: 'AWS Internal' }],
  [
    'an Identity Center user',
    {
      type: 'IdentityCenterUser',
      accountId: account,
      onBehalfOf: { userId: 'u-1', identityStoreArn: 'arn:x' },
      credentialId: 'c',
    },
    { type: 'unidentified', accountId: account, principalId: 'u-1' },
  ],
  [
    'a type that we do not know',
    { type: 'Role', arn: `arn:aws:iam::${account}:role/x/y` },
    { type: 'role', roleName: 'y' },
  ],
  [
    'a hidden name',
    { type: 'IAMUser', accountId: account, principalId: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    { type: 'unidentified', principalId: '' },
  ],
  [
    'a user with a path',
    { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/a/b/carol` },
    { type: 'user', userName: 'carol' },
  ],
])('%s', (_, userIdentity, principal) => expect(asking(userIdentity).principal).toMatchObject(principal));

describe('the caller that only the text names', () => {
  const hidden = { type: 'AWSAccount', principalId: 'AROAX:sess-1', accountId: '444455556666' };
  const saying = (user: string) =>
    asking(hidden, {
      errorMessage: `User: ${user} is not authorized to perform: s3:GetObject because no identity-based policy allows the s3:GetObject action`,
    });

  test('is taken from it', () => {
    const { principal } = saying('arn:aws:sts::444455556666:assumed-role/partner/sess-1');
    expect(principal).toMatchObject({ type: 'assumed-role', roleName: 'partner', sessionName: 'sess-1' });
    expect(principal).not.toHaveProperty('roleArn');
  });
  test.each([
    ['of another account', 'arn:aws:sts::999999999999:assumed-role/partner/sess-1'],
    ['of another session', 'arn:aws:sts::444455556666:assumed-role/partner/sess-2'],
  ])('is not believed if it is %s, and then the text is odd', (_, user) => {
    const request = saying(user);
    expect(request.principal.type).toBe('unidentified');
    if (user.includes('999')) expect(request.said.is).toBe('odd');
  });
  test('has a role whose path nobody knows', () => {
    const request = saying('arn:aws:sts::444455556666:assumed-role/partner/sess-1');
    expect(keyOf(request, 'aws:PrincipalArn')).toBe('unknown');
  });
});

describe('session facts', () => {
  test('tell what AWS issued credentials to', () => {
    expect(asking(identities['LambdaRole_inScopeOf']!).session).toEqual({
      accessKeyId: 'ASIAEXAMPLEKEYID0001',
      createdAt: '2026-11-20T08:00:11Z',
      issuedToCompute: 'AWS::Lambda::Function',
      credentialsIssuedTo: 'arn:aws:lambda:us-east-1:111122223333:function:app-fn',
    });
  });
  test('know instance roles by their delivery', () => {
    const role = identities['AssumedRole_web_identity']!;
    const sessionContext = { ...(role['sessionContext'] as object), ec2RoleDelivery: '2.0' };
    expect(asking({ ...role, sessionContext }).session?.issuedToCompute).toBe('AWS::EC2::Instance');
  });
  test('are absent for callers without credentials', () => expect(denied(sample('s04')).session).toBeUndefined());
});

test('a service that acts for a caller leaves the caller the caller', () => {
  const request = asking({ ...identities['LambdaRole_inScopeOf']!, invokedBy: 'athena.amazonaws.com' });
  expect(request).toMatchObject({ invokedBy: 'athena.amazonaws.com', principal: { type: 'assumed-role' } });
  expect(asked(request)).toHaveLength(2);
});
