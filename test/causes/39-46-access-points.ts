/** Causes 39–46: access points of every kind, and S3 Access Grants. */
import { accounts, allow, allowing, policyOf } from './accounts';
import { docs } from './condition';
import { bucket, event, key, lambdaRole, noneAllows, owner, partner, said } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const ofPartner = lambdaRole('app', partner);
const pointArn = `arn:aws:s3:us-east-1:${owner}:accesspoint/reports`;
const lambdaPointArn = `arn:aws:s3-object-lambda:us-east-1:${owner}:accesspoint/redact`;
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
const grantsHost = { Host: `${owner}.s3-control.us-east-1.amazonaws.com` };
const asksGrant = (message: string, errorCode = 'AccessDenied') =>
  event({
    operation: 'GetDataAccess',
    key: null,
    message,
    errorCode,
    more: {
      requestParameters: { ...grantsHost, target: `s3://${bucket}/reports/*`, permission: 'READ' },
      resources: [
        {
          accountId: owner,
          type: 'AWS::S3::AccessGrantsInstance',
          ARN: `arn:aws:s3:us-east-1:${owner}:access-grants/default`,
        },
      ],
    },
  });

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
      event: event({ errorCode: 'AllAccessDisabled', message: 'All access to this object has been disabled' }),
      expects: {
        status: 'denied',
        certainty: 'proven',
        layer: 'credentials-and-signature',
        shows: 'AllAccessDisabled',
      },
    },
  },
  {
    causes: [43],
    title: 'an Object Lambda access point, whose function may have refused',
    provenance: { ...provenance, from: 'unverified', source: docs('olap-writing-lambda') },
    event: event({ accessPoint: lambdaPointArn }),
    world: accounts({
      account: {
        objectLambdaAccessPoints: {
          redact: {
            supportingAccessPoint: pointArn,
            functions: [{ arn: `arn:aws:lambda:us-east-1:${owner}:function:redact`, actions: ['GetObject'] }],
          },
        },
      },
    }),
    expects: {
      status: 'inconclusive',
      certainty: 'possible',
      layer: 'object-lambda-access-point',
      shows: 'function-may-refuse',
    },
    twin: {
      title: 'the role may not use Object Lambda at all',
      world: accounts({
        role: { inline: { everything: policyOf(allow('s3:*')) } },
        account: {
          objectLambdaAccessPoints: {
            redact: {
              supportingAccessPoint: pointArn,
              functions: [{ arn: `arn:aws:lambda:us-east-1:${owner}:function:redact`, actions: ['GetObject'] }],
            },
          },
        },
      }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'identity-policies',
        shows: 's3-object-lambda:GetObject',
      },
    },
  },
  {
    causes: [44],
    title: 'no grant for the prefix',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html' },
    event: asksGrant(`You do not have READ permissions to the requested S3 Prefix: s3://${bucket}/reports/*`),
    world: accounts({
      account: {
        accessGrants: [
          { grantee: `arn:aws:iam::${owner}:role/app`, permission: 'READ', scope: `s3://${bucket}/public/*` },
        ],
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'access-grants', shows: 'no-grant-for-prefix' },
    twin: {
      title: 'the role may not ask for data access',
      event: asksGrant(
        said(
          app,
          's3:GetDataAccess',
          `arn:aws:s3:us-east-1:${owner}:access-grants/default`,
          noneAllows('identity-based policy', 's3:GetDataAccess'),
        ),
      ),
      world: accounts({
        role: { inline: { everything: policyOf(allow('s3:GetObject')) } },
        account: {
          accessGrants: [{ grantee: `arn:aws:iam::${owner}:role/app`, permission: 'READ', scope: `s3://${bucket}/*` }],
        },
      }),
      expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [45],
    title: 'the role of the location does not trust Access Grants',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html' },
    event: asksGrant(
      `User: access-grants.s3.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${owner}:role/location`,
      'StsNotAuthorizedError',
    ),
    world: accounts({
      account: {
        accessGrants: [{ grantee: `arn:aws:iam::${owner}:role/app`, permission: 'READ', scope: `s3://${bucket}/*` }],
      },
    }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'access-grants',
      shows: 'location-role-not-assumable',
    },
    twin: {
      title: 'there is a grant, and AWS tells nothing',
      event: asksGrant('Access Denied'),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'access-grants', shows: 'grant-may-not-cover' },
    },
  },
  {
    causes: [46],
    title: 'an access point of a file system, whose permissions no API tells',
    provenance: {
      ...provenance,
      from: 'unverified',
      source: 'https://docs.aws.amazon.com/fsx/latest/OpenZFSGuide/s3accesspoints-for-FSx.html',
    },
    event: event({
      accessPoint: pointArn,
      more: {
        resources: [
          { accountId: owner, type: 'AWS::S3::AccessPoint', ARN: pointArn },
          {
            accountId: owner,
            type: 'AWS::FSx::Volume',
            ARN: `arn:aws:fsx:us-east-1:${owner}:volume/fs-0example/fsvol-0example`,
          },
        ],
        requestParameters: {
          bucketName: pointArn,
          key,
          Host: `reports-${owner}.s3-accesspoint.us-east-1.amazonaws.com`,
        },
      },
    }),
    world: accounts({ account: { accessPoints: { reports: { bucket: 'fsx' } } } }),
    expects: { status: 'inconclusive', certainty: 'possible' },
    twin: {
      title: 'the policy of the access point denies',
      world: accounts({ account: { accessPoints: { reports: { bucket: 'fsx', policy: closed } } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'access-point-policy', shows: 'Closed' },
    },
  },
];
