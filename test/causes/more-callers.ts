/** More of the known causes, with sessions, endpoints and access points of other kinds and accounts. */
import { accounts, allow, allowing, deny, denying, everything, policyOf } from './accounts';
import { docs } from './condition';
import {
  assumedRole,
  bucket,
  bucketArn,
  denyIn,
  event,
  key,
  keyId,
  kmsArn,
  lambdaRole,
  logLine,
  noneAllows,
  objectArn,
  owner,
  partner,
  said,
  sessionKey,
} from './events';
import type { Fixture } from './fixture';

const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const app = lambdaRole();
const began = (requestParameters: object, eventName = 'AssumeRole') => ({
  history: [
    {
      eventTime: '2026-11-20T08:00:11Z',
      eventSource: 'sts.amazonaws.com',
      eventName,
      requestParameters,
      responseElements: { credentials: { accessKeyId: sessionKey } },
    },
  ],
});
const federated = {
  type: 'FederatedUser',
  principalId: `${owner}:bob`,
  arn: `arn:aws:sts::${owner}:federated-user/bob`,
  accountId: owner,
  accessKeyId: sessionKey,
  sessionContext: {
    sessionIssuer: {
      type: 'IAMUser',
      principalId: 'AIDABROKER',
      arn: `arn:aws:iam::${owner}:user/broker`,
      accountId: owner,
      userName: 'broker',
    },
    attributes: { creationDate: '2026-11-20T08:00:11Z', mfaAuthenticated: 'false' },
  },
};
const broker = { users: { broker: { inline: { everything } } } };
const partnersEndpoint = {
  vpcEndpointId: 'vpce-0example08c1b6b9b',
  vpcEndpointAccountId: partner,
  sourceIPAddress: '10.0.12.34',
};
const endpointOf = (policy: object) => ({ endpoints: { 'vpce-0example08c1b6b9b': { policy: { ...policy } } } });
const partnersPoint = `arn:aws:s3:us-east-1:${partner}:accesspoint/shared`;
const gov = (text: string): string => text.replaceAll('arn:aws:', 'arn:aws-us-gov:');
const inGov = (record: Record<string, unknown>) =>
  JSON.parse(
    gov(JSON.stringify({ ...record, awsRegion: 'us-gov-west-1' })).replaceAll('us-east-1', 'us-gov-west-1'),
  ) as Record<string, unknown>;

