/** Causes 13, 14 and 16–19: what the bucket’s policy says, and to whom. */
import { accounts, allowing, allPowerful, deny, denying, everything, policyOf } from './accounts';
import {
  bucket,
  denyIn,
  event,
  hidden,
  lambdaRole,
  noneAllows,
  objectArn,
  owner,
  partner,
  root,
  said,
  stranger,
} from './events';
import type { Fixture } from './fixture';

const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html';
const provenance = { from: 'documentation', source } as const;
const app = lambdaRole();
const ofPartner = lambdaRole('app', partner);
const ofStranger = lambdaRole('app', stranger);
const saying = (reason: string) => event({ message: said(app, 's3:GetObject', objectArn, reason) });
const both = { [partner]: allPowerful() };

export const bucketPolicies: readonly Fixture[] = [
  {
    causes: [13],
    title: 'the bucket policy denies the role',
    provenance,
    event: saying(denyIn('resource-based policy')),
    world: accounts({
      bucket: { policy: denying('NotApp', undefined, { Principal: { AWS: `arn:aws:iam::${owner}:role/app` } }) },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'NotApp' },
    twin: {
      title: 'the policy of the bucket cannot be read',
      world: accounts({ refuses: [{ service: 's3', operation: 'GetBucketPolicy' }] }),
      expects: { status: 'denied', certainty: 'by-elimination', layer: 'bucket-policy', shows: 'unknown' },
    },
  },
  {
    causes: [14],
    title: 'a caller outside the organization, in the owner’s copy',
    provenance,
    event: event({ by: hidden(ofStranger) }),
    world: accounts({ organization: { accounts: { [owner]: [] } } }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket policy allows the account, whose own policies nobody here can read',
      world: accounts({
        bucket: { policy: allowing({ AWS: `arn:aws:iam::${stranger}:root` }) },
        organization: { accounts: { [owner]: [] } },
      }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'identity-policies' },
    },
  },
  {
    causes: [16],
    title: 'the bucket policy names the unique id of a role that was deleted',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    },
    event: event({ by: ofPartner, more: { recipientAccountId: partner } }),
    world: accounts({ bucket: { policy: allowing({ AWS: 'AROAEXAMPLEDELETED01' }) }, accounts: both }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'AROAEXAMPLEDELETED01' },
    twin: {
      title: 'the bucket policy names the role as it is, and allows another action',
      world: accounts({
        bucket: { policy: allowing({ AWS: `arn:aws:iam::${partner}:role/app` }, { Action: 's3:ListBucket' }) },
        accounts: both,
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: '"Action"' },
    },
  },
  {
    causes: [17],
    title: 'NotPrincipal excepts the role, and not its session',
    provenance: {
      ...provenance,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    },
    event: saying(denyIn('resource-based policy')),
    world: accounts({
      bucket: {
        policy: policyOf({
          Sid: 'AllButApp',
          Effect: 'Deny',
          NotPrincipal: { AWS: `arn:aws:iam::${owner}:role/app` },
          Action: 's3:*',
          Resource: [`arn:aws:s3:::${bucket}/*`],
        }),
      },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'NotPrincipal' },
    twin: {
      title: 'session, role and account are excepted',
      world: accounts({
        bucket: {
          policy: policyOf({
            Sid: 'AllButApp',
            Effect: 'Deny',
            NotPrincipal: { AWS: [`arn:aws:iam::${owner}:role/app`, `arn:aws:iam::${owner}:root`, app.arn] },
            Action: 's3:*',
            Resource: [`arn:aws:s3:::${bucket}/*`],
          }),
        },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [18],
    title: 'the bucket policy denies everybody the call that would mend it',
    provenance,
    event: event({
      operation: 'PutBucketPolicy',
      key: null,
      message: said(app, 's3:PutBucketPolicy', `arn:aws:s3:::${bucket}`, denyIn('resource-based policy')),
      parameters: { policy: '', bucketPolicy: { Statement: [] } },
    }),
    world: accounts({ bucket: { policy: denying('LockedOut') } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'LockedOut' },
    twin: {
      title: 'root asks, whom that policy cannot keep from deleting it',
      event: event({ by: root(), operation: 'DeleteBucketPolicy', key: null, parameters: { policy: '' } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
    another: {
      title: 'it does so no longer, and a policy of the role denies',
      world: accounts({
        role: {
          inline: { everything },
          managed: { Guard: policyOf(deny('NoPolicies', { Action: 's3:PutBucketPolicy' })) },
        },
      }),
      expects: { status: 'denied', certainty: 'possible', layer: 'identity-policies', shows: 'NoPolicies' },
    },
  },
  {
    causes: [19],
    title: 'the policy was attached a moment before, and has not reached S3',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html' },
    event: saying(noneAllows('identity-based policy', 's3:GetObject')),
    world: accounts({
      account: {
        history: [
          {
            eventTime: '2026-11-20T08:13:58Z',
            eventSource: 'iam.amazonaws.com',
            eventName: 'PutRolePolicy',
            requestParameters: { roleName: 'app', policyName: 'everything', policyDocument: '{}' },
          },
        ],
      },
    }),
    expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    twin: {
      title: 'the policy was taken away a moment before',
      world: accounts({ role: { inline: {} } }),
      expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
];
