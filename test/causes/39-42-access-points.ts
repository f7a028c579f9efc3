/** Causes 39–42: access points of one Region and of many. */
import { accounts, allow, allowing, policyOf } from './accounts';
import { docs } from './condition';
import { bucket, event, key, lambdaRole, noneAllows, owner, partner, said } from './events';
import type { Fixture } from './fixture';

const ofPartner = lambdaRole('app', partner);
const pointArn = `arn:aws:s3:us-east-1:${owner}:accesspoint/reports`;
const multiArn = `arn:aws:s3::${owner}:accesspoint/example.mrap`;
const provenance = { from: 'documentation', source: docs('access-points-policies') } as const;
const byPartner = event({
  by: ofPartner,
  accessPoint: pointArn,
  message: said(
    ofPartner,
    's3:GetObject',
    `${pointArn}/object/${key}`,
    noneAllows('resource-based policy', 's3:GetObject'),
  ),
  more: { recipientAccountId: partner },
});
const everywhere = { roles: { app: { inline: { all: policyOf(allow('*')) } } } };
const partners = { accounts: { [partner]: everywhere }, organization: { accounts: { [owner]: [], [partner]: [] } } };
const pointAllows = policyOf({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${partner}:root` },
  Action: 's3:*',
  Resource: [pointArn, `${pointArn}/object/*`],
});
const delegates = allowing('*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': owner } } });
const closed = policyOf({
  Sid: 'Closed',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `${pointArn}/object/*`,
});
const vpcPoint = { bucket, vpcId: 'vpc-0data' };

export const accessPoints: readonly Fixture[] = [
  {
    causes: [39],
    title: 'the access point does not know the account, and the bucket delegates to it',
    provenance,
    event: byPartner,
    world: accounts({ ...partners, account: { accessPoints: { reports: { bucket } } }, bucket: { policy: delegates } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'access-point-policy', shows: 'does-not-allow' },
    twin: {
      title: 'the access point lets the account in, and the bucket does not delegate to it',
      world: accounts({ ...partners, account: { accessPoints: { reports: { bucket, policy: pointAllows } } } }),
      expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'does-not-allow' },
    },
  },
  {
    causes: [41],
    title: 'the bucket policy delegates to another access point',
    provenance,
    event: byPartner,
    world: accounts({
      ...partners,
      account: { accessPoints: { reports: { bucket, policy: pointAllows } } },
      bucket: {
        policy: allowing('*', { Condition: { ArnEquals: { 's3:DataAccessPointArn': `${pointArn}-old` } } }),
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 's3:DataAccessPointArn' },
    twin: {
      title: 'the bucket policy delegates, and the access point denies',
      world: accounts({
        ...partners,
        account: { accessPoints: { reports: { bucket, policy: closed } } },
        bucket: { policy: delegates },
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'access-point-policy', shows: 'Closed' },
    },
  },
  {
    causes: [40],
    title: 'an access point of one VPC, asked from the internet',
    provenance: { ...provenance, source: docs('access-points-vpc') },
    event: event({ accessPoint: pointArn }),
    world: accounts({ account: { accessPoints: { reports: vpcPoint } } }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'access-point-network-origin',
      shows: 'request-came-from-outside-the-vpc',
    },
    twin: {
      title: 'an access point for the internet, whose policy denies',
      world: accounts({ account: { accessPoints: { reports: { bucket, policy: closed } } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'access-point-policy', shows: 'Closed' },
    },
  },
  {
    causes: [42],
    title: 'a Multi-Region Access Point whose policy denies',
    provenance: { ...provenance, source: docs('MultiRegionAccessPointPermissions') },
    event: event({ accessPoint: multiArn }),
    world: accounts({
      account: {
        multiRegionAccessPoints: {
          'example.mrap': {
            name: 'example',
            buckets: [{ bucket, region: 'us-east-1', account: owner }],
            policy: policyOf({
              Sid: 'Drain',
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: `${multiArn}/object/*`,
            }),
          },
        },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'multi-region-access-point', shows: 'Drain' },
    twin: {
      title: 'it has no policy, and the bucket behind it denies',
      world: accounts({
        bucket: {
          policy: policyOf({
            Sid: 'NoApp',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: `arn:aws:s3:::${bucket}/*`,
          }),
        },
        account: {
          multiRegionAccessPoints: {
            'example.mrap': { name: 'example', buckets: [{ bucket, region: 'us-east-1', account: owner }] },
          },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'NoApp' },
    },
  },
  {
    causes: [42],
    title: 'a Region that the caller did not opt in to',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html' },
    event: event({ accessPoint: multiArn, errorCode: 'InvalidRegion', message: 'The Region is not opted in' }),
    world: accounts({
      account: {
        multiRegionAccessPoints: { 'example.mrap': { name: 'example', buckets: [{ bucket, region: 'us-east-1' }] } },
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'multi-region-access-point', shows: 'region-not-open' },
    twin: {
      title: 'the account is disabled, and the call names the bucket',
      told: 'the error’s code names it',
      event: event({ errorCode: 'AllAccessDisabled', message: 'All access to this object has been disabled' }),
      expects: {
        status: 'denied',
        certainty: 'proven',
        layer: 'credentials-and-signature',
        shows: 'AllAccessDisabled',
      },
    },
  },
];