export const moreCallers: readonly Fixture[] = [
  {
    causes: [7],
    title: 'a federated user without a policy of its own, which then may do nothing',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session',
    },
    event: event({ by: federated }),
    world: accounts({ account: { ...broker, ...began({ name: 'bob' }, 'GetFederationToken') } }),
    expects: { status: 'denied', certainty: 'established', layer: 'session-policy', shows: 'does-not-allow' },
    twin: {
      title: 'its policy allows, and the user who federated it may not',
      world: accounts({
        account: {
          users: { broker: { inline: { tokens: policyOf(allow('sts:*')) } } },
          ...began({ name: 'bob', policy: JSON.stringify(everything) }, 'GetFederationToken'),
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [27],
    title: 'a tag of the session, which hides the role’s',
    provenance,
    event: event({ by: assumedRole() }),
    world: accounts({
      role: { tags: { team: 'data' } },
      bucket: { policy: denying('OnlyData', { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } }) },
      account: began({ tags: [{ key: 'Team', value: 'web' }] }),
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'OnlyData' },
    twin: {
      title: 'the beginning of the session is not found, and it may have any tag',
      world: accounts({
        role: { tags: { team: 'data' } },
        bucket: { policy: denying('OnlyData', { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } }) },
      }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'bucket-policy', shows: 'OnlyData' },
    },
  },
  {
    causes: [34],
    title: 'the endpoint of another account lets nothing pass to this bucket',
    provenance: { ...provenance, source: docs('example-bucket-policies-vpc-endpoint') },
    event: event({ more: partnersEndpoint }),
    world: accounts({
      accounts: {
        [partner]: endpointOf(
          policyOf({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::theirs/*' }),
        ),
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'vpc-endpoint-policy', shows: 'Resource' },
    twin: {
      title: 'that account has no reader, so that its endpoint is the only one that may have denied',
      world: accounts({ accounts: { [partner]: {} }, withoutReader: [partner] }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'vpc-endpoint-policy', shows: 'unknown' },
    },
  },
  {
    causes: [41],
    title: 'an access point of another account, to which the bucket does not delegate',
    provenance: { ...provenance, source: docs('access-points-policies') },
    event: event({ accessPoint: partnersPoint, by: lambdaRole('app', partner), more: { recipientAccountId: partner } }),
    world: accounts({
      accounts: {
        [partner]: {
          roles: { app: { inline: { everything } } },
          accessPoints: { shared: { bucket, bucketAccount: owner } },
        },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket delegates, and the access point’s policy denies',
      world: accounts({
        bucket: {
          policy: allowing('*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': partner } } }),
          publicAccessBlock: 'none',
        },
        accounts: {
          [partner]: {
            roles: { app: { inline: { everything } } },
            accessPoints: {
              shared: {
                bucket,
                bucketAccount: owner,
                policy: policyOf({
                  Sid: 'Closed',
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: `${partnersPoint}/object/*`,
                }),
              },
            },
          },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'access-point-policy', shows: 'Closed' },
    },
  },
  {
    causes: [5],
    title: 'the bucket policy names the role, which does not pass its boundary',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    },
    event: event(),
    world: accounts({
      role: { inline: {}, boundary: policyOf(allow('sqs:*')) },
      bucket: { policy: allowing({ AWS: `arn:aws:iam::${owner}:role/app` }) },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'permissions-boundary', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket policy names the session, which does',
      world: accounts({
        role: { inline: {}, boundary: policyOf(allow('sqs:*')) },
        bucket: { policy: allowing({ AWS: app.arn }) },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [1],
    title: 'a role in AWS GovCloud',
    provenance,
    event: inGov(
      event({ message: said(app, 's3:GetObject', objectArn, noneAllows('identity-based policy', 's3:GetObject')) }),
    ),
    world: accounts({
      role: { inline: { read: policyOf(allow('s3:GetObject', `${bucketArn}/*`)) } },
      bucket: { region: 'us-gov-west-1' },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'Resource' },
    twin: {
      title: 'its policy names the bucket in that partition by now',
      world: accounts({
        role: { inline: { read: policyOf(allow(['s3:GetObject', 'kms:*'], [gov(`${bucketArn}/*`), gov(kmsArn)])) } },
        bucket: { region: 'us-gov-west-1' },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [13],
    title: 'a denial that only the server access log tells',
    provenance: { ...provenance, source: docs('LogFormat') },
    event: logLine({ code: 'AccessDenied', requester: `arn:aws:sts::${owner}:assumed-role/app/run` }),
    world: accounts({ bucket: { policy: denying('Closed') } }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    twin: {
      title: 'the role lacks the right, and its session may have a policy',
      world: accounts({ role: { inline: {} } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [57],
    title: 'KMS’s own record of the read, under a Bucket Key',
    provenance: { ...provenance, source: docs('bucket-key') },
    event: {
      ...event(),
      eventSource: 'kms.amazonaws.com',
      eventName: 'Decrypt',
      userIdentity: { ...app.identity, invokedBy: 'fas.s3.amazonaws.com' },
      sourceIPAddress: 'fas.s3.amazonaws.com',
      errorMessage: `User: ${app.arn} is not authorized to perform: kms:Decrypt on resource: ${kmsArn} because no identity-based policy allows the kms:Decrypt action`,
      requestParameters: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: { 'aws:s3:arn': bucketArn } },
      resources: [{ accountId: owner, type: 'AWS::KMS::Key', ARN: kmsArn }],
      managementEvent: true,
      eventCategory: 'Management',
    },
    world: accounts({
      role: { inline: { read: policyOf(allow('s3:*')) } },
      bucket: { objects: { [key]: { kmsKey: kmsArn, bucketKey: true } } },
      account: { keys: { [keyId]: {} } },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'kms:Decrypt' },
    twin: {
      title: 'the role may by now, for the object’s context only',
      world: accounts({
        role: {
          inline: {
            read: policyOf(allow('s3:*'), {
              ...allow('kms:Decrypt', kmsArn),
              Condition: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': objectArn } },
            }),
          },
        },
        bucket: { objects: { [key]: { kmsKey: kmsArn, bucketKey: true } } },
        account: { keys: { [keyId]: {} } },
      }),
      expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'kms:EncryptionContext' },
    },
  },
  {
    causes: [13],
    title: 'a session whose policy, a managed one, denies nothing, and a bucket that does',
    provenance,
    event: event({
      by: assumedRole(),
      message: said(assumedRole(), 's3:GetObject', objectArn, denyIn('resource-based policy')),
    }),
    world: accounts({
      bucket: { policy: denying('Closed') },
      account: {
        ...began({ policyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] }),
        managed: { 'arn:aws:iam::aws:policy/AdministratorAccess': everything },
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'Closed' },
    twin: {
      title: 'AWS says so, and only the managed policy of the session denies by now',
      world: accounts({
        account: {
          ...began({ policyArns: [{ arn: `arn:aws:iam::${owner}:policy/Narrow` }] }),
          managed: { Narrow: policyOf(allow('*'), deny('NoReports')) },
        },
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'session-policy', shows: 'NoReports' },
    },
  },
];
