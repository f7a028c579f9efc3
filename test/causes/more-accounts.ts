/** More of the known causes, where organizations and accounts are of less usual kinds. */
import { defined } from '../../src/defined';
import { accounts, allow, allowing, deny, denying, policyOf } from './accounts';
import { docs } from './condition';
import {
  bucket,
  denyIn,
  event,
  hidden,
  keyId,
  kmsArn,
  lambdaRole,
  noneAllows,
  objectArn,
  owner,
  partner,
  root,
  said,
} from './events';
import type { Fixture } from './fixture';

const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const app = lambdaRole();
const ofPartner = lambdaRole('app', partner);
const source = 'amzn-s3-demo-source-bucket';
const members = { [owner]: ['ou-data'], [partner]: ['ou-data'] };
const entryOf = (name: string, accountId: string) => ({
  accountId,
  type: 'AWS::S3::Bucket',
  ARN: `arn:aws:s3:::${name}`,
});
const copying = event({ operation: 'CopyObject', parameters: { 'x-amz-copy-source': `${source}/in/a.csv` } });
const closedKey = {
  policy: policyOf({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${owner}:role/admin` },
    Action: 'kms:*',
    Resource: '*',
  }),
};
const noReads = policyOf(deny('NoReports', { Action: 's3:GetObject' }));
const guarded = (accountsOf: Readonly<Record<string, readonly string[]>>, management?: string) => ({
  organization: {
    accounts: accountsOf,
    scps: { 'r-root': { Guard: noReads } },
    ...defined({ management }),
  },
});
const serviceRole = lambdaRole('AWSServiceRoleForReports', owner, '/aws-service-role/reports.amazonaws.com/');
const linked = { roles: { AWSServiceRoleForReports: { path: '/aws-service-role/reports.amazonaws.com/' } } };
const hiddenPartner = event({
  by: hidden(ofPartner),
  message: said(ofPartner, 's3:GetObject', objectArn, noneAllows('identity-based policy', 's3:GetObject')),
});

export const moreAccounts: readonly Fixture[] = [
  {
    causes: [57],
    title: 'a copy, whose source is encrypted with a key that does not let the role use it',
    provenance,
    event: copying,
    world: accounts({
      account: { buckets: { [source]: { objects: { 'in/a.csv': { kmsKey: kmsArn } } } }, keys: { [keyId]: closedKey } },
    }),
    expects: { status: 'denied', certainty: 'established', layer: 'kms-key', shows: 'does-not-allow' },
    twin: {
      title: 'the bucket of the source is not of this account, and the record does not name whose',
      world: accounts({ accounts: { [partner]: { buckets: { [source]: { objects: { 'in/a.csv': {} } } } } } }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'bucket-policy', shows: 'unknown' },
    },
  },
  {
    causes: [12],
    title: 'a copy, whose source is another account’s by the record, which does not let the role read',
    provenance: { from: 'documentation', source: docs('using-with-s3-policy-actions') },
    event: { ...copying, resources: [entryOf(source, partner), entryOf(bucket, owner)] },
    world: accounts({ accounts: { [partner]: { buckets: { [source]: { objects: { 'in/a.csv': {} } } } } } }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'does-not-allow' },
    twin: {
      title: 'it lets the role read, and the role may not write',
      world: accounts({
        role: { inline: { reads: policyOf(allow(['s3:GetObject', 's3:GetObjectTagging', 's3:ListBucket'])) } },
        accounts: {
          [partner]: {
            buckets: {
              [source]: {
                objects: { 'in/a.csv': {} },
                policy: policyOf({
                  Effect: 'Allow',
                  Principal: { AWS: `arn:aws:iam::${owner}:root` },
                  Action: 's3:*',
                  Resource: [`arn:aws:s3:::${source}`, `arn:aws:s3:::${source}/*`],
                }),
              },
            },
          },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: '"s3:PutObject"' },
    },
  },
  {
    causes: [10],
    title: 'root of a member account, which SCPs bind as well',
    provenance,
    event: event({ by: root(), message: said(root(), 's3:GetObject', objectArn, denyIn('service control policy')) }),
    world: accounts(guarded(members)),
    expects: { status: 'denied', certainty: 'proven', layer: 'service-control-policies', shows: 'NoReports' },
    twin: {
      title: 'root of the management account, which they do not bind, and the bucket policy denies',
      event: event({ by: root(), message: 'Access Denied' }),
      world: accounts({ ...guarded({}, owner), bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
    another: {
      title: 'the policy is gone by now',
      world: accounts({ organization: { accounts: members } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [10],
    title: 'a role of the organization’s member',
    provenance,
    event: event(),
    world: accounts(guarded(members)),
    expects: { status: 'denied', certainty: 'established', layer: 'service-control-policies', shows: 'NoReports' },
    twin: {
      title: 'a service-linked role, which SCPs do not bind, without policies',
      event: event({ by: serviceRole }),
      world: accounts({ ...guarded(members), account: linked }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
    another: {
      title: 'no SCP denies, and the bucket policy does',
      world: accounts({ organization: { accounts: members }, bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [1, 14],
    title: 'the owner’s copy of a foreign request, whose role can be read by AWS’s text alone',
    provenance,
    event: hiddenPartner,
    world: accounts({
      accounts: { [partner]: { roles: { app: { inline: { other: policyOf(allow('sqs:*')) } } } } },
      bucket: { policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
      organization: { accounts: members },
    }),
    expects: { status: 'denied', certainty: 'proven', layer: 'identity-policies', shows: 'does-not-allow' },
    twin: {
      title: 'no role may read the caller’s account',
      world: accounts({
        accounts: { [partner]: {} },
        withoutReader: [partner],
        bucket: { policy: allowing({ AWS: `arn:aws:iam::${partner}:root` }) },
        organization: { accounts: members },
      }),
      expects: { status: 'inconclusive', certainty: 'possible', layer: 'identity-policies', shows: 'unknown' },
    },
  },
  {
    causes: [13],
    title: 'a bucket in another Region than the call was recorded in',
    provenance,
    event: event({ message: said(app, 's3:GetObject', objectArn, denyIn('resource-based policy')) }),
    world: accounts({ bucket: { region: 'eu-west-1', policy: denying('Closed') } }),
    expects: { status: 'denied', certainty: 'proven', layer: 'bucket-policy', shows: 'Closed' },
    twin: {
      title: 'its policy is gone by now',
      world: accounts({ bucket: { region: 'eu-west-1' } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
];
