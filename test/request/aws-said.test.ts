import { parseSaid } from '../../src/request/said/parse';
import { asked, changed, denied, keyOf, sending } from './samples';

const user = 'User: arn:aws:iam::111122223333:user/u is not authorized to perform:';
const on = 'on resource: "arn:aws:s3:::b/k"';
const reason = (text: string) => parseSaid('AccessDenied', text);

describe('each wording is understood', () => {
  test.each([
    ['service control policy', 'in a'],
    ['resource control policy', 'in a'],
    ['identity-based policy', 'in an'],
    ['session policy', 'in a'],
    ['permissions boundary', 'in a'],
    ['resource-based policy', 'in a'],
    ['VPC endpoint policy', 'in a'],
  ])('an explicit deny of a %s', (policyType, article) => {
    const said = reason(`${user} s3:GetObject ${on} with an explicit deny ${article} ${policyType}`);
    expect(said).toMatchObject({
      is: 'reason',
      deny: 'explicit',
      policyType,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
    });
  });
  test.each([
    'service control policy',
    'identity-based policy',
    'session policy',
    'permissions boundary',
    'resource-based policy',
    'VPC endpoint policy',
  ])('no %s that allows', (policyType) => {
    const said = reason(`${user} s3:GetObject ${on} because no ${policyType} allows the s3:GetObject action`);
    expect(said).toMatchObject({ is: 'reason', deny: 'implicit', policyType });
  });

  const policyArn = 'arn:aws:organizations::999988887777:policy/o-x1/service_control_policy/p-y2';
  test.each([
    ['after a colon', `: ${policyArn}`],
    ['as the page of S3 prints it', `, with policy ARN:\n${policyArn}`],
    ['with a full stop', `: ${policyArn}.`],
  ])('the policy’s ARN %s', (_, suffix) => {
    const said = reason(`${user} s3:GetObject ${on} with an explicit deny in a service control policy${suffix}`);
    expect(said).toMatchObject({ is: 'reason', policyArn });
  });
  describe('the tail with the id of AWS’s own evaluation', () => {
    const id = 'example1a2b3c4d5e6f7g8h9i0j';
    const link = `https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/${id}`;
    const called = 'or call the GetRequestAuthorizationDetails API with the following authorization id:';
    const tail = `. Go to ${link} for complete details, ${called} ${id}`;
    const explicit = 'with an explicit deny in a service control policy';
    test.each([
      ['an explicit deny with an ARN', `${explicit}: ${policyArn}`, { deny: 'explicit', policyArn }],
      ['an explicit deny', explicit, { deny: 'explicit' }],
      ['no Allow', 'because no session policy allows the s3:GetObject action', { deny: 'implicit' }],
    ])('%s is read as without it', (_, clause, expected) => {
      const said = reason(`${user} s3:GetObject ${on} ${clause}${tail}`);
      expect(said).toEqual({ ...reason(`${user} s3:GetObject ${on} ${clause}`), authorizationId: id });
      expect(said).toMatchObject(expected);
    });
    test.each([
      ['cut within the link', `. Go to ${link.slice(0, 70)}`],
      ['cut within the words', `. Go to ${link} for complete det`],
      ['with another id in the link', `. Go to ${link}x for complete details, ${called} ${id}`],
      ['with an id of other letters', tail.replaceAll(id, 'A_B')],
    ])('%s: the clause is kept, the id is not', (_, cut) => {
      const said = reason(`${user} s3:GetObject ${on} ${explicit}: ${policyArn}${cut}`);
      expect(said).toMatchObject({ is: 'reason', policyArn });
      expect(said).not.toHaveProperty('authorizationId');
    });
    test('a tail within the object’s key is part of the key', () => {
      const said = reason(`${user} s3:GetObject on resource: "arn:aws:s3:::b/k${tail}" ${explicit}`);
      expect(said).toMatchObject({ is: 'reason', resource: `arn:aws:s3:::b/k${tail}` });
      expect(said).not.toHaveProperty('authorizationId');
    });
    test('a tail alone is no reason', () => expect(reason(`Something${tail}`).is).toBe('odd'));
    test('the id of a text about another resource goes with the text', () => {
      const text = `${user} s3:GetObject on resource: "arn:aws:s3:::other/k" ${explicit}${tail}`;
      const { said } = denied(changed('s05a', { errorMessage: text }));
      expect(said.is).toBe('odd');
      expect(said).not.toHaveProperty('authorizationId');
    });
  });
  test('the old form without a policy type', () => {
    const said = reason(`${user} s3:GetObject ${on} with an explicit deny`);
    expect(said).toMatchObject({ is: 'reason', deny: 'explicit' });
    expect(said).not.toHaveProperty('policyType');
  });
  test.each([
    ['AccessDenied: Access Denied', 'generic'],
    ['An error occurred (AccessDenied) when calling the GetObject operation: Access Denied', 'generic'],
    ['Access Denied.', 'generic'],
    ['', 'absent'],
    ['something else', 'odd'],
    [`${user} s3:GetObject ${on} because of the moon`, 'odd'],
    [`${user} s3:GetObject ${on} because no identity-based policy allows the s3:PutObject action`, 'odd'],
    [`${user} s3:GetObject on resource: "arn:aws:s3:::b/${'k'.repeat(1_000)}`, 'truncated'],
  ])('%#: %s', (text, is) => expect(reason(text).is).toBe(is));
  test.each([
    [
      `${user} s3:PutObject ${on} because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
      'public-access-block',
    ],
    [
      `${user} s3:PutObject ${on} because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type`,
      'customer-provided-keys-blocked',
    ],
    [
      `${user} kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      'key-missing-or-not-allowed',
    ],
    [
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
      'key-missing-or-not-allowed',
    ],
    ['Request has expired', 'request-expired'],
    ['Access Denied because object protected by object lock.', 'protected-by-object-lock'],
    ['Mfa Authentication must be used for this request', 'mfa-code-missing'],
    ['You do not have READ permissions to the requested S3 Prefix: s3://b/p', 'no-access-grant'],
    ['arn:aws:kms:us-east-1:111122223333:key/k is disabled.', 'key-state'],
    [`${user} s3:GetObject ${on}`, 'no-reason-given'],
  ])('%#: %s', (text, code) => expect(reason(text)).toMatchObject({ is: 'statement', code }));
  test.each(['The request was denied due to a VPC endpoint policy', 'Access Denied', undefined])(
    'the code of an endpoint speaks for itself, with the text %s',
    (text) =>
      expect(parseSaid('VpceAccessDenied', text)).toMatchObject({ is: 'statement', code: 'VPC endpoint policy' }),
  );
  test('other codes speak for themselves', () => {
    expect(
      parseSaid('InvalidObjectState', 'The operation is not valid for the current state of the object.'),
    ).toMatchObject({ is: 'statement', code: 'InvalidObjectState' });
  });
});

