/** More of the known causes, with sessions, endpoints and access points of other kinds and accounts. */
import { accounts, allow, allowing, denying, everything, policyOf } from './accounts';
import { docs } from './condition';
import { assumedRole, bucket, event, lambdaRole, owner, partner, sessionKey } from './events';
import type { Fixture } from './fixture';
import { began } from './sessions';

const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
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

export const moreSessions: readonly Fixture[] = [
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
    expects: { status: 'denied', certainty: 'possible', layer: 'vpc-endpoint-policy', shows: 'Resource' },
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
];
