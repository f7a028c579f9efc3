import { defined } from '../../src/defined';
import { isPublicPolicy } from '../../src/engine/principal/public-policy';

const allow = (fields: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...fields }],
});
const everybody = (Condition?: object) => allow({ Principal: '*', ...defined({ Condition }) });

describe('a bucket policy', () => {
  test.each<readonly [string, unknown, boolean | undefined]>([
    ['that allows everybody is public', everybody(), true],
    ['that allows every AWS principal is public', allow({ Principal: { AWS: '*' } }), true],
    ['that allows all but one is public', allow({ NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }), true],
    ['that allows one account is not', allow({ Principal: { AWS: '111122223333' } }), false],
    ['that allows a service is not', allow({ Principal: { Service: 'cloudfront.amazonaws.com' } }), false],
    [
      'that denies everybody is not',
      { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] },
      false,
    ],
    [
      'of one statement for one account and one for everybody is public',
      { Statement: [...allow({ Principal: { AWS: '111122223333' } }).Statement, ...everybody().Statement] },
      true,
    ],
    ['with a single statement instead of a list is judged alike', { Statement: everybody().Statement[0] }, true],
    ['as text is judged alike', JSON.stringify(everybody()), true],
    ['that is no JSON cannot be judged', '{', undefined],
    ['limited to an organization is not', everybody({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } }), false],
    ['limited to any organization is public', everybody({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), true],
    [
      'limited to all organizations but one is public',
      everybody({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } }),
      true,
    ],
    [
      'limited only where the key is there is public',
      everybody({ StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } }),
      true,
    ],
    [
      'limited to a variable is public',
      everybody({ StringEquals: { 'aws:SourceVpc': '${aws:PrincipalTag/vpc}' } }),
      true,
    ],
    ['limited to a VPC is not', everybody({ StringEquals: { 'AWS:sourcevpc': ['vpc-1', 'vpc-2'] } }), false],
    ['limited to an endpoint or any is public', everybody({ StringLike: { 'aws:SourceVpce': ['vpce-1', '*'] } }), true],
    [
      'limited to one ARN is not',
      everybody({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } }),
      false,
    ],
    [
      'limited by a quantifier is not',
      everybody({ 'ForAnyValue:StringEquals': { 'aws:SourceAccount': ['111122223333'] } }),
      false,
    ],
    ['limited to nothing is public', everybody({ StringEquals: { 'aws:SourceVpc': [] } }), true],
    ['limited by an unrelated key is public', everybody({ StringEquals: { 's3:prefix': 'a/' } }), true],
    ['limited to HTTPS is public', everybody({ Bool: { 'aws:SecureTransport': 'true' } }), true],
    ['limited to a /24 is not', everybody({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), false],
    ['limited to one address is not', everybody({ IpAddress: { 'aws:SourceIp': '203.0.113.7' } }), false],
    ['limited to a /8 is not', everybody({ IpAddress: { 'aws:SourceIp': '12.0.0.0/8' } }), false],
    ['limited to a /7 is public', everybody({ IpAddress: { 'aws:SourceIp': '12.0.0.0/7' } }), true],
    ['limited to a private range is not', everybody({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), false],
    [
      'limited to more than a private range is public',
      everybody({ IpAddress: { 'aws:SourceIp': '10.0.0.0/6' } }),
      true,
    ],
    ['limited to an IPv6 /32 is not', everybody({ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }), false],
    ['limited to an IPv6 /31 is public', everybody({ IpAddress: { 'aws:SourceIp': '2001:db8::/31' } }), true],
    [
      'limited to a narrow and a wide range is public',
      everybody({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0'] } }),
      true,
    ],
    [
      'limited to what is no address is public',
      everybody({ IpAddress: { 'aws:SourceIp': '${aws:VpcSourceIp}/32' } }),
      true,
    ],
    ['for all addresses but some is public', everybody({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), true],
    ['limited to a fixed user id is not', everybody({ StringEquals: { 'aws:userid': 'AIDAEXAMPLE' } }), false],
    [
      'limited to the sessions of a role id is public',
      everybody({ StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }),
      true,
    ],
    [
      'limited to an account by its access points is not',
      everybody({ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }),
      false,
    ],
    [
      'limited to all access points of an account is not',
      everybody({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-east-1:111122223333:accesspoint/*' } }),
      false,
    ],
    [
      'limited to access points of any account is public',
      everybody({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-east-1:*:accesspoint/my-ap' } }),
      true,
    ],
    [
      'limited to a principal by a key cannot be judged',
      everybody({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app' } }),
      undefined,
    ],
    [
      'limited to principals by a wildcard is public',
      everybody({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } }),
      true,
    ],
    ['that allows an account and everybody is public', allow({ Principal: { AWS: ['111122223333', '*'] } }), true],
    ['whose Principal is a number is not', allow({ Principal: { AWS: 7 } }), false],
    ['whose Condition is null is public', allow({ Principal: '*', Condition: null }), true],
    ['limited to a number is public', everybody({ StringEquals: { 'aws:SourceVpc': 7 } }), true],
    [
      'limited by an operator that is none is public',
      everybody({ IpAddressX: { 'aws:SourceIp': '203.0.113.1' } }),
      true,
    ],
    ['limited to a public address is not', everybody({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), false],
    ['limited to a wide range is public', everybody({ IpAddress: { 'aws:SourceIp': '8.0.0.0/7' } }), true],
    ['limited to a range of just that width is not', everybody({ IpAddress: { 'aws:SourceIp': '8.0.0.0/8' } }), false],
    ['limited to a private range is not', everybody({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), false],
    ['limited to half the internet is public', everybody({ IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }), true],
    ['limited to a wide range of IPv6 is public', everybody({ IpAddress: { 'aws:SourceIp': '2001::/31' } }), true],
    ['limited to a range of IPv6 is not', everybody({ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }), false],
    ['limited to no address is public', everybody({ IpAddress: { 'aws:SourceIp': 'somewhere' } }), true],
    [
      'limited twice, once to fixed values, is not',
      everybody({ StringLike: { 'aws:SourceVpc': '*' }, StringEquals: { 'aws:SourceAccount': '111122223333' } }),
      false,
    ],
  ])('%s', (_, document, expected) => expect(isPublicPolicy(document)).toBe(expected));
});

test("an access point's policy for a set of access points is public", () => {
  const document = everybody({
    ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-east-1:111122223333:accesspoint/*' },
  });
  expect(isPublicPolicy(document, 'access-point')).toBe(true);
});
