/** Causes 20–24: conditions about the way, the network, the organization and the session. */
import { everything } from './accounts';
import { conditionFixture, docs, iamKeys } from './condition';
import { denyIn, objectArn, owner, partner, said } from './events';
import type { Fixture } from './fixture';

const members = { organization: { accounts: { [owner]: ['ou-data'] } } };
const plain = {
  more: {
    tlsDetails: undefined,
    additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
  },
};
const endpoint = {
  vpcEndpointId: 'vpce-0example08c1b6b9b',
  vpcEndpointAccountId: owner,
  sourceIPAddress: '10.0.12.34',
};
const vpc = { account: { endpoints: { 'vpce-0example08c1b6b9b': { vpcId: 'vpc-0data' } } } };
const longTerm = { type: 'IAMUser', principalId: 'AIDAALICE' };

export const ways: readonly Fixture[] = [
  conditionFixture({
    causes: [20],
    title: 'plain HTTP where the policy wants TLS',
    source: docs('example-bucket-policies'),
    asked: plain,
    denies: { Bool: { 'aws:SecureTransport': 'false' } },
    satisfied: { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    key: 'aws:SecureTransport',
    // Records of plain HTTP are told by what they lack.
    expects: { certainty: 'by-elimination' },
  }),
  conditionFixture({
    causes: [21],
    title: 'an address outside the allowed range',
    source: docs('example-bucket-policies'),
    denies: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    satisfied: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    key: 'aws:SourceIp',
  }),
  conditionFixture({
    causes: [21],
    title: 'a private address through an endpoint is no aws:SourceIp at all',
    source: docs('example-bucket-policies'),
    asked: { more: endpoint },
    more: vpc,
    denies: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    satisfied: { NotIpAddressIfExists: { 'aws:SourceIp': '10.0.0.0/8' }, StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    key: 'aws:SourceIp',
  }),
  conditionFixture({
    causes: [22],
    title: 'from the internet where an endpoint is wanted',
    source: docs('example-bucket-policies-vpc-endpoint'),
    denies: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
    satisfied: { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
    key: 'aws:SourceVpce',
  }),
  conditionFixture({
    causes: [22],
    title: 'through an endpoint of another VPC',
    source: docs('example-bucket-policies-vpc-endpoint'),
    asked: { more: endpoint },
    more: vpc,
    denies: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0other' } },
    satisfied: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0data' } },
    key: 'aws:SourceVpc',
  }),
  conditionFixture({
    causes: [23],
    title: 'a caller of another organization',
    source: iamKeys,
    more: members,
    denies: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-otherorg01' } },
    satisfied: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
    key: 'aws:PrincipalOrgID',
  }),
  conditionFixture({
    causes: [23],
    title: 'a caller of another OU',
    source: iamKeys,
    more: members,
    denies: { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': ['o-exampleorg1/r-root/ou-web/*'] } },
    satisfied: { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': ['o-exampleorg1/r-root/ou-data/*'] } },
    key: 'aws:PrincipalOrgPaths',
  }),
  conditionFixture({
    causes: [23],
    title: 'a caller of another account',
    source: iamKeys,
    denies: { StringNotEquals: { 'aws:PrincipalAccount': partner } },
    satisfied: { StringNotEquals: { 'aws:PrincipalAccount': owner } },
    key: 'aws:PrincipalAccount',
  }),
  conditionFixture({
    causes: [24],
    title: 'a user with long-term keys, whose calls never have MFA',
    source: docs('example-bucket-policies'),
    asked: {
      by: {
        ...longTerm,
        arn: `arn:aws:iam::${owner}:user/alice`,
        accountId: owner,
        accessKeyId: 'AKIAEXAMPLEKEYID0001',
        userName: 'alice',
      },
      message: said(
        { arn: `arn:aws:iam::${owner}:user/alice`, identity: {} },
        's3:GetObject',
        objectArn,
        denyIn('resource-based policy'),
      ),
    },
    more: { account: { users: { alice: { inline: { read: everything } } } } },
    denies: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    satisfied: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    key: 'aws:MultiFactorAuthPresent',
    twinExpects: { status: 'would-be-allowed-now', certainty: 'possible' },
  }),
];
