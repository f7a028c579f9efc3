/** Causes 43–46: Object Lambda, S3 Access Grants and file systems. */
import { accounts, allow, policyOf } from './accounts';
import { docs } from './condition';
import { bucket, event, key, lambdaRole, noneAllows, owner, said } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const pointArn = `arn:aws:s3:us-east-1:${owner}:accesspoint/reports`;
const lambdaPointArn = `arn:aws:s3-object-lambda:us-east-1:${owner}:accesspoint/redact`;
const provenance = { from: 'documentation', source: docs('access-points-policies') } as const;
const closed = policyOf({
  Sid: 'Closed',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `${pointArn}/object/*`,
});
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

export const otherDoors: readonly Fixture[] = [
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
    expects: {
      status: 'denied',
      certainty: 'proven',
      layer: 'access-grants',
      shows: `"no-grant-for-prefix","facts":{"target":"s3://${bucket}/reports/*","permission":"READ"}`,
    },
    twin: {
      title: 'the role may not ask for data access',
      told: 'AWS’s words name the missing grant',
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
      told: 'the error’s code names the role of the location',
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
