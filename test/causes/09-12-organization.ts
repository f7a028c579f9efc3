/** Causes 9–12: what the organization and another account’s bucket say. */
import { accounts, allowing, allow, allPowerful, deny, policyOf } from './accounts';
import { denyIn, event, lambdaRole, noneAllows, objectArn, owner, partner, said, stranger } from './events';
import type { Fixture } from './fixture';

const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html';
const provenance = { from: 'documentation', source } as const;
const app = lambdaRole();
const ofPartner = lambdaRole('app', partner);
const ofStranger = lambdaRole('app', stranger);
const saying = (reason: string) => event({ message: said(app, 's3:GetObject', objectArn, reason) });
const members = { [owner]: ['ou-data'], [partner]: ['ou-data'] };
const scp = (target: string, name: string, policy: object) => ({
  accounts: members,
  scps: { [target]: { [name]: { ...policy } } },
});
const both = { [partner]: allPowerful() };
const guard = policyOf(deny('NoReports', { Action: 's3:GetObject' }));

export const organization: readonly Fixture[] = [
  {
    causes: [9],
    title: 'an OU allows DynamoDB only',
    provenance,
    event: saying(noneAllows('service control policy', 's3:GetObject')),
    world: accounts({
      organization: {
        accounts: members,
        scps: { 'ou-data': { FullAWSAccess: false, Databases: policyOf(allow('dynamodb:*')) } },
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'service-control-policies', shows: 'level-without-allow' },
    twin: {
      title: 'the organization cannot be read',
      world: accounts({ organization: { accounts: members, readable: false } }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'service-control-policies', shows: 'unknown' },
    },
  },
  {
    causes: [10],
    title: 'an SCP of the root denies outside a Region',
    provenance,
    event: saying(
      denyIn(
        'service control policy',
        'arn:aws:organizations::999988887777:policy/o-exampleorg1/service_control_policy/p-rrootregions',
      ),
    ),
    world: accounts({
      organization: scp(
        'r-root',
        'Regions',
        policyOf(deny('OnlyEurope', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })),
      ),
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'service-control-policies', shows: 'OnlyEurope' },
    twin: {
      title: 'the policy that AWS names exempts the Region by now, and another one denies',
      world: accounts({
        organization: {
          accounts: members,
          scps: {
            'r-root': {
              Regions: policyOf(
                deny('OnlyUs', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } } }),
              ),
            },
            'ou-data': { Guard: guard },
          },
        },
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'service-control-policies', shows: 'NoReports' },
    },
  },
  {
    causes: [11],
    title: 'an RCP of the bucket’s account denies callers from outside',
    provenance,
    event: event({ by: ofStranger, more: { recipientAccountId: stranger } }),
    world: accounts({
      bucket: { policy: allowing({ AWS: `arn:aws:iam::${stranger}:root` }) },
      accounts: { [stranger]: allPowerful() },
      organization: {
        accounts: { [owner]: ['ou-data'] },
        rcps: {
          'ou-data': {
            Perimeter: policyOf({
              ...deny('OnlyUs'),
              Principal: '*',
              Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
            }),
          },
        },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'resource-control-policies', shows: 'OnlyUs' },
    twin: {
      title: 'no RCP denies, and the bucket policy names another account',
      world: accounts({
        bucket: { policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
        accounts: { [stranger]: allPowerful() },
        organization: { accounts: { [owner]: ['ou-data'] } },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Principal' },
    },
  },
  {
    causes: [12],
    title: 'the bucket policy does not know the account of the same organization',
    provenance,
    event: event({
      by: ofPartner,
      message: said(ofPartner, 's3:GetObject', objectArn, noneAllows('resource-based policy', 's3:GetObject')),
      more: { recipientAccountId: partner },
    }),
    world: accounts({ accounts: both, organization: { accounts: members } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket policy allows by now',
      world: accounts({
        bucket: { policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
        accounts: both,
        organization: { accounts: members },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
];
