/** Causes 34–38: what a VPC endpoint lets pass. */
import { accounts, allow, policyOf } from './accounts';
import { docs } from './condition';
import { bucket, denyIn, event, key, lambdaRole, noneAllows, objectArn, owner, said } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const id = 'vpce-0example08c1b6b9b';
const through = { vpcEndpointId: id, vpcEndpointAccountId: owner, sourceIPAddress: '10.0.12.34' };
const saying = (reason: string) => event({ message: said(app, 's3:GetObject', objectArn, reason), more: through });
const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const endpoint = (...statements: readonly object[]) => ({
  endpoints: { [id]: { policy: policyOf(...statements.map((one) => ({ Principal: '*', ...one }))) } },
});
const pointArn = `arn:aws:s3:us-east-1:${owner}:accesspoint/reports`;
const layer = 'vpc-endpoint-policy';
const network = {
  vpcEndpointId: id,
  vpcEndpointAccountId: owner,
  sourceIPAddress: '10.0.12.34',
  errorCode: 'VpceAccessDenied',
  errorMessage: 'The request was denied due to a VPC endpoint policy',
  eventType: 'AwsVpceEvent',
  eventCategory: 'NetworkActivity',
  requestParameters: undefined,
  additionalEventData: undefined,
  resources: undefined,
  tlsDetails: undefined,
  managementEvent: undefined,
};

export const endpoints: readonly Fixture[] = [
  {
    causes: [34],
    title: 'the endpoint lets DynamoDB pass only',
    provenance,
    event: saying(noneAllows('VPC endpoint policy', 's3:GetObject')),
    world: accounts({ account: endpoint(allow('dynamodb:*')) }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'does-not-allow' },
    twin: {
      title: 'the endpoint is of an account that cannot be read',
      world: accounts({ refuses: [{ service: 'ec2' }] }),
      expects: { status: 'denied', certainty: 'by-elimination', layer, shows: 'unknown' },
    },
  },
  {
    causes: [35],
    title: 'the endpoint denies other buckets than the workload’s',
    provenance,
    event: saying(denyIn('VPC endpoint policy')),
    world: accounts({
      account: endpoint(allow('*'), {
        Sid: 'OnlyOurs',
        Effect: 'Deny',
        Action: 's3:*',
        NotResource: 'arn:aws:s3:::ours/*',
      }),
    }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'OnlyOurs' },
    twin: {
      title: 'the endpoint lets everything pass by now, and the bucket policy denies',
      world: accounts({
        account: endpoint(allow('*')),
        bucket: {
          policy: policyOf({
            Sid: 'NoApp',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${bucket}/*`,
          }),
        },
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'bucket-policy', shows: 'NoApp' },
    },
  },
  {
    causes: [36],
    title: 'the record of the endpoint’s owner, which names no bucket',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html',
    },
    event: event({ more: network }),
    world: accounts({ account: endpoint(allow('s3:ListBucket')) }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'does-not-allow' },
    twin: {
      title: 'whether the endpoint lets it pass hangs on the bucket, which the record does not tell',
      world: accounts({ account: endpoint(allow('s3:*', 'arn:aws:s3:::ours/*')) }),
      expects: { status: 'inconclusive', certainty: 'possible', layer, shows: 'unknown' },
    },
  },
  {
    causes: [37],
    title: 'the endpoint names the bucket, and the call the access point',
    provenance: { ...provenance, source: docs('access-points-vpc') },
    event: event({
      accessPoint: pointArn,
      message: said(
        app,
        's3:GetObject',
        `${pointArn}/object/${key}`,
        noneAllows('VPC endpoint policy', 's3:GetObject'),
      ),
      more: through,
    }),
    world: accounts({
      account: {
        ...endpoint(allow('s3:*', [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`])),
        accessPoints: { reports: { bucket } },
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'Resource' },
    twin: {
      title: 'the endpoint names the access point as well',
      world: accounts({
        account: {
          ...endpoint(allow('s3:*', [`arn:aws:s3:::${bucket}/*`, `${pointArn}/object/*`])),
          accessPoints: { reports: { bucket } },
        },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [37],
    title: 'the endpoint names the access point, and not the bucket behind it',
    provenance: { ...provenance, source: docs('access-points-vpc') },
    event: event({
      accessPoint: pointArn,
      message: said(
        app,
        's3:GetObject',
        `${pointArn}/object/${key}`,
        noneAllows('VPC endpoint policy', 's3:GetObject'),
      ),
      more: through,
    }),
    world: accounts({
      account: { ...endpoint(allow('s3:*', `${pointArn}/object/*`)), accessPoints: { reports: { bucket } } },
    }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'Resource' },
    twin: {
      title: 'AWS says so, and the endpoint denies the bucket to nobody but another role',
      world: accounts({
        account: {
          ...endpoint(allow('s3:*', [`arn:aws:s3:::${bucket}/*`, `${pointArn}/object/*`]), {
            Sid: 'NotAdmin',
            Effect: 'Deny',
            Action: 's3:*',
            Resource: '*',
            Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/admin` } },
          }),
          accessPoints: { reports: { bucket } },
        },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [38],
    title: 'the endpoint lacks a bucket of AWS that holds updates',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html',
    },
    event: event({
      bucket: 'amazon-ssm-us-east-1',
      bucketOwner: '777788889999',
      key: 'latest/linux_amd64/amazon-ssm-agent.rpm',
      more: through,
    }),
    world: accounts({ account: endpoint(allow('s3:*', [`arn:aws:s3:::${bucket}/*`])) }),
    // S3 is documented to record no denial of an endpoint, and this one it did.
    expects: { status: 'denied', certainty: 'possible', layer, shows: 'Resource' },
    twin: {
      title: 'the endpoint lets it pass, and the bucket is of nobody that can be asked',
      world: accounts({ account: endpoint(allow('s3:*')) }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'bucket-policy', shows: 'unknown' },
    },
  },
];