describe('words are held against the record', () => {
  const me = 'arn:aws:sts::111122223333:assumed-role/app-reader-role/app-fn';
  const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
  const object = `${bucket}/reports/2026/q3.csv`;
  const says = (text: string, key?: string) =>
    denied(
      key === undefined
        ? changed('s01', { errorMessage: text })
        : sending('s01', { key }, { errorMessage: text, resources: [] }),
    );
  const implicit = (action: string, resource: string, who = me) =>
    `User: ${who} is not authorized to perform: ${action} on resource: "${resource}" because no identity-based policy allows the ${action} action`;

  const fake = 'x" with an explicit deny in a service control policy';
  test('a key that imitates a reason is read as the key it is', () => {
    const request = says(implicit('s3:GetObject', `${bucket}/${fake}`), fake);
    expect(request.said).toMatchObject({
      is: 'reason',
      policyType: 'identity-based policy',
      resource: `${bucket}/${fake}`,
    });
  });
  test('a key that imitates a reason in a text that is cut before the real one is odd', () => {
    const key = `${fake}${' '.repeat(900)}`;
    const text = implicit('s3:GetObject', `${bucket}/${key}`).slice(0, 1_024);
    expect(says(text, key).said).toMatchObject({ is: 'odd', why: 'names-another-resource' });
  });
  test.each([
    ['another bucket', implicit('s3:GetObject', 'arn:aws:s3:::other/k'), 'names-another-resource'],
    ['another key', implicit('s3:GetObject', `${bucket}/other`), 'names-another-resource'],
    ['another caller', implicit('s3:GetObject', object, 'arn:aws:iam::111122223333:user/eve'), 'names-another-caller'],
    ['an action of another service', implicit('ec2:RunInstances', object), 'names-another-action'],
    ['an action on another object', implicit('s3:PutObjectAcl', `${bucket}/other`), 'names-another-action'],
  ])('%s makes it odd', (_, text, why) => expect(says(text).said).toMatchObject({ is: 'odd', why }));

  test('listing for a missing key was asked for because AWS says so', () => {
    const request = says(implicit('s3:ListBucket', bucket));
    expect(request.said.is).toBe('reason');
    expect(asked(request)).toContain(`s3:ListBucket on ${bucket}`);
    expect(keyOf(request, 's3:prefix', 's3:ListBucket')).toBe('absent');
  });
  test('a key that AWS names is the key', () => {
    const key = 'arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const text = `User: ${me} is not authorized to perform: kms:GenerateDataKey on resource: ${key} because no resource-based policy allows the kms:GenerateDataKey action`;
    const request = denied(changed('s13', { userIdentity: changed('s01', {})['userIdentity'], errorMessage: text }));
    expect(asked(request)).toContain(`kms:GenerateDataKey on ${key}`);
    expect(request.authorizations.at(-1)).toMatchObject({ resourceAccountId: '444455556666' });
  });
  test('a KMS action beyond the table is on the object’s key', () => {
    const text = `User: ${me} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`;
    const request = denied(changed('s09', { errorMessage: text }));
    expect(asked(request)[1]).toBe('kms:Decrypt on key-of-object amzn-s3-demo-bucket reports/2026/q3.csv');
  });
  test('the pseudo-action of a copy is its write', () => {
    const target = `${bucket}/copied/b.txt`;
    const text = `User: ${me} is not authorized to perform: s3:CopyObject on resource: "${target}" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`;
    expect(denied(changed('s11', { errorMessage: text })).said).toMatchObject({
      is: 'statement',
      action: 's3:PutObject',
      setting: 'BlockPublicAcls',
    });
  });
});
