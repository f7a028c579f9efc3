/** More of the known causes, where keys, groups and sessions are of less usual kinds. */
import { accounts, allow, allPowerful, deny, denying, everything, policyOf } from './accounts';
import { docs } from './condition';
import {
  assumedRole,
  event,
  key,
  keyId,
  keyMissingOrRefusing,
  kmsArn,
  kmsOnRead,
  lambdaRole,
  owner,
  partner,
} from './events';
import type { Fixture } from './fixture';

const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const app = lambdaRole();
const partnersKey = `arn:aws:kms:us-east-1:${partner}:key/${keyId}`;
const noReads = policyOf(deny('NoReports', { Action: 's3:GetObject' }));

export const moreKeys: readonly Fixture[] = [
  {
    causes: [59],
    title: 'the bucket’s default key is named by an alias, and its policy names another role',
    provenance: { ...provenance, source: docs('specifying-kms-encryption') },
    event: event({ operation: 'PutObject' }),
    world: accounts({
      bucket: { encryption: { kmsKey: 'alias/app' } },
      account: {
        keys: {
          [keyId]: {
            aliases: ['alias/app'],
            policy: policyOf({
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${owner}:role/admin` },
              Action: 'kms:*',
              Resource: '*',
            }),
          },
        },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'kms-key', shows: keyId },
    twin: {
      title: 'the alias stands for nothing by now',
      world: accounts({ bucket: { encryption: { kmsKey: 'alias/app' } } }),
      expects: { status: 'inconclusive', certainty: 'possible' },
    },
  },
  {
    causes: [59],
    title: 'the key of another account lets nobody of this one use it',
    provenance,
    event: event({ message: kmsOnRead(app, keyMissingOrRefusing) }),
    world: accounts({
      bucket: { objects: { [key]: { kmsKey: partnersKey } } },
      accounts: { [partner]: { keys: { [keyId]: {} } } },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'kms-key', shows: 'does-not-allow' },
    twin: {
      title: 'that account cannot be read',
      world: accounts({
        bucket: { objects: { [key]: { kmsKey: partnersKey } } },
        accounts: { [partner]: {} },
        withoutReader: [partner],
      }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'kms-key', shows: 'unknown' },
    },
  },
  {
    causes: [2],
    title: 'a group of the user denies',
    provenance,
    event: event({
      by: {
        type: 'IAMUser',
        principalId: 'AIDAALICE',
        arn: `arn:aws:iam::${owner}:user/alice`,
        accountId: owner,
        accessKeyId: 'AKIAEXAMPLEKEYID0001',
        userName: 'alice',
      },
    }),
    world: accounts({
      account: {
        users: { alice: { inline: { everything }, groups: ['analysts'] } },
        groups: { analysts: { inline: { lists: policyOf(allow('s3:ListBucket')) }, managed: { Analysts: noReads } } },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'group analysts' },
    twin: {
      title: 'the group cannot be read',
      world: accounts({
        account: {
          users: { alice: { inline: { everything }, groups: ['analysts'] } },
          groups: { analysts: { managed: { Analysts: noReads } } },
        },
        refuses: [{ service: 'iam', operation: 'GetPolicyVersion' }],
      }),
      expects: { status: 'denied', certainty: 'by-elimination', layer: 'identity-policies', shows: 'unknown' },
    },
  },
  {
    causes: [7],
    title: 'a session of SSO, whose role the record names without its path',
    provenance,
    event: event({
      by: {
        ...assumedRole('AWSReservedSSO_Read_0123456789abcdef').identity,
        sessionContext: { attributes: { creationDate: '2026-11-20T08:00:11Z', mfaAuthenticated: 'false' } },
      },
    }),
    world: accounts({
      account: {
        roles: {
          AWSReservedSSO_Read_0123456789abcdef: {
            path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
            inline: { everything },
          },
        },
        history: [
          {
            eventTime: '2026-11-20T08:00:11Z',
            eventSource: 'sts.amazonaws.com',
            eventName: 'AssumeRoleWithSAML',
            requestParameters: { policy: JSON.stringify(policyOf(allow('s3:ListBucket'))) },
            responseElements: { credentials: { accessKeyId: 'ASIAEXAMPLEKEYID0001' } },
          },
        ],
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'session-policy', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket policy denies roles without that path',
      world: accounts({
        bucket: {
          policy: denying('OnlySso', {
            ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${owner}:role/AWSReservedSSO_*` },
          }),
        },
        account: {
          roles: {
            AWSReservedSSO_Read_0123456789abcdef: {
              path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
              inline: { everything },
            },
          },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'OnlySso' },
    },
  },
  {
    causes: [61],
    title: 'an RCP of the account of the key, not of the bucket',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    },
    event: event(),
    world: accounts({
      bucket: { objects: { [key]: { kmsKey: partnersKey } } },
      accounts: {
        [partner]: {
          ...allPowerful(),
          keys: {
            [keyId]: {
              policy: policyOf({
                Effect: 'Allow',
                Principal: { AWS: `arn:aws:iam::${owner}:root` },
                Action: 'kms:*',
                Resource: '*',
              }),
            },
          },
        },
      },
      organization: {
        accounts: { [owner]: ['ou-data'], [partner]: ['ou-keys'] },
        rcps: {
          'ou-keys': {
            Keys: policyOf({
              ...deny('OwnOnly', { Action: 'kms:*' }),
              Principal: '*',
              Condition: { StringNotEquals: { 'aws:PrincipalAccount': partner } },
            }),
          },
        },
      },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'resource-control-policies', shows: 'OwnOnly' },
    twin: {
      title: 'the RCP binds the bucket’s account, and the object has a key of its own account',
      world: accounts({
        bucket: { objects: { [key]: { kmsKey: kmsArn } } },
        account: { keys: { [keyId]: {} } },
        role: { inline: { everything: policyOf(allow('s3:*')) } },
        organization: {
          accounts: { [owner]: ['ou-data'], [partner]: ['ou-keys'] },
          rcps: { 'ou-keys': { Keys: policyOf({ ...deny('OwnOnly', { Action: 'kms:*' }), Principal: '*' }) } },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'kms:Decrypt' },
    },
  },
];
